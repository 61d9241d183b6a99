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

  /// How the kernels call it.
  var kernel: fm_activation {
    switch self {
    case .none: fm_no_activation
    case .elu: fm_elu
    case .leakyReLU: fm_leaky_relu
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
