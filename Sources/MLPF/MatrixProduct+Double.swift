import COpenBLAS

/// The same products in float64, for relevance; all matrices are row-major without gaps.
extension MatrixProduct {
  /// y (rows, out) = x (rows, in) w^T + (accumulate ? y : 0), with w (out, in).
  package static func timesTransposed(
    _ x: UnsafePointer<Double>, _ w: UnsafePointer<Double>, into y: UnsafeMutablePointer<Double>,
    rows: Int, inputs: Int, outputs: Int, accumulate: Bool = false
  ) {
    guard rows > 0 else { return }
    call {
      cblas_dgemm(
        CblasRowMajor, CblasNoTrans, CblasTrans, blasint(rows), blasint(outputs),
        blasint(inputs), 1, x, blasint(inputs), w, blasint(inputs), accumulate ? 1 : 0, y,
        blasint(outputs))
    }
  }

  /// x (rows, in) = y (rows, out) w + (accumulate ? x : 0), with w (out, in).
  package static func times(
    _ y: UnsafePointer<Double>, _ w: UnsafePointer<Double>, into x: UnsafeMutablePointer<Double>,
    rows: Int, inputs: Int, outputs: Int, accumulate: Bool = false
  ) {
    guard rows > 0 else { return }
    call {
      cblas_dgemm(
        CblasRowMajor, CblasNoTrans, CblasNoTrans, blasint(rows), blasint(inputs),
        blasint(outputs), 1, y, blasint(outputs), w, blasint(inputs), accumulate ? 1 : 0, x,
        blasint(inputs))
    }
  }
}
