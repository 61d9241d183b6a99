import Files
import Scaffold

/// Questions that are answered by keys.
///
/// Each gives `nil` at the end of the input.
enum KeyDialogue {
  /// Asks for a text; an empty one means the default.
  static func text(
    _ text: QuestionText, draft: String, isSecret: Bool, _ name: String
  ) throws(Failure) -> String? {
    let prefix = prefix(text.line)
    var editor = LineEditor(draft)
    let isTaken = try run(name) { key in
      editor.apply(key)
    } draw: { size in
      let view = isSecret ? ("", 0) : editor.view(columns: room(size, prefix))
      return Picture([prefix + view.0], column: DisplayWidth.of(prefix) + view.1)
    } last: {
      let shown = editor.text.isEmpty ? TextStyle.dim(text.fallback) : editor.text
      return prefix + (isSecret ? "" : shown)
    }
    return isTaken ? editor.text : nil
  }

  /// Asks for yes or no.
  static func flag(
    _ title: String, _ fallback: Bool?, _ name: String
  ) throws(Failure) -> Bool? {
    let choices = fallback.map { $0 ? "Y/n" : "y/N" } ?? "y/n"
    let prefix = prefix("\(title) [\(choices)]: ")
    var state = YesNo()
    let isTaken = try run(name) { key in
      let outcome = state.apply(key)
      // Without a default there is nothing to take yet.
      return outcome == .taken && (state.answer ?? fallback) == nil ? nil : outcome
    } draw: { _ in
      let line = prefix + (state.answer.map(Self.word) ?? "")
      return Picture([line], column: DisplayWidth.of(line))
    } last: {
      prefix + (state.answer.map(Self.word) ?? TextStyle.dim(fallback.map(Self.word) ?? ""))
    }
    return isTaken ? state.answer ?? fallback : nil
  }

  private static func word(_ answer: Bool) -> String { answer ? "yes" : "no" }

  /// Asks for one of several texts.
  static func choice(
    _ choices: [Question.Choice], _ text: QuestionText, _ fallback: String?, _ name: String
  ) throws(Failure) -> String? {
    let prefix = prefix(text.title + ": ")
    let labels = choices.map { Visible.line($0.label) }
    var list = ChoiceList(labels, selected: choices.firstIndex { $0.value == fallback } ?? 0)
    let isTaken = try run(name) { key in
      list.apply(key)
    } draw: { size in
      let lines = list.lines(columns: size.columns, rows: size.rows - 2, style: TextStyle.bold)
      let hint = TextStyle.dim(DisplayWidth.cut("arrow keys and Enter", to: room(size, prefix)))
      return Picture([prefix + hint] + lines, column: DisplayWidth.of(prefix))
    } last: {
      prefix + labels[list.selected]
    }
    return isTaken ? choices[list.selected].value : nil
  }

  /// A question before its answer; one that leaves no room gets lines of its own.
  private static func prefix(_ line: String) -> String {
    guard DisplayWidth.of(line) > StandardError.size.columns * 2 / 3 else { return line }
    StandardError.write(line + "\n")
    return "> "
  }

  /// The columns behind a prefix, of which the last stays empty so that no line is wrapped.
  private static func room(_ size: StandardError.Size, _ prefix: String) -> Int {
    max(size.columns - DisplayWidth.of(prefix) - 1, 8)
  }

  /// Hands keys to a question until it ends, and draws it after each.
  ///
  /// - Returns: whether there is an answer.
  private static func run(
    _ name: String, apply: (Key) -> LineEditor.Outcome?,
    draw: (StandardError.Size) -> Picture, last: () -> String
  ) throws(Failure) -> Bool {
    try RawTerminal.with(.keys) { () throws(Failure) in
      var reader = KeyReader()
      let screen = PictureScreen()
      while true {
        if !reader.hasMore { screen.show(draw(StandardError.size)) }
        guard let key = try reader.next() else {
          screen.end(with: last())
          return false
        }
        switch key {
        case .interrupt:
          screen.end(with: last())
          throw Failure(
            "the question \(name) was interrupted", remedy: "Run the same command again",
            status: .interrupted)
        case .suspend: RawTerminal.suspend()
        default:
          guard let outcome = apply(key) else { continue }
          screen.end(with: last())
          return outcome == .taken
        }
      }
    }
  }
}
