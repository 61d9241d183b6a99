extension String {
  /// The text in quotes on one line, as messages repeat it.
  ///
  /// It is cut if it is long, and line ends and other control characters are written as Swift does.
  public var quoted: String {
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
