import Dispatch
import Files
import Synchronization

/// Work that goes on in another thread, whose result is asked for later.
final class Concurrently<Value: Sendable>: Sendable {
  private let result = Mutex<Result<Value, Failure>?>(nil)
  private let group = DispatchGroup()

  /// Starts the work.
  init(_ work: @escaping @Sendable () throws(Failure) -> Value) {
    DispatchQueue.global().async(group: group) { [self] in
      do throws(Failure) {
        let value = try work()
        result.withLock { $0 = .success(value) }
      } catch {
        result.withLock { $0 = .failure(error) }
      }
    }
  }

  /// Waits for the end of the work.
  ///
  /// - Returns: what it has found; `nil` only if it was never started.
  /// - Throws: what the work throws.
  func value() throws(Failure) -> Value? {
    group.wait()
    return try result.withLock { $0 }?.get()
  }
}
