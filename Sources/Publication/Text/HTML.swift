/// HTML made of texts that may hold anything, for the descriptions of archives.
enum HTML {
  /// A text without markup.
  static func text(_ text: String) -> String {
    var escaped = ""
    for character in text.oneLine {
      switch character {
      case "&": escaped += "&amp;"
      case "<": escaped += "&lt;"
      case ">": escaped += "&gt;"
      case "\"": escaped += "&quot;"
      case "'": escaped += "&#39;"
      default: escaped.append(character)
      }
    }
    return escaped
  }

  /// The paragraphs of a text.
  static func paragraphs(_ text: String) -> String {
    text.paragraphs.map { "<p>\(Self.text($0))</p>" }.joined(separator: "\n")
  }
}
