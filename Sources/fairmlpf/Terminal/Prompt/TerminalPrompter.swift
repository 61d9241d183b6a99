import Files
import FoundationEssentials
import Scaffold

/// Asks questions on standard error: by keys where a person sits at a terminal, elsewhere by lines
/// of standard input.
struct TerminalPrompter: Prompter {
  private let usesKeys: Bool

  /// Looks where the questions are going.
  init() {
    usesKeys =
      StandardInput.isTerminal && StandardError.isTerminal
      && ProcessInfo.processInfo.environment["TERM"].map { $0 != "dumb" && !$0.isEmpty } ?? false
  }

  func ask(_ question: Question, default fallback: String?) throws(Failure) -> String {
    let text = QuestionText(question, default: fallback)
    if let help = text.help {
      StandardError.write((usesKeys ? TextStyle.dim(help) : help) + "\n")
    }
    // Whoever mistypes a long answer goes on from it.
    var draft = ""
    while true {
      let given = try answer(to: question, text, fallback, draft)
      let answer = given.isEmpty ? fallback ?? "" : given
      guard let problem = question.problem(with: answer) else { return answer }
      StandardError.write("  \(Visible.text(problem)).\n")
      draft = question.isSecret ? "" : given
    }
  }

  private func answer(
    to question: Question, _ text: QuestionText, _ fallback: String?, _ draft: String
  ) throws(Failure) -> String {
    let name = "'\(question.name)'"
    guard usesKeys else { return try LineDialogue.answer(to: question, text, fallback) }
    let answer: String?
    switch question.kind {
    case .choice(let choices):
      answer = try KeyDialogue.choice(choices, text, fallback, name)
    case .flag:
      answer = try KeyDialogue.flag(text.title, fallback.flatMap(Question.flag), name)
        .map { $0 ? "yes" : "no" }
    case .text, .dictionary:
      answer = try KeyDialogue.text(text, draft: draft, isSecret: question.isSecret, name)
    }
    guard let answer else { throw QuestionText.ended(question.name) }
    return answer
  }

  func confirm(_ text: String, default fallback: Bool) throws(Failure) -> Bool {
    let answer =
      usesKeys
      ? try KeyDialogue.flag(Visible.line(text), fallback, "'\(text)'")
      : try LineDialogue.confirm(Visible.line(text), fallback)
    guard let answer else { throw QuestionText.ended(text, isOption: false) }
    return answer
  }

  func password(_ text: String) throws(Failure) -> String? {
    let question = QuestionText(text)
    return usesKeys
      ? try KeyDialogue.text(question, draft: "", isSecret: true, "'\(text)'")
      : try LineDialogue.line(question.line, isSecret: true)
  }

  func say(_ text: String) { StandardError.write(Visible.text(text) + "\n") }
}
