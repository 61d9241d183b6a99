import CKernels
import MLPF

extension Activation {
  /// y = f(z + bias) in float64.
  ///
  /// Relevance passes through an activation unchanged.
  ///
  /// - Parameters:
  ///   - z: shape (N, C).
  ///   - bias: shape (C).
  ///   - y: shape (N, C); written.
  ///   - rows: number of rows, N.
  ///   - columns: number of columns, C.
  func forward(
    _ z: UnsafePointer<Double>, bias: UnsafePointer<Double>, into y: UnsafeMutablePointer<Double>,
    rows: Int, columns: Int
  ) {
    let (rows, columns) = (Int64(rows), Int64(columns))
    switch self {
    case .none: fm_double_bias(y, z, bias, rows, columns)
    case .elu: fm_double_bias_elu(y, z, bias, rows, columns)
    case .leakyReLU:
      fm_double_bias_leaky_relu(y, z, bias, rows, columns, Self.leakySlope)
    }
  }
}
