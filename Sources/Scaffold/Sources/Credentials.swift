/// Names and passwords within addresses, which are neither shown nor written down.
enum Credentials {
  /// A text whose addresses have lost their passwords, and their names unless they are of ssh, which
  /// needs them and keeps no secret in them.
  static func removed(from text: String) -> String {
    var result = ""
    var rest = text[...]
    while let mark = rest.firstRange(of: "://") {
      let isShell = rest[..<mark.lowerBound].hasSuffix("ssh")
      result += rest[..<mark.upperBound]
      rest = rest[mark.upperBound...]
      let authority = rest.prefix { !$0.isWhitespace && !"/'\"".contains($0) }
      guard let end = authority.lastIndex(of: "@") else { continue }
      if isShell { result += authority[..<end].prefix { $0 != ":" } + "@" }
      rest = rest[rest.index(after: end)...]
    }
    return result + rest
  }

  /// A message about an address, without what stands before the `@` of that address: ssh names it
  /// outside of any address.
  static func removed(from message: String, about address: String) -> String {
    let message = removed(from: message)
    guard let mark = address.firstRange(of: "://") else { return message }
    let authority = address[mark.upperBound...].prefix { $0 != "/" }
    guard let end = authority.lastIndex(of: "@") else { return message }
    let user = authority[..<end].prefix { $0 != ":" }
    let shown = address[..<mark.lowerBound].hasSuffix("ssh") ? user + "@" : ""
    return message.replacing(authority[...end], with: shown)
  }
}
