extension String {
  /// The text in quotes, as messages of one line repeat it: cut if it is long, and with line ends and
  /// other control characters written as Swift does.
  var quoted: String {
    let most = 60
    let start = unicodeScalars.prefix(most).map { scalar in
      switch scalar.properties.generalCategory {
      case .control, .lineSeparator, .paragraphSeparator: scalar.escaped(asASCII: true)
      default: String(scalar)
      }
    }
    return "'\(start.joined())\(unicodeScalars.count > most ? "…" : "")'"
  }
}
