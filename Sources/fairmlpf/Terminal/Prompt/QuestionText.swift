import Files
import Scaffold

/// The words a question is asked with.
struct QuestionText {
  /// The question and its place among the others.
  let title: String
  /// What explains it, if anything does.
  let help: String?
  /// The default as it is shown; empty if there is none to show.
  let fallback: String

  init(_ question: Question, default fallback: String?) {
    let place = question.place.map { "[\($0.number)/\($0.count)] " } ?? ""
    title = place + Visible.line(question.prompt)
    help = question.help.map { Visible.text($0) }
    self.fallback =
      switch question.kind {
      case _ where question.isSecret || (fallback ?? "").isEmpty: ""
      case .dictionary: "default"
      case .choice(let choices):
        Visible.line(choices.first { $0.value == fallback }?.label ?? fallback ?? "")
      case .text, .flag: Visible.line(fallback ?? "")
      }
    isDictionary = question.kind == .dictionary
  }

  /// A question of the program itself.
  init(_ text: String) {
    title = Visible.line(text)
    help = nil
    fallback = ""
    isDictionary = false
  }

  private let isDictionary: Bool

  /// The question as one answers it in a line: with the default in brackets and a colon.
  var line: String {
    if fallback.isEmpty { return title + ": " }
    return isDictionary ? "\(title) (\(fallback)): " : "\(title) [\(fallback)]: "
  }

  /// The failure of a question without an answer.
  static func ended(_ name: String, isOption: Bool = true) -> Failure {
    Failure(
      "there is no answer to '\(name)': the input has ended",
      remedy: "Answer every question, "
        + (isOption ? "give \(name)=… on the command line, " : "") + "or use --no-input",
      status: .usage)
  }
}
