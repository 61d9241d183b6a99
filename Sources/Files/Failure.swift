/// The one error type of the program: what happened, where, and what the user can do about it.
///
/// The three parts are joined into one or two sentences for the terminal. A secret never goes into
/// a failure.
public struct Failure: Error, Sendable, Equatable, CustomStringConvertible {
  /// What is wrong, as a clause without a final full stop: "the file is truncated".
  public var what: String
  /// Where: a path, with offset, line, event or key where known; empty if the place is obvious.
  public var place: String
  /// What to do about it, as a sentence in the imperative without a final full stop.
  public var remedy: String
  /// The exit code the program ends with.
  public var status: ExitStatus
  /// What lies beneath, shown only with `--verbose`.
  public var cause: String?
  /// Lines of the input that show the mistake, for below the sentence.
  public var excerpt: [String] = []

  /// Creates a failure.
  ///
  /// - Parameters:
  ///   - what: what is wrong, a clause without a final full stop.
  ///   - place: where, may be empty.
  ///   - remedy: what to do, a clause in the imperative without a final full stop.
  ///   - status: the exit code.
  ///   - cause: details for `--verbose`.
  public init(
    _ what: String, at place: String = "", remedy: String = "", status: ExitStatus,
    cause: String? = nil
  ) {
    self.what = what
    self.place = place
    self.remedy = remedy
    self.status = status
    self.cause = cause
  }

  /// Place, what and remedy on one line; parts that are empty are left out.
  public var description: String {
    let head = place.isEmpty ? what : "\(place): \(what)"
    guard !remedy.isEmpty else { return "\(head)." }
    return "\(head). \(remedy)" + (remedy.hasSuffix("?") ? "" : ".")
  }
}
