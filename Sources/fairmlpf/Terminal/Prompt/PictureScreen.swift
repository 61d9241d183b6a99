/// What a question looks like at one moment.
struct Picture {
  /// Its lines, none wider than the terminal.
  let lines: [String]
  /// The column of the cursor in the first line.
  let column: Int

  init(_ lines: [String], column: Int) {
    self.lines = lines
    self.column = column
  }
}

/// Draws pictures over each other.
///
/// The cursor stays in the first line.
struct PictureScreen {
  /// To the start of the line, and all from there removed.
  private static let clear = "\r\u{1B}[J"

  /// Shows a picture in place of the last one.
  func show(_ picture: Picture) {
    var text = Self.clear + picture.lines.joined(separator: "\n")
    if picture.lines.count > 1 { text += "\u{1B}[\(picture.lines.count - 1)A" }
    text += "\r"
    if picture.column > 0 { text += "\u{1B}[\(picture.column)C" }
    // In one piece, so that nothing flickers.
    StandardError.write(text)
  }

  /// Leaves a line in place of the last picture.
  func end(with line: String) { StandardError.write(Self.clear + line + "\n") }
}
