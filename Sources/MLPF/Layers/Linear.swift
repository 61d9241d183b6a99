import CKernels

/// A linear layer with its activation: y = f(x W^T + b), x (N, in), W (out, in), b (out), y (N, out).
package struct Linear {
  /// Where its weight and bias lie, and its shape.
  package let layer: ParameterLayout.Layer
  /// The function after it.
  package let activation: Activation
  /// False where the bias cannot change the loss, so that rounding does not move it.
  let trainsBias: Bool

  init(layer: ParameterLayout.Layer, activation: Activation, trainsBias: Bool = true) {
    self.layer = layer
    self.activation = activation
    self.trainsBias = trainsBias
  }

  /// Computes y for a block of rows.
  ///
  /// - Parameters:
  ///   - x: shape (N, in).
  ///   - y: shape (N, out); written.
  ///   - weights: the network's weights.
  func forward(_ x: Block, into y: Block, _ weights: PackedWeights) {
    precondition(
      x.columns == layer.inputs && y.columns == layer.outputs,
      "\(layer.name): \(x.columns) -> \(y.columns)")
    MatrixProduct.layer(
      x, weights.weight(layer, .forward), bias: weights.bias(layer), activation, into: y)
  }

  /// Takes dL/dy back through the layer for a block of rows.
  ///
  /// - Parameters:
  ///   - dy: dL/dy, shape (N, out); holds dL/dz afterwards.
  ///   - x: the input, shape (N, in).
  ///   - y: the output, shape (N, out).
  ///   - dx: dL/dx, shape (N, in), written or, with `accumulate`, added to; `nil` if nobody needs it.
  ///   - accumulate: whether to add to `dx`.
  ///   - weights: the network's weights.
  ///   - gradients: a block laid out like the parameters; dL/dW and dL/db are added.
  func backward(
    _ dy: Block, x: Block, y: Block, into dx: Block?, accumulate: Bool = false,
    _ weights: PackedWeights, _ gradients: UnsafeMutablePointer<Float>
  ) {
    activation.backward(dy, y: y)
    MatrixProduct.addOuter(dy, x, into: gradients + layer.weight)
    if trainsBias {
      fm_add_column_sums(
        gradients + layer.bias, dy.base, Int64(dy.rows), Int64(dy.columns), Int64(dy.stride))
    }
    if let dx {
      MatrixProduct.times(
        dy, weights.weight(layer, .backward), into: dx, accumulate: accumulate)
    }
  }
}
