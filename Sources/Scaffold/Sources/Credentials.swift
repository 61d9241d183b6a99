/// Names and passwords within addresses, which are neither shown nor written down.
enum Credentials {
  /// A text whose addresses have lost their passwords, and their names unless they are of ssh, which
  /// needs them and keeps no secret in them.
  ///
  /// In running text an address ends with white space or a quotation mark.
  static func removed(from text: String) -> String {
    removed(from: text) { $0.isWhitespace || "/'\"".contains($0) }
  }

  /// The same of one address, whose password may have any character that does not end it.
  static func removed(fromAddress address: String) -> String {
    removed(from: address) { "/?#".contains($0) }
  }

  private static func removed(
    from text: String, _ ends: (Character) -> Bool
  ) -> String {
    var result = ""
    var rest = text[...]
    while let mark = rest.firstRange(of: "://") {
      let isShell = rest[..<mark.lowerBound].lowercased().hasSuffix("ssh")
      result += rest[..<mark.upperBound]
      rest = rest[mark.upperBound...]
      let authority = rest.prefix { !ends($0) }
      guard let end = authority.lastIndex(of: "@") else { continue }
      if isShell { result += authority[..<end].prefix { $0 != ":" } + "@" }
      rest = rest[rest.index(after: end)...]
    }
    return result + rest
  }

  /// A message about an address, without what stands before the `@` of that address: ssh names it
  /// outside of any address, and a password may have characters that end an address in running text.
  static func removed(from message: String, about address: String) -> String {
    guard let mark = address.firstRange(of: "://") else { return removed(from: message) }
    let authority = address[mark.upperBound...].prefix { !"/?#".contains($0) }
    guard let end = authority.lastIndex(of: "@") else { return removed(from: message) }
    let user = authority[..<end].prefix { $0 != ":" }
    let isShell = address[..<mark.lowerBound].lowercased().hasSuffix("ssh")
    return removed(
      from: message.replacing(authority[...end], with: isShell ? user + "@" : ""))
  }
}
