import Testing

@testable import fairmlpf

@Suite struct PromptEditingTests {
  /// A line after some keys, with a bar for the cursor.
  private func line(_ start: String, _ keys: [Key]) -> String {
    var editor = LineEditor(start)
    for key in keys { #expect(editor.apply(key) == nil) }
    let (text, _) = editor.view(columns: 100_000)
    // The cursor is where a letter appears.
    _ = editor.apply(.text("|"))
    #expect(editor.text.replacing("|", with: "") == text)
    return editor.text
  }

  @Test func moves() {
    #expect(line("abc", []) == "abc|")
    #expect(line("abc", [.left, .left]) == "a|bc")
    #expect(line("abc", [.home, .left, .text("x"), .right]) == "xa|bc")
    #expect(line("abc", [.home, .end, .right, .up, .down, .tab, .escape]) == "abc|")
  }

  @Test func removes() {
    #expect(line("abc", [.left, .backspace]) == "a|c")
    #expect(line("abc", [.left, .delete]) == "ab|")
    #expect(line("abc", [.delete, .home, .backspace, .endOfInput]) == "|bc")
    #expect(line("abc", [.left, .deleteToStart]) == "|c")
    #expect(line("abc", [.left, .left, .deleteToEnd]) == "a|")
    #expect(line("one two  ", [.deleteWord]) == "one |")
    #expect(line("one two", [.left, .deleteWord, .deleteWord, .deleteWord]) == "|o")
    #expect(line("", [.backspace, .delete, .deleteWord, .deleteToEnd]) == "|")
  }

  @Test func wholeCharacters() {
    #expect(line("", [.text("e"), .text("\u{301}"), .backspace]) == "|")
    #expect(line("日本", [.left, .backspace]) == "|本")
    // A family of four people, joined.
    let family = "\u{1F468}\u{200D}\u{1F469}\u{200D}\u{1F467}\u{200D}\u{1F466}"
    #expect(line("a\(family)", [.backspace]) == "a|")
  }

  @Test func pastedText() {
    #expect(line("", [.pasted("one\r\n\ntwo\tx\n")]) == "one two x|")
    #expect(line("", [.pasted("a\u{1B}[2Jb\u{202E}c\0")]) == "a[2Jbc|")
    let long = String(repeating: "x", count: 60_000)
    #expect(line("", [.pasted(long), .pasted(long)]) == long + "|")
  }

  @Test func ends() {
    var editor = LineEditor()
    #expect(editor.apply(.endOfInput) == .ended)
    #expect(editor.apply(.text("a")) == nil)
    #expect(editor.apply(.enter) == .taken)
    #expect(editor.text == "a")
  }

  @Test func showsThePartAroundTheCursor() {
    var editor = LineEditor("0123456789")
    #expect(editor.view(columns: 5) == ("6789", 4))
    for _ in 0..<3 { _ = editor.apply(.left) }
    #expect(editor.view(columns: 5) == ("3456", 4))
    _ = editor.apply(.home)
    #expect(editor.view(columns: 5) == ("0123", 0))
    var wide = LineEditor("日本語")
    #expect(wide.view(columns: 4) == ("語", 2))
    _ = wide.apply(.home)
    #expect(wide.view(columns: 8) == ("日本語", 0))
    #expect(wide.view(columns: 5) == ("日本", 0))
  }

  /// Unicode Standard Annex 11, and `wcwidth` of glibc 2.36.
  @Test(arguments: [
    ("abc", 3), ("ü", 1), ("e\u{301}", 1), ("日本", 4), ("한", 2), ("ｱ", 1), ("Ａ", 2), ("→", 1),
    ("\u{1F600}", 2), ("\u{200B}", 0), ("", 0), ("“a”", 3),
  ]) func widths(_ text: String, _ width: Int) { #expect(DisplayWidth.of(text) == width) }

  @Test func cuts() {
    #expect(DisplayWidth.cut("abcd", to: 4) == "abcd")
    #expect(DisplayWidth.cut("abcde", to: 4) == "abc…")
    #expect(DisplayWidth.cut("日本語", to: 4) == "日…")
  }

  @Test func yesAndNo() {
    var state = YesNo()
    for key in [Key.text("y"), .text("e"), .text("s")] { #expect(state.apply(key) == nil) }
    #expect(state.answer == true)
    #expect(state.apply(.endOfInput) == nil)
    _ = state.apply(.text("N"))
    #expect(state.answer == false)
    _ = state.apply(.backspace)
    #expect(state.answer == nil)
    #expect(state.apply(.endOfInput) == .ended)
    #expect(state.apply(.enter) == .taken)
  }

  /// The place in a list after some keys.
  private func place(_ names: [String], _ keys: [Key], from start: Int = 0) -> Int {
    var list = ChoiceList(names, selected: start)
    for key in keys { #expect(list.apply(key) == nil) }
    return list.selected
  }

  @Test func choices() {
    let names = ["MIT", "BSD-2", "BSD-3", "Apache"]
    #expect(place(names, []) == 0)
    #expect(place(names, [.down, .text("j"), .text("k")]) == 1)
    #expect(place(names, [.up]) == 3)
    #expect(place(names, [.end, .down]) == 0)
    #expect(place(names, [.text("3")]) == 2)
    #expect(place(names, [.text("9"), .escape, .redraw]) == 0)
    #expect(place(names, [.text("b"), .text("s"), .text("d"), .text("-"), .text("3")]) == 2)
    #expect(place(names, [.text("b"), .text("a")]) == 3)
    #expect(place(["julia", "python"], [.end, .text("j")]) == 0)
    let many = (1...30).map { "v3.\($0)" }
    #expect(place(many, [.text("1"), .text("2")]) == 11)
    #expect(place(many, [.pageDown, .pageDown, .pageDown, .pageUp]) == 19)
    #expect(place(many, [.text("v"), .text("3"), .text("."), .text("2"), .text("5")]) == 24)
    var list = ChoiceList(names, selected: 1)
    #expect(list.apply(.endOfInput) == .ended)
    #expect(list.apply(.enter) == .taken)
  }

  @Test func linesOfAList() {
    let list = ChoiceList((1...12).map { "name \($0)" }, selected: 9)
    #expect(
      list.lines(columns: 11, rows: 3) { "<\($0)>" }
        == ["   9 name…", "› <10 name…>", "  11 name…"])
    let short = ChoiceList(["a", "b"], selected: 0)
    #expect(short.lines(columns: 80, rows: 22) { $0 } == ["› 1 a", "  2 b"])
    #expect(short.lines(columns: 80, rows: 0) { $0 } == ["› 1 a"])
  }

  @Test func nothingCommandsTheTerminal() {
    #expect(Visible.text("a\u{1B}]0;title\u{7}b\n\u{9B}c") == "a]0;titleb\nc")
    #expect(Visible.line("a\r\nb\tc") == "a b c")
  }
}
