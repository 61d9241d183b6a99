import Files
import Foundation
import HTTP

/// Remembers what is said and how long is waited, and waits for nothing.
final class Recorder: Progress, @unchecked Sendable {
  // Guards everything below.
  private let lock = NSLock()
  private var spoken: [String] = []
  private var slept: [Double] = []

  var lines: [String] { lock.withLock { spoken } }
  /// All waits in seconds.
  var waits: [Double] { lock.withLock { slept } }

  func report(_ done: Int, of total: Int, note: String) {}
  func say(_ line: String) { lock.withLock { spoken.append(line) } }

  /// Patience whose chances are all 1, at the second 1,000,000 of the epoch.
  func patience(attempts: Int = 6, longest: Duration = .seconds(120)) -> Patience {
    Patience(
      attempts: attempts, longest: longest,
      sleep: { time in self.lock.withLock { self.slept.append(time / .seconds(1)) } },
      chance: { 1 }, now: { Date(timeIntervalSince1970: 1_000_000) })
  }
}
