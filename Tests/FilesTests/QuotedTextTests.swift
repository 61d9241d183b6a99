import Files
import Testing

@Suite struct QuotedTextTests {
  @Test(arguments: [
    ("", "''"), ("plain text", "'plain text'"), (#"it's "so" \ here"#, #"'it's "so" \ here'"#),
    ("Zoë 日本 🙂", "'Zoë 日本 🙂'"), ("a\r\nb\t\u{1B}[2J", #"'a\r\nb\t\u{1B}[2J'"#),
    ("\u{2028}\u{85}\0", #"'\u{2028}\u{0085}\0'"#),
    (String(repeating: "x", count: 60), "'\(String(repeating: "x", count: 60))'"),
    (String(repeating: "x", count: 61), "'\(String(repeating: "x", count: 60))…'"),
  ])
  func quotesOnOneLine(_ text: String, _ expected: String) { #expect(text.quoted == expected) }
}
