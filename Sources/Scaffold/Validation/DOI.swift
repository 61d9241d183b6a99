/// Digital object identifiers (ISO 26324).
enum DOI {
  private static let prefixes = [
    "https://doi.org/", "http://doi.org/", "https://dx.doi.org/", "http://dx.doi.org/",
    "doi.org/", "doi:",
  ]

  /// Whether a text is an identifier, alone or in one of its usual dresses.
  static func isValid(_ text: String) -> Bool {
    let lower = text.lowercased()
    let prefix = prefixes.first { lower.hasPrefix($0) } ?? ""
    let parts = lower.dropFirst(prefix.count)
      .split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2, !parts[1].isEmpty else { return false }
    // The registrant's number, which may have parts of its own: 10.1000.10/123.
    let numbers = parts[0].split(separator: ".", omittingEmptySubsequences: false)
    guard numbers.count >= 2, numbers[0] == "10", (4...9).contains(numbers[1].count) else {
      return false
    }
    return numbers.allSatisfy { !$0.isEmpty && $0.utf8.allSatisfy(\.isDigit) }
      && parts[1].unicodeScalars.allSatisfy { $0.properties.isGraphic }
  }
}

extension Unicode.Scalar.Properties {
  /// Whether the character leaves ink: no space, control character or unassigned code.
  fileprivate var isGraphic: Bool {
    switch generalCategory {
    case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator,
      .paragraphSeparator, .spaceSeparator:
      false
    default: true
    }
  }
}
