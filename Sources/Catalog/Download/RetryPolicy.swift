/// How often and after how long a transfer is tried again.
public struct RetryPolicy: Sendable {
  /// The most attempts in a row that bring nothing new.
  public var attempts = 6
  /// The most of them while no server has answered at all, and of answers that are no file.
  public var fewAttempts = 3
  /// The wait after the first of them, in seconds; it doubles with each.
  public var firstWait = 1.0
  /// The longest wait of our own accord, in seconds.
  public var longestWait = 60.0
  /// The longest wait that a server may ask for, in seconds.
  public var longestRequest = 900.0
  /// What a wait is multiplied with, so that many clients do not come back at the same moment.
  public var jitter: @Sendable () -> Double = { .random(in: 0.5...1) }

  /// The policy of the program.
  public init() {}

  /// The wait before the next attempt.
  ///
  /// - Parameter attempt: attempts in a row that brought nothing new, from 1.
  /// - Returns: seconds.
  func wait(after attempt: Int) -> Double {
    var wait = firstWait
    for _ in 1..<max(attempt, 1) where wait < longestWait { wait *= 2 }
    return min(wait, longestWait) * jitter()
  }
}
