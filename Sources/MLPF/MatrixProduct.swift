import CKernels

/// The matrix products of the engine, on the calling thread; any number of threads may multiply at once.
///
/// Weights are packed once and used for many blocks of rows, see `PackedWeights`.
package enum MatrixProduct {
  /// The products for the instruction set of this processor.
  static let kernels: fm_products = fm_products_best().pointee

  /// y (N, out) = f(x (N, in) w^T + bias), with w (out, in) packed.
  static func layer(
    _ x: Block, _ w: UnsafePointer<Float>, bias: UnsafePointer<Float>, _ activation: Activation,
    into y: Block
  ) {
    var arguments = arguments(x, w, into: y)
    arguments.bias = bias
    arguments.activation = activation.kernel
    arguments.slope = Float(Activation.leakySlope)
    kernels.product(&arguments)
  }

  /// dx (N, in) = dy (N, out) w + (accumulate ? dx : 0), with w (out, in) packed.
  static func times(
    _ dy: Block, _ w: UnsafePointer<Float>, into dx: Block, accumulate: Bool
  ) {
    var arguments = arguments(dy, w, into: dx)
    arguments.accumulate = accumulate ? 1 : 0
    kernels.product(&arguments)
  }

  private static func arguments(
    _ x: Block, _ w: UnsafePointer<Float>, into y: Block
  ) -> fm_product {
    precondition(x.rows == y.rows)
    var arguments = fm_product()
    (arguments.x, arguments.x_stride) = (UnsafePointer(x.base), Int64(x.stride))
    (arguments.y, arguments.y_stride) = (y.base, Int64(y.stride))
    arguments.rows = Int64(x.rows)
    arguments.packed = w
    (arguments.depth, arguments.columns) = (Int64(x.columns), Int64(y.columns))
    return arguments
  }

  /// dw (out, in) += dy (N, out)^T x (N, in).
  static func addOuter(_ dy: Block, _ x: Block, into dw: UnsafeMutablePointer<Float>) {
    precondition(x.rows == dy.rows)
    kernels.add_outer(
      dw, dy.base, Int64(dy.stride), Int64(dy.columns), x.base, Int64(x.stride), Int64(x.columns),
      Int64(dy.rows))
  }
}
