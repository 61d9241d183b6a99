import Dispatch
import FoundationEssentials
import Synchronization

/// Runs independent pieces of work on a fixed number of threads.
///
/// Which thread takes which piece depends on timing, so a piece may write only what belongs to it;
/// sums over pieces are taken afterwards in a fixed order. Results then depend on nothing but the
/// data, not even on the number of threads.
public struct WorkQueue: Sendable {
  /// Number of threads, at least 1.
  public let threads: Int

  /// A queue of a given width.
  ///
  /// - Parameter threads: number of threads; 0 stands for all cores of the machine.
  public init(threads: Int = 0) {
    self.threads = threads > 0 ? threads : Self.cores
  }

  /// Number of cores this process may use.
  public static var cores: Int { max(1, ProcessInfo.processInfo.activeProcessorCount) }

  /// Calls `body` once for every number below `count` and returns when all calls have returned.
  ///
  /// - Parameters:
  ///   - count: number of pieces.
  ///   - body: takes the number of the piece and the number of the worker, below `threads`; no two
  ///     calls that run at once have the same worker, so scratch memory may be kept per worker.
  public func forEach(_ count: Int, _ body: (_ piece: Int, _ worker: Int) -> Void) {
    let workers = min(threads, count)
    guard workers > 1 else {
      for piece in 0..<count { body(piece, 0) }
      return
    }
    let next = Atomic<Int>(0)
    withoutActuallyEscaping(body) { body in
      // Pieces may share what the caller's closure holds: the caller keeps their writes apart.
      nonisolated(unsafe) let body = body
      DispatchQueue.concurrentPerform(iterations: workers) { worker in
        while true {
          let piece = next.wrappingAdd(1, ordering: .relaxed).oldValue
          guard piece < count else { return }
          body(piece, worker)
        }
      }
    }
  }
}
