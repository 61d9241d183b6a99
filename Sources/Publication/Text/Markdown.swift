import Catalog

/// Markdown made of texts that may hold anything (CommonMark 0.31, tables of GitHub).
enum Markdown {
  private static let special = Set(#"\`*_{}[]<>#|~$&!"#)

  /// A text within a line: nothing in it is markup, whatever it holds.
  static func text(_ text: String) -> String {
    var escaped = ""
    for character in text.oneLine {
      if special.contains(character) { escaped.append("\\") }
      escaped.append(character)
    }
    // An address would become a link to wherever it leads, and "www." too.
    return escaped.replacing("://", with: ":\\//").replacing("www.", with: "www\\.")
  }

  /// Text at the beginning of a line, where more characters are markup.
  static func start(_ text: String) -> String {
    let escaped = Self.text(text)
    let digits = escaped.prefix { $0.isNumber }
    let rest = escaped.dropFirst(digits.count)
    guard let first = rest.first, digits.isEmpty ? "+-=".contains(first) : ".)".contains(first)
    else { return escaped }
    return digits + "\\" + rest
  }

  /// The paragraphs of a text.
  static func paragraphs(_ text: String) -> String {
    text.paragraphs.map(start).joined(separator: "\n\n")
  }

  /// A link; its address must be one of the web, or the path of a file beside.
  static func link(_ text: String, to address: String) -> String {
    let safe = PathText.encoded(address) {
      $0 > 0x20 && $0 < 0x7F && !#"<>()\"`|[]*_"#.utf8.contains($0)
    }
    return "[\(Self.text(text))](\(safe))"
  }

  /// A table; every cell is text already escaped.
  ///
  /// - Parameter rows: rows of equal length, the header first.
  /// - Returns: the lines; empty without rows.
  static func table(_ rows: [[String]]) -> String {
    guard let header = rows.first else { return "" }
    let lines = [header, header.map { _ in "---" }] + rows.dropFirst()
    return lines.map { "| " + $0.joined(separator: " | ") + " |" }.joined(separator: "\n")
  }

  /// Lines of code; no line of ours can end them.
  static func code(_ lines: [String], language: String = "sh") -> String {
    (["```\(language)"] + lines + ["```"]).joined(separator: "\n")
  }
}
