import Files

/// One question of a template.
public struct Question: Sendable {
  /// What kind of answer is expected.
  public enum Kind: Sendable, Equatable {
    /// Any text.
    case text
    /// One of several texts, each with the words shown for it.
    case choice([Choice])
    /// Yes or no.
    case flag
    /// A JSON object.
    case dictionary
  }

  /// One possible answer.
  public struct Choice: Sendable, Equatable {
    /// The answer.
    public let value: String
    /// How it is shown.
    public let label: String
  }

  /// The name of the variable.
  public let name: String
  /// What to ask.
  public let prompt: String
  /// What kind of answer is expected.
  public let kind: Kind
  /// Words that explain it, shown with it.
  public var help: String?
  /// Whether the answer is hidden while it is typed, and never written down.
  public var isSecret = false
  /// Whether a text may not be empty.
  public var isRequired = false
  /// What a text must look like, unless it is empty.
  public var rules: [AnswerRule] = []
  /// Its place among the questions, counted from 1, and how many there are.
  public var place: (number: Int, count: Int)?

  /// What is wrong with an answer.
  ///
  /// - Parameter answer: the text the user gave.
  /// - Returns: a clause, or `nil` if the answer can be used.
  public func problem(with answer: String) -> String? {
    switch kind {
    case .text:
      if answer.isEmpty { return isRequired ? "the answer is empty" : nil }
      guard let problem = rules.lazy.compactMap({ $0.problem(with: answer) }).first else {
        return nil
      }
      return isSecret ? Self.withoutSecret(problem, answer) : problem
    case .choice(let choices):
      guard !choices.contains(where: { $0.value == answer }) else { return nil }
      let list = choices.map { "'\($0.value)'" }.joined(separator: ", ")
      return "\(answer.quoted) is not one of \(list)"
    case .flag: return Self.flag(answer) == nil ? "\(answer.quoted) is neither yes nor no" : nil
    case .dictionary:
      guard let value = try? JSONReader.read(answer), case .object = value else {
        return "the answer is not a JSON object"
      }
      return nil
    }
  }

  /// The same clause without the answer or parts of it.
  private static func withoutSecret(_ problem: String, _ answer: String) -> String {
    let clause = problem.replacing(answer.quoted, with: "the answer")
    // A clause may repeat a part of the answer, and a long part is cut.
    let parts = answer.split { !$0.isLetter && !$0.isNumber }
    let isSilent = !clause.contains("…") && !parts.contains { clause.contains($0) }
    return isSilent ? clause : "the answer is not what it should be"
  }

  /// Yes or no in the spellings cookiecutter takes.
  ///
  /// - Parameter text: the answer.
  /// - Returns: `nil` for anything else.
  public static func flag(_ text: String) -> Bool? {
    switch text.lowercased() {
    case "1", "true", "t", "yes", "y", "on": true
    case "0", "false", "f", "no", "n", "off": false
    default: nil
    }
  }
}
