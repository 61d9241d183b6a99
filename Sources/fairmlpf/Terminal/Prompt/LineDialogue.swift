import Files
import Scaffold

/// Questions that are answered by lines, as from a pipe.
enum LineDialogue {
  /// Asks a question.
  ///
  /// - Returns: an answer that may be wrong; empty for the default.
  /// - Throws: `Failure` at the end of the input.
  static func answer(
    to question: Question, _ text: QuestionText, _ fallback: String?
  ) throws(Failure) -> String {
    guard case .choice(let choices) = question.kind else {
      guard let line = try line(text.line, isSecret: question.isSecret) else {
        throw QuestionText.ended(question.name)
      }
      return line
    }
    var list = text.title + "\n"
    for (index, choice) in choices.enumerated() {
      list += "  \(index + 1) - \(Visible.line(choice.label))\n"
    }
    let number = (choices.firstIndex { $0.value == fallback } ?? 0) + 1
    guard let line = try line(list + "Number or name [\(number)]: ") else {
      throw QuestionText.ended(question.name)
    }
    // A number is a place, as in cookiecutter, even where a choice looks like one.
    if let number = Int(line), choices.indices.contains(number - 1) {
      return choices[number - 1].value
    }
    return choices.first { $0.value == line || $0.label == line }?.value ?? line
  }

  /// Asks for yes or no.
  ///
  /// - Returns: `nil` at the end of the input.
  /// - Throws: `Failure` when there is none to be had.
  static func confirm(_ text: String, _ fallback: Bool) throws(Failure) -> Bool? {
    while true {
      guard let line = try line("\(text) [\(fallback ? "yes" : "no")]: ") else { return nil }
      if line.isEmpty { return fallback }
      if let answer = Question.flag(line) { return answer }
      StandardError.write("  '\(Visible.line(line))' is neither yes nor no.\n")
    }
  }

  /// Asks for a line until there is one of text.
  ///
  /// - Returns: `nil` at the end of the input.
  /// - Throws: `Failure` when it is too long or cannot be read.
  static func line(_ prompt: String, isSecret: Bool = false) throws(Failure) -> String? {
    while true {
      StandardError.write(prompt)
      switch try read(isSecret) {
      case .text(let text): return text
      case .notText: StandardError.write("  the answer is not UTF-8 text.\n")
      case .tooLong:
        StandardError.write("\n")
        throw Failure(
          "an answer is longer than \(StandardInput.longestLine) bytes", at: "standard input",
          remedy: "Write one short line for each question", status: .usage)
      case nil:
        StandardError.write("\n")
        return nil
      }
    }
  }

  private static func read(_ isSecret: Bool) throws(Failure) -> StandardInput.Line? {
    guard isSecret, StandardInput.isTerminal else { return try StandardInput.readLine() }
    defer { StandardError.write("\n") }
    return try RawTerminal.with(.hidden) { () throws(Failure) in try StandardInput.readLine() }
  }
}
