/// Whether the text that a condition of a template gives counts as yes.
enum Condition {
  static func isTrue(_ text: String) -> Bool {
    let word = text.split(whereSeparator: \.isWhitespace).joined(separator: " ").lowercased()
    return !["", "false", "no", "n", "off", "0", "none"].contains(word)
  }
}
