/// Texts from outside as they may stand in a gnuplot script.
///
/// gnuplot runs what stands between backquotes, but not between single quotes. Its markup
/// (`_ ^ { } @ & ~ \`) is switched off with `noenhanced` wherever such a text is used, so that nothing
/// else needs an escape.
enum ScriptText {
  /// A text on one line: control characters, line ends and what no XML may hold become spaces.
  static func oneLine(_ text: String) -> String {
    var line = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar.properties.generalCategory {
      case .control, .lineSeparator, .paragraphSeparator: line.append(" ")
      case .unassigned where scalar.properties.isNoncharacterCodePoint: line.append(" ")
      default: line.append(scalar)
      }
    }
    return String(line)
  }

  /// A text as a gnuplot string: pieces between single quotes, its own single quotes between double
  /// quotes, joined by `.`.
  ///
  /// gnuplot 5.4 does not take every doubled quote for one quote, so none is doubled.
  static func quoted(_ text: String) -> String {
    // By scalars: a quote with a combining mark after it is one character, but not to gnuplot.
    var rest = Substring(oneLine(text)).unicodeScalars
    guard !rest.isEmpty else { return "''" }
    var pieces: [String] = []
    while let first = rest.first {
      let isQuote = first == "'"
      let piece = rest.prefix { ($0 == "'") == isQuote }
      rest = rest.dropFirst(piece.count)
      let delimiter = isQuote ? "\"" : "'"
      pieces.append(delimiter + String(Substring(piece)) + delimiter)
    }
    return pieces.joined(separator: ".")
  }

  /// A number with at most four decimal places.
  static func number(_ value: Double) -> String {
    let rounded = (value * 10_000).rounded() / 10_000
    return rounded == rounded.rounded() && abs(rounded) < 1e15 ? "\(Int(rounded))" : "\(rounded)"
  }
}
