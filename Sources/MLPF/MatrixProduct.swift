import COpenBLAS
import Synchronization

/// The matrix products of the engine, by OpenBLAS on the calling thread.
///
/// Parallelism is the engine's own (`WorkQueue`, over blocks of rows), so an OpenBLAS with threads of
/// its own is told to use one. A build of OpenBLAS without threads is not safe to call from two threads
/// at once (measured with Debian's 0.3.21: 11 to 39 wrong products in 40,000), so its calls take
/// turns.
package enum MatrixProduct {
  /// y (N, out) = x (N, in) w^T, with w (out, in).
  static func timesTransposed(_ x: Block, _ w: UnsafePointer<Float>, into y: Block) {
    guard x.rows > 0 else { return }
    call {
      cblas_sgemm(
        CblasRowMajor, CblasNoTrans, CblasTrans, blasint(x.rows), blasint(y.columns),
        blasint(x.columns), 1, x.base, blasint(x.stride), w, blasint(x.columns), 0, y.base,
        blasint(y.stride))
    }
  }

  /// dx (N, in) = dy (N, out) w + (accumulate ? dx : 0), with w (out, in).
  static func times(
    _ dy: Block, _ w: UnsafePointer<Float>, into dx: Block, accumulate: Bool
  ) {
    guard dy.rows > 0 else { return }
    call {
      cblas_sgemm(
        CblasRowMajor, CblasNoTrans, CblasNoTrans, blasint(dy.rows), blasint(dx.columns),
        blasint(dy.columns), 1, dy.base, blasint(dy.stride), w, blasint(dx.columns),
        accumulate ? 1 : 0, dx.base, blasint(dx.stride))
    }
  }

  /// dw (out, in) += dy (N, out)^T x (N, in).
  static func addOuter(_ dy: Block, _ x: Block, into dw: UnsafeMutablePointer<Float>) {
    guard dy.rows > 0 else { return }
    call {
      cblas_sgemm(
        CblasRowMajor, CblasTrans, CblasNoTrans, blasint(dy.columns), blasint(x.columns),
        blasint(dy.rows), 1, dy.base, blasint(dy.stride), x.base, blasint(x.stride), 1, dw,
        blasint(x.columns))
    }
  }

  /// Whether several threads may multiply at the same time.
  static let runsInParallel: Bool = {
    openblas_set_num_threads(1)
    return openblas_get_parallel() != 0
  }()

  private static let turns = Mutex(())

  static func call(_ product: () -> Void) {
    if runsInParallel {
      product()
    } else {
      turns.withLock { _ in product() }
    }
  }
}
