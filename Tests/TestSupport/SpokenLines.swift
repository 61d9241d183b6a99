public import Files
import Foundation

/// Progress that remembers the lines that are said.
public final class SpokenLines: Files.Progress, @unchecked Sendable {
  // Guards `spoken`.
  private let lock = NSLock()
  private var spoken: [String] = []

  /// Creates it.
  public init() {}

  /// All lines so far.
  public var lines: [String] { lock.withLock { spoken } }

  /// Forgets the report.
  public func report(_ done: Int, of total: Int, note: String) {}
  /// Remembers the line.
  public func say(_ line: String) { lock.withLock { spoken.append(line) } }
}
