import CKernels

/// The function after a linear layer.
public enum Activation: String, Sendable, Codable, CaseIterable {
  /// y = z.
  case none
  /// y = z for z > 0, exp(z) - 1 otherwise.
  case elu
  /// y = z for z > 0, 0.01 z otherwise.
  case leakyReLU = "leaky-relu"

  /// Slope of the leaky ReLU for negative input.
  package static let leakySlope = 0.01

  /// y = f(z + bias), in place.
  ///
  /// - Parameters:
  ///   - z: shape (N, C); holds y afterwards.
  ///   - bias: shape (C).
  func forward(_ z: Block, bias: UnsafePointer<Float>) {
    let (rows, columns, stride) = (Int64(z.rows), Int64(z.columns), Int64(z.stride))
    switch self {
    case .none: fm_bias(z.base, rows, columns, stride, bias)
    case .elu: fm_bias_elu(z.base, rows, columns, stride, bias)
    case .leakyReLU: fm_bias_leaky_relu(z.base, rows, columns, stride, bias, Float(Self.leakySlope))
    }
  }

  /// dL/dz = dL/dy f'(z), in place; the derivative follows from the output alone.
  ///
  /// - Parameters:
  ///   - d: dL/dy, shape (N, C); holds dL/dz afterwards.
  ///   - y: what `forward` gave.
  func backward(_ d: Block, y: Block) {
    precondition(d.rows == y.rows && d.columns == y.columns)
    let (rows, columns) = (Int64(d.rows), Int64(d.columns))
    switch self {
    case .none: break
    case .elu: fm_elu_backward(d.base, Int64(d.stride), y.base, Int64(y.stride), rows, columns)
    case .leakyReLU:
      fm_leaky_relu_backward(
        d.base, Int64(d.stride), y.base, Int64(y.stride), rows, columns, Float(Self.leakySlope))
    }
  }
}
