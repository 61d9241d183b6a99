public import Files

/// Whoever answers the questions of a template.
public protocol Prompter {
  /// Answers one question.
  ///
  /// - Parameters:
  ///   - question: what is asked.
  ///   - fallback: the answer if the user just agrees; `nil` if there is none.
  /// - Returns: the answer; `question.problem(with:)` finds nothing wrong with it.
  /// - Throws: `Failure` when no answer can be had.
  func ask(_ question: Question, default fallback: String?) throws(Failure) -> String

  /// Answers a question of the program itself with yes or no.
  ///
  /// - Parameters:
  ///   - text: what is asked, without a question's default.
  ///   - fallback: the answer if the user just agrees.
  /// - Returns: whether the answer is yes.
  /// - Throws: `Failure` when no answer can be had.
  func confirm(_ text: String, default fallback: Bool) throws(Failure) -> Bool

  /// Asks for a password, which is not shown while it is typed.
  ///
  /// - Parameter text: what it is for.
  /// - Returns: the password; `nil` if nobody can be asked.
  /// - Throws: `Failure` when no answer can be had.
  func password(_ text: String) throws(Failure) -> String?

  /// Tells the user something between the questions.
  ///
  /// - Parameter text: one or more lines.
  func say(_ text: String)
}

/// Takes every default, as `--no-input` asks for.
public struct DefaultsPrompter: Prompter {
  private let speaker: (any Prompter)?

  /// Creates it.
  ///
  /// - Parameter speaker: tells the user things, and answers what is asked all the same.
  public init(speaker: (any Prompter)? = nil) { self.speaker = speaker }

  /// Answers with the default.
  ///
  /// - Parameters:
  ///   - question: what is asked.
  ///   - fallback: the answer.
  /// - Returns: `fallback`, or nothing.
  /// - Throws: nothing.
  public func ask(_ question: Question, default fallback: String?) throws(Failure) -> String {
    fallback ?? ""
  }

  /// Lets the speaker answer: that a template's scripts may run has no default.
  ///
  /// - Parameters:
  ///   - text: what is asked.
  ///   - fallback: the answer without a speaker.
  /// - Returns: the answer.
  /// - Throws: `Failure` when no answer can be had.
  public func confirm(_ text: String, default fallback: Bool) throws(Failure) -> Bool {
    guard let speaker else { return fallback }
    return try speaker.confirm(text, default: fallback)
  }

  /// Knows no password.
  ///
  /// - Parameter text: what it is for.
  /// - Returns: `nil`.
  /// - Throws: nothing.
  public func password(_ text: String) throws(Failure) -> String? { nil }

  /// Lets the speaker say it.
  ///
  /// - Parameter text: one or more lines.
  public func say(_ text: String) { speaker?.say(text) }
}
