/// Text of templates and answers as it is safe to show: nothing in it commands the terminal.
enum Visible {
  /// Leaves out control characters and what turns the direction of writing, but for line ends.
  static func text(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars where scalar == "\n" || !commands(scalar) {
      result.append(scalar)
    }
    return String(result)
  }

  /// The same on one line.
  static func line(_ text: String) -> String {
    self.text(String(text.map { $0.isNewline || $0 == "\t" ? " " : $0 }))
  }

  private static func commands(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.generalCategory == .control || scalar.properties.isBidiControl
  }
}
