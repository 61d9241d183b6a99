import FoundationEssentials

/// How text looks on a terminal, unless the user wants it plain (no-color.org).
enum TextStyle {
  /// Whether the user does not mind colours.
  static var hasColours: Bool { !isPlain }

  private static let isPlain = !(ProcessInfo.processInfo.environment["NO_COLOR"] ?? "").isEmpty

  /// Steps back behind other text.
  static func dim(_ text: String) -> String { isPlain ? text : "\u{1B}[2m\(text)\u{1B}[22m" }

  /// Stands out from other text.
  static func bold(_ text: String) -> String { isPlain ? text : "\u{1B}[1m\(text)\u{1B}[22m" }
}
