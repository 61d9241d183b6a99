import MLPF

/// What a chain of linear layers keeps of some rows, for taking relevance back through it.
final class PerceptronRecord: @unchecked Sendable {  // Used by one worker at a time.
  /// Inputs of the layers; the first one is filled by the caller.
  let x: [DoubleMatrix]
  /// Sums of the layers, as the rule divides by them.
  let z: [DoubleMatrix]
  /// Output of the last layer.
  let y: DoubleMatrix

  init(_ perceptron: Perceptron) {
    x = perceptron.layers.map { DoubleMatrix(columns: $0.layer.inputs) }
    z = perceptron.layers.map { DoubleMatrix(columns: $0.layer.outputs) }
    y = DoubleMatrix(columns: perceptron.widths.last ?? 1)
  }

  /// Makes room for some rows of input.
  func reshape(rows: Int) {
    for matrix in x + z + [y] { matrix.reshape(rows: rows) }
  }
}

/// The relevance of nn1, nn2 and nn3: layer by layer from the last to the first.
extension Perceptron {
  /// Computes all layers of the rows in `record.x[0]` and keeps what `relevance` needs.
  func forward(_ record: PerceptronRecord, _ ruled: RuledNetwork, _ scratch: RuleScratch) {
    for (index, linear) in layers.enumerated() {
      let output = index + 1 < layers.count ? record.x[index + 1] : record.y
      linear.forward(
        record.x[index].base, rows: record.x[index].rows, z: record.z[index].base,
        y: output.base, ruled, scratch)
    }
  }

  /// Takes relevance from the outputs of the chain to its inputs.
  ///
  /// - Parameters:
  ///   - r: relevance of the outputs, shape (P, out); overwritten, and holds the result afterwards,
  ///     shape (P, in).
  ///   - record: what `forward` kept.
  ///   - nodes: the row of the record that belongs to each row of `r`; `nil` for its own.
  ///   - spare: memory; exchanged with `r`.
  ///   - ruled: weights and rule.
  ///   - scratch: memory of the calling worker.
  func relevance(
    _ r: inout DoubleMatrix, _ record: PerceptronRecord, nodes: UnsafePointer<Int32>? = nil,
    spare: inout DoubleMatrix, _ ruled: RuledNetwork, _ scratch: RuleScratch
  ) {
    for index in layers.indices.reversed() {
      layers[index].relevance(
        r, x: record.x[index], z: record.z[index], nodes: nodes, into: spare, ruled, scratch)
      swap(&r, &spare)
    }
  }
}
