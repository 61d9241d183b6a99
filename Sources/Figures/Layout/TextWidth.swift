/// How wide a text will be, near enough to keep texts apart.
///
/// No font is at hand: which one draws a figure is known only on the reader's machine. The widths are
/// those of DejaVu Sans, the widest of the usual ones.
enum TextWidth {
  /// A point in centimetres.
  static let point = 2.54 / 72

  /// The width in centimetres.
  static func centimetres(_ text: String, size: Double) -> Double {
    text.unicodeScalars.reduce(0) { $0 + em($1) } * size * point
  }

  /// The width of a letter as a part of the font's size.
  private static func em(_ scalar: Unicode.Scalar) -> Double {
    switch scalar {
    case "i", "j", "l", "I", ".", ",", ":", ";", "|", "'", " ": 0.33
    case "t", "f", "r", "(", ")", "[", "]", "/", "-", "!": 0.40
    case "m", "w", "M", "W", "@", "%": 0.95
    case "a"..."z": 0.62
    case "0"..."9": 0.64
    case "A"..."Z": 0.7
    default:
      switch scalar.properties.generalCategory {
      case .nonspacingMark, .enclosingMark, .format: 0
      default: scalar.value >= 0x2E80 ? 1 : 0.7
      }
    }
  }

  /// A text in lines no wider than `width` centimetres; what does not fit into `limit` lines ends
  /// with an ellipsis.
  static func wrap(_ text: String, width: Double, size: Double, limit: Int) -> [String] {
    var lines: [String] = []
    for word in ScriptText.oneLine(text).split(separator: " ") {
      if let last = lines.last, centimetres("\(last) \(word)", size: size) <= width {
        lines[lines.count - 1] = "\(last) \(word)"
      } else {
        lines.append(String(word))
      }
    }
    let isCut = lines.count > limit
    lines = Array(lines.prefix(limit))
    if isCut, let last = lines.popLast() { lines.append(last + " …") }
    return lines.map { cut($0, width: width, size: size) }
  }

  /// A text without its end if it is wider than `width` centimetres.
  static func cut(_ text: String, width: Double, size: Double) -> String {
    guard centimetres(text, size: size) > width else { return text }
    var rest = text
    while !rest.isEmpty, centimetres(rest + "…", size: size) > width { rest.removeLast() }
    return rest + "…"
  }
}
