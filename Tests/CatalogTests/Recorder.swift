import Catalog
import Files
import Foundation
import HTTP

/// Remembers what is said, and waits for nothing.
final class Recorder: Progress, @unchecked Sendable {
  // Guards `spoken`.
  private let lock = NSLock()
  private var spoken: [String] = []

  var lines: [String] { lock.withLock { spoken } }

  func report(_ done: Int, of total: Int, note: String) {}
  func say(_ line: String) { lock.withLock { spoken.append(line) } }

  /// How a server is asked in a test.
  func connection(_ tokens: [AccessToken] = []) -> Connection {
    Connection(
      http: HTTP(agent: "fairmlpf/test"), tokens: tokens,
      patience: Patience(attempts: 3, sleep: { _ in }, chance: { 1 }), progress: self)
  }
}
