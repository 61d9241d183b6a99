/// A digital object identifier (ISO 26324).
public struct DOI: Sendable, Hashable, CustomStringConvertible {
  /// The identifier alone, in the user's spelling: `10.5281/zenodo.4559324`.
  public let description: String

  private static let dresses = [
    "https://doi.org/", "http://doi.org/", "https://dx.doi.org/", "http://dx.doi.org/",
    "doi.org/", "doi:",
  ]

  /// Reads an identifier, alone or in one of its usual dresses.
  ///
  /// - Parameter text: `10.1000/182`, `doi:10.1000/182` or `https://doi.org/10.1000/182`; `nil` for
  ///   anything else.
  public init?(_ text: String) {
    let lower = text.lowercased()
    let dress = Self.dresses.first { lower.hasPrefix($0) } ?? ""
    let bare = text.dropFirst(dress.count)
    let parts = bare.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2, !parts[1].isEmpty else { return nil }
    // The registrant's number, which may have parts of its own: 10.1000.10/123.
    let numbers = parts[0].split(separator: ".", omittingEmptySubsequences: false)
    guard numbers.count >= 2, numbers[0] == "10", (4...9).contains(numbers[1].count),
      numbers.allSatisfy({ !$0.isEmpty && $0.utf8.allSatisfy(Self.isDigit) }),
      parts[1].unicodeScalars.allSatisfy(\.properties.isGraphic)
    else { return nil }
    description = String(bare)
  }

  /// What stands before the slash, which tells who registered it: `10.5281`.
  public var prefix: String { String(description.prefix { $0 != "/" }) }

  /// What stands after the slash: `zenodo.4559324`.
  public var suffix: String { String(description.dropFirst(prefix.count + 1)) }

  /// Identifiers are equal whatever the case of their letters.
  public static func == (one: DOI, other: DOI) -> Bool {
    one.description.lowercased() == other.description.lowercased()
  }

  /// Adds the identifier to a hash, whatever the case of its letters.
  ///
  /// - Parameter hasher: takes it.
  public func hash(into hasher: inout Hasher) { hasher.combine(description.lowercased()) }

  private static func isDigit(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
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
