/// Colour, marker and dashes of a series.
struct Look: Equatable {
  /// Red, green and blue as six hexadecimal digits.
  let colour: String
  /// gnuplot's number of the marker.
  let marker: Int
  /// gnuplot's dash pattern.
  let dashes: String

  init(_ style: Series.Style) {
    let (colour, marker, dashes): (String, Int, String) =
      switch style {
      case .network: ("d55e00", 7, "solid")
      case .ruleBased: ("666666", 5, "(7,3)")
      case .truth: ("000000", 12, "solid")
      case .trivial: ("0072b2", 8, "(2,3)")
      case .other(let number): Self.other(number)
      }
    self.colour = colour
    self.marker = marker
    self.dashes = dashes
  }

  /// Okabe and Ito's colours that no method has, and two of Tol's that are dark enough on white.
  private static let colours = ["009e73", "cc79a7", "e69f00", "56b4e9", "882255", "332288"]
  private static let markers = [9, 11, 13, 4, 6, 10]
  private static let patterns = ["solid", "(7,3)", "(2,3)", "(7,2,2,2)"]

  private static func other(_ number: Int) -> (String, Int, String) {
    let place = abs(number % colours.count)
    return (colours[place], markers[place], patterns[abs(number % patterns.count)])
  }

  /// The colour for gnuplot.
  var opaque: String { "rgb '#\(colour)'" }

  /// The colour for gnuplot, `transparency` of 255 let through.
  func transparent(_ transparency: Int) -> String {
    "rgb '#\(String(transparency, radix: 16))\(colour)'"
  }

  /// viridis at sixteen places; it reads in print, in grey and for colour-blind readers.
  static let viridis = [
    "440154", "481a6c", "472f7d", "414487", "39568c", "31688e", "2a788e", "23888e", "1f988b",
    "22a884", "35b779", "54c568", "7ad151", "a5db36", "d2e21b", "fde725",
  ]
}
