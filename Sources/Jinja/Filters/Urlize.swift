/// Makes links of addresses in a text: the `urlize` filter.
struct Urlize {
  var limit: Int?
  var attributes = ""
  var schemes: [String] = []

  /// The text, which is escaped already, with links.
  func apply(_ text: String) -> String {
    var result = ""
    var rest = text.scalars[...]
    while !rest.isEmpty {
      let space = rest.prefix(while: \.isPythonSpace)
      result += String(scalars: space)
      rest = rest[space.endIndex...]
      let word = rest.prefix { !$0.isPythonSpace }
      if !word.isEmpty { result += link(String(scalars: word)) }
      rest = rest[word.endIndex...]
    }
    return result
  }

  private func link(_ word: String) -> String {
    var (head, middle, tail) = ("", word[...], "")
    while let mark = ["(", "<", "&lt;"].first(where: { middle.hasPrefix($0) }) {
      head += mark
      middle = middle.dropFirst(mark.count)
    }
    while let mark = [")", ">", ".", ",", "&gt;"].first(where: { middle.hasSuffix($0) }) {
      tail = mark + tail
      middle = middle.dropLast(mark.count)
    }
    // A bracket that was opened in the address belongs to it.
    for (open, close) in [("(", ")"), ("<", ">"), ("&lt;", "&gt;")] {
      let opened = Self.count(open, in: String(middle))
      guard opened > Self.count(close, in: String(middle)) else { continue }
      for _ in 0..<min(opened, Self.count(close, in: tail)) {
        guard let range = tail.firstRange(of: close) else { break }
        let scalars = tail.scalars
        middle += String(scalars: scalars[..<range.upperBound])
        tail = String(scalars: scalars[range.upperBound...])
      }
    }
    return head + linked(String(middle)) + tail
  }

  private static func count(_ part: String, in text: String) -> Int {
    text.split(scalars: part).count - 1
  }

  private func linked(_ text: String) -> String {
    if WebAddress.matches(text) {
      let hasScheme = text.hasPrefix("https://") || text.hasPrefix("http://")
      return anchor(hasScheme ? text : "https://" + text, shortened(text))
    }
    if text.hasPrefix("mailto:"), Self.isMail(String(text.dropFirst(7))) {
      return "<a href=\"\(text)\">\(text.dropFirst(7))</a>"
    }
    if text.contains("@"), !text.hasPrefix("www."), !text.hasPrefix("@"), !text.contains(":"),
      Self.isMail(text)
    {
      return "<a href=\"mailto:\(text)\">\(text)</a>"
    }
    for scheme in schemes where text != scheme && text.hasPrefix(scheme) {
      return anchor(text, text)
    }
    return text
  }

  private func anchor(_ address: String, _ text: String) -> String {
    "<a href=\"\(address)\"\(attributes)>\(text)</a>"
  }

  private func shortened(_ text: String) -> String {
    guard let limit, text.unicodeScalars.count > limit else { return text }
    return String(scalars: text.unicodeScalars.prefix(max(limit, 0))) + "..."
  }

  /// Something, an at sign, and a host with a point.
  private static func isMail(_ text: String) -> Bool {
    let scalars = text.scalars
    guard let at = scalars.lastIndex(of: "@"), at > 0 else { return false }
    let host = scalars[(at + 1)...]
    guard host.first?.isWord == true, let point = host.lastIndex(of: ".") else { return false }
    let end = host[(point + 1)...]
    return !end.isEmpty && end.allSatisfy(\.isWord) && point > host.startIndex
      && host.allSatisfy { $0.isWord || $0 == "." || $0 == "-" }
  }
}

/// Tells addresses of the web from other words.
enum WebAddress {
  static func matches(_ text: String) -> Bool {
    let lower = text.lowercased()
    let scheme = ["https://", "http://"].first { lower.hasPrefix($0) }
    let body = lower.dropFirst(scheme?.count ?? 0)
    let host = body.prefix { !"/?#".contains($0) }
    if scheme != nil, isNumeric(String(host)) { return true }
    let parts = host.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    if parts.count == 2 {
      guard (1...5).contains(parts[1].count), parts[1].allSatisfy(\.isNumber) else { return false }
    }
    var labels = parts[0].split(separator: ".", omittingEmptySubsequences: false)
    guard let last = labels.popLast(), labels.allSatisfy(isLabel) else { return false }
    if scheme != nil || labels.first == "www" {
      if scheme == nil, labels.count < 1 { return false }
      return isTopLevel(last)
    }
    return !labels.isEmpty && labels.allSatisfy { (2...63).contains($0.count) }
      && ["com", "net", "int", "edu", "gov", "org", "info", "mil"].contains(last)
  }

  private static func isLabel(_ text: Substring) -> Bool {
    !text.isEmpty
      && text.unicodeScalars.allSatisfy { $0.isWord || $0 == "%" || $0 == "-" }
  }

  private static func isTopLevel(_ text: Substring) -> Bool {
    if text.hasPrefix("xn--") {
      return (2...59).contains(text.count - 4)
        && text.unicodeScalars.dropFirst(4).allSatisfy { $0.isWord || $0 == "%" }
    }
    return (2...63).contains(text.count) && text.allSatisfy { $0.isASCII && $0.isLetter }
  }

  /// An address in numbers, of version 4 or, in brackets, of version 6, perhaps with a port.
  private static func isNumeric(_ host: String) -> Bool {
    var rest = host[...]
    if rest.hasPrefix("[") {
      guard let end = rest.firstIndex(of: "]") else { return false }
      let groups = rest[..<end].dropFirst().split(separator: ":", omittingEmptySubsequences: false)
      guard (3...9).contains(groups.count),
        groups.allSatisfy({ $0.count <= 4 && $0.allSatisfy(\.isHexDigit) })
      else { return false }
      rest = rest[end...].dropFirst()
    } else {
      let address = rest.prefix { $0 != ":" }
      let parts = address.split(separator: ".", omittingEmptySubsequences: false)
      guard parts.count == 4,
        parts.allSatisfy({ (1...3).contains($0.count) && $0.allSatisfy(\.isNumber) })
      else { return false }
      rest = rest[address.endIndex...]
    }
    guard let colon = rest.first else { return true }
    let port = rest.dropFirst()
    return colon == ":" && (1...5).contains(port.count) && port.allSatisfy(\.isNumber)
  }
}
