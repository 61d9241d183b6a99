/// Texts from outside as they may stand in a gnuplot script.
///
/// gnuplot runs what stands between backquotes, but not between single quotes, where only the quote
/// itself needs doubling. Its markup (`_ ^ { } @ & ~ \`) is switched off with `noenhanced` wherever
/// such a text is used, so that nothing else needs an escape.
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

  /// A text between single quotes.
  static func quoted(_ text: String) -> String {
    var result = "'"
    // By scalars: a quote with a combining mark after it is one character, but not to gnuplot.
    for scalar in oneLine(text).unicodeScalars {
      result.unicodeScalars.append(scalar)
      if scalar == "'" { result.unicodeScalars.append(scalar) }
    }
    return result + "'"
  }

  /// The name of a tick between single quotes; gnuplot takes a `%` in it for a number's format.
  static func quotedTick(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      result.append(scalar)
      if scalar == "%" { result.append(scalar) }
    }
    return quoted(String(result))
  }

  /// A number with at most four decimal places.
  static func number(_ value: Double) -> String {
    let rounded = (value * 10_000).rounded() / 10_000
    return rounded == rounded.rounded() && abs(rounded) < 1e15 ? "\(Int(rounded))" : "\(rounded)"
  }
}
