/// Where long work reports how far it is; the terminal draws it, tests ignore or record it.
public protocol Progress: Sendable {
  /// Reports that `done` of `total` steps are finished.
  ///
  /// - Parameters:
  ///   - done: finished steps; never smaller than in the report before.
  ///   - total: all steps, 0 when unknown.
  ///   - note: a few words that change as the work goes on ("loss 0.31"), may be empty.
  func report(_ done: Int, of total: Int, note: String)
  /// Says one line that stays, such as a warning.
  ///
  /// - Parameter line: the text without a line end.
  func say(_ line: String)
}

/// Progress nobody looks at.
public struct SilentProgress: Progress {
  /// Creates it.
  public init() {}
  /// Ignores the report.
  public func report(_ done: Int, of total: Int, note: String) {}
  /// Ignores the line.
  public func say(_ line: String) {}
}
