import CKernels
import MLPF

/// The relevance of a linear layer y = f(x W^T + b).
///
/// R_a = sum_b x_a W_ab / (z_b + stabiliser) R_b with z = x W^T: the bias takes no part, and the
/// activation passes relevance through. With gamma > 0 the terms that have the sign of z_b count
/// (1 + gamma) times, above and below the bar; for positive x this is the published gamma rule, and
/// signs of x are treated alike (ELU gives negative ones).
extension Linear {
  /// Computes the layer for some rows and keeps the sums that relevance is divided by.
  ///
  /// - Parameters:
  ///   - x: input, shape (P, in).
  ///   - rows: number of rows, P.
  ///   - z: receives the sums that `relevance` takes, shape (P, out).
  ///   - y: receives the output, shape (P, out); `nil` if nobody needs it.
  ///   - ruled: weights and rule.
  ///   - scratch: memory of the calling worker.
  func forward(
    _ x: UnsafePointer<Double>, rows: Int, z: UnsafeMutablePointer<Double>,
    y: UnsafeMutablePointer<Double>?, _ ruled: RuledNetwork, _ scratch: RuleScratch
  ) {
    let (inputs, outputs) = (layer.inputs, layer.outputs)
    let weights = ruled.weights[layer]
    MatrixProduct.times(x, weights.all.forward, into: z, rows: rows)
    if let y {
      activation.forward(z, bias: weights.bias, into: y, rows: rows, columns: outputs)
    }
    guard let positive = weights.positive, let negative = weights.negative else { return }
    // The positive terms are x+ W+ and x- W-.
    let (plus, minus) = scratch.split(x, count: rows * inputs)
    let sums = scratch.sums(count: rows * outputs)
    MatrixProduct.times(plus, positive.forward, into: sums, rows: rows)
    MatrixProduct.times(minus, negative.forward, into: sums, rows: rows, accumulate: true)
    fm_relevance_favour(z, sums, Int64(rows * outputs), ruled.rule.gamma)
  }

  /// Takes relevance from the layer's outputs to its inputs.
  ///
  /// - Parameters:
  ///   - r: relevance of the outputs, shape (P, out); overwritten.
  ///   - x: what `forward` took, shape (P, in), or (N, in) with `nodes`.
  ///   - z: what `forward` kept, with as many rows as `x`.
  ///   - nodes: the row of `x` and `z` that belongs to each row of `r`; `nil` for its own.
  ///   - result: receives the relevance of the inputs, shape (P, in).
  ///   - ruled: weights and rule.
  ///   - scratch: memory of the calling worker.
  func relevance(
    _ r: DoubleMatrix, x: DoubleMatrix, z: DoubleMatrix, nodes: UnsafePointer<Int32>?,
    into result: DoubleMatrix, _ ruled: RuledNetwork, _ scratch: RuleScratch
  ) {
    let (rows, inputs, outputs) = (r.rows, layer.inputs, layer.outputs)
    precondition(r.columns == outputs && x.columns == inputs && z.columns == outputs)
    let weights = ruled.weights[layer]
    ruled.rule.divide(r, by: z, nodes: nodes)
    result.reshape(rows: rows, columns: inputs)
    MatrixProduct.times(r.base, weights.all.backward, into: result.base, rows: rows)
    guard let positive = weights.positive, let negative = weights.negative else {
      fm_relevance_multiply(result.base, x.base, nodes, Int64(rows), Int64(inputs))
      return
    }
    let (plus, minus) = scratch.parts(count: rows * outputs)
    fm_relevance_split(
      plus, minus, r.base, z.base, nodes, Int64(rows), Int64(outputs), Int64(outputs))
    // For positive x the agreeing terms are s+ W+ and s- W-, for negative x all others.
    let agreeing = scratch.sums(count: rows * inputs)
    MatrixProduct.times(plus, positive.backward, into: agreeing, rows: rows)
    MatrixProduct.times(minus, negative.backward, into: agreeing, rows: rows, accumulate: true)
    fm_relevance_multiply_gamma(
      result.base, agreeing, x.base, nodes, Int64(rows), Int64(inputs), ruled.rule.gamma)
  }
}
