import Events

/// What a forward pass keeps of a stack of events; reused from step to step.
///
/// Everything has one row per element, the events one after another.
final class Activations {
  /// Numbers of one GravNet layer.
  struct GravNetLayer {
    /// Coordinates, shape (N, S).
    let s: Matrix
    /// Propagated features, shape (N, F).
    let h: Matrix
    /// Aggregates, shape (N, F).
    let m: Matrix
    /// Output after the activation, shape (N, out).
    let y: Matrix
    /// Neighbours, one graph an event.
    var graphs: [NearestNeighbours] = []
  }

  /// The rows of the stack.
  var blocks = RowBlocks(counts: [])
  /// Scaled element features, shape (N, 12).
  let x0 = Matrix(rows: 0, columns: Architecture.inputs)
  /// Outputs of nn1's layers; only the last one unless everything is kept.
  let encoder: [Matrix]
  /// The GravNet layers.
  var gravNets: [GravNetLayer]
  /// Input of nn2 where it is put together from several parts, otherwise without rows.
  let pidInput: Matrix
  /// Outputs of nn2's hidden layers, without rows unless everything is kept.
  let pidHidden: [Matrix]
  /// Class logits, shape (N, 6).
  let logits = Matrix(rows: 0, columns: Architecture.classes)
  /// Outputs of nn3, shape (N, 6); without rows in training, where nn3 runs within the backward pass.
  let p4 = Matrix(rows: 0, columns: Architecture.momenta)
  /// Whether hidden layers are kept for a backward pass.
  let keepsHidden: Bool

  init(_ network: PFNet, keepsHidden: Bool) {
    let a = network.architecture
    self.keepsHidden = keepsHidden
    encoder = network.encoder.widths.map { Matrix(rows: 0, columns: $0) }
    gravNets = network.gravNets.map { _ in
      GravNetLayer(
        s: Matrix(rows: 0, columns: a.space), h: Matrix(rows: 0, columns: a.features),
        m: Matrix(rows: 0, columns: a.features), y: Matrix(rows: 0, columns: a.gravNetOutput))
    }
    pidInput = Matrix(rows: 0, columns: a.width(of: a.pidInputs))
    pidHidden = network.pidHead.widths.dropLast().map { Matrix(rows: 0, columns: $0) }
  }

  /// Makes room for a stack of events and fills x0.
  ///
  /// - Parameters:
  ///   - events: feature tables, shape (N, 12) each, none empty.
  ///   - network: gives the scaling and the shape.
  func load(_ events: [Table], _ network: PFNet) {
    blocks = RowBlocks(counts: events.map(\.rows))
    let rows = blocks.count
    x0.reshape(rows: rows, columns: x0.columns)
    for (event, range) in zip(events, blocks.events) {
      network.inputScaling.apply(event, into: x0.block(range))
    }
    for (index, matrix) in encoder.enumerated()
    where keepsHidden || index == encoder.count - 1 {
      matrix.reshape(rows: rows, columns: matrix.columns)
    }
    for index in gravNets.indices {
      for matrix in [gravNets[index].s, gravNets[index].h, gravNets[index].m, gravNets[index].y] {
        matrix.reshape(rows: rows, columns: matrix.columns)
      }
      while gravNets[index].graphs.count < events.count {
        gravNets[index].graphs.append(NearestNeighbours())
      }
    }
    if network.architecture.pidInputs != [.nodes] {
      pidInput.reshape(rows: rows, columns: pidInput.columns)
    }
    if keepsHidden {
      for matrix in pidHidden { matrix.reshape(rows: rows, columns: matrix.columns) }
    } else {
      p4.reshape(rows: rows, columns: p4.columns)
    }
    logits.reshape(rows: rows, columns: logits.columns)
  }

  /// x1, the output of the last GravNet layer.
  var nodes: Matrix { gravNets[gravNets.count - 1].y }

  /// What GravNet layer `index` takes as input.
  func input(ofGravNet index: Int) -> Matrix {
    index == 0 ? encoder[encoder.count - 1] : gravNets[index - 1].y
  }
}
