import Foundation
import HTTP

/// Remembers how long is waited, and waits for nothing.
final class RecordedWaits: @unchecked Sendable {
  // Guards `slept`.
  private let lock = NSLock()
  private var slept: [Double] = []

  /// All waits in seconds.
  var seconds: [Double] { lock.withLock { slept } }

  /// Patience whose chances are all 1, at the second 1,000,000 of the epoch.
  func patience(attempts: Int = 6, longest: Duration = .seconds(120)) -> Patience {
    Patience(
      attempts: attempts, longest: longest,
      sleep: { time, _ in self.lock.withLock { self.slept.append(time / .seconds(1)) } },
      chance: { 1 }, now: { Date(timeIntervalSince1970: 1_000_000) })
  }
}
