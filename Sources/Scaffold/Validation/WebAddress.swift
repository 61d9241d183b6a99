/// Addresses of web pages: `http` or `https`, and a host (RFC 3986).
enum WebAddress {
  /// Whether a text is an address.
  static func isValid(_ text: String) -> Bool {
    let lower = text.lowercased()
    guard let scheme = ["https://", "http://"].first(where: { lower.hasPrefix($0) }) else {
      return false
    }
    let rest = lower.dropFirst(scheme.count)
    let isClean = rest.unicodeScalars.allSatisfy {
      !$0.properties.isWhitespace && $0.properties.generalCategory != .control
        && !"\"<>\\^`{|}".unicodeScalars.contains($0)
    }
    // What stands before the path may name a user, whom the host follows.
    let authority = rest.prefix { !"/?#".contains($0) }
    let host = authority.split(separator: "@", omittingEmptySubsequences: false).last ?? ""
    return isClean && hasHost(host)
  }

  private static func hasHost(_ text: Substring) -> Bool {
    var name = text
    if text.first == "[" {
      guard let end = text.firstIndex(of: "]") else { return false }
      name = text[text.index(after: end)...]
      let number = text[..<end].dropFirst()
      guard number.contains(":"),
        number.utf8.allSatisfy({ $0.isHexadecimal || $0.isOne(of: ":.") }),
        name.isEmpty || name.first == ":"
      else { return false }
    }
    let parts = name.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    if parts.count == 2 {
      guard let port = UInt16(parts[1]), port > 0, parts[1].utf8.allSatisfy(\.isDigit) else {
        return false
      }
    }
    if text.first == "[" { return true }
    return parts.first.map { Domain.isValid($0) || isNumeric($0) } ?? false
  }

  /// Whether it is four numbers from 0 to 255.
  private static func isNumeric(_ text: Substring) -> Bool {
    let numbers = text.split(separator: ".", omittingEmptySubsequences: false)
    return numbers.count == 4
      && numbers.allSatisfy { UInt8($0) != nil && $0.utf8.allSatisfy(\.isDigit) }
  }
}

extension UInt8 {
  fileprivate var isHexadecimal: Bool {
    isDigit || isLetter && self | 0x20 <= UInt8(ascii: "f")
  }
}
