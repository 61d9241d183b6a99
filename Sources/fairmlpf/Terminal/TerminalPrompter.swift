import Files
import Scaffold

/// Asks questions on standard error and reads answers, a line each, from standard input.
struct TerminalPrompter: Prompter {
  func ask(_ question: Question, default fallback: String?) throws(Failure) -> String {
    while true {
      StandardError.write(Self.text(question, fallback ?? ""))
      guard let line = readLine() else {
        StandardError.write("\n")
        throw Failure(
          "there is no answer to '\(question.name)': the input has ended",
          remedy:
            "Answer every question, give \(question.name)=… on the command line, or use --no-input",
          status: .usage)
      }
      let answer = Self.answer(line, question, fallback ?? "")
      guard let problem = question.problem(with: answer) else { return answer }
      StandardError.write("  \(problem).\n")
    }
  }

  /// The question with its default and, where there is one, the list of choices.
  private static func text(_ question: Question, _ fallback: String) -> String {
    guard case .choice(let choices) = question.kind else {
      return "\(question.prompt) [\(fallback)]: "
    }
    var text = question.prompt + "\n"
    for (index, choice) in choices.enumerated() { text += "  \(index + 1) - \(choice.label)\n" }
    let number = (choices.firstIndex { $0.value == fallback } ?? 0) + 1
    return text + "Number or name [\(number)]: "
  }

  /// An empty line takes the default; a number picks from a list.
  private static func answer(_ line: String, _ question: Question, _ fallback: String) -> String {
    if line.isEmpty { return fallback }
    if case .choice(let choices) = question.kind, let number = Int(line),
      choices.indices.contains(number - 1)
    {
      return choices[number - 1].value
    }
    return line
  }

  func confirm(_ text: String, default fallback: Bool) throws(Failure) -> Bool {
    StandardError.write("\(text) [\(fallback ? "Y/n" : "y/N")]: ")
    let answer = readLine()?.lowercased() ?? ""
    return answer.isEmpty ? fallback : ["1", "true", "t", "yes", "y", "on"].contains(answer)
  }

  func password(_ text: String) throws(Failure) -> String? { nil }

  func say(_ text: String) { StandardError.write(text + "\n") }
}
