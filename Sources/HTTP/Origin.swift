/// The part of a URL that says who is asked: scheme, host and port.
public struct Origin: Hashable, Sendable, CustomStringConvertible {
  /// `http` or `https`.
  public let scheme: String
  /// The host in small letters.
  public let host: String
  /// The port.
  public let port: Int

  /// Finds the origin of a URL.
  ///
  /// - Parameter url: a whole URL; `nil` if it is no plain `http` or `https` URL.
  public init?(_ url: String) {
    guard let mark = url.firstRange(of: "://") else { return nil }
    scheme = url[..<mark.lowerBound].lowercased()
    guard scheme == "http" || scheme == "https" else { return nil }
    var authority = url[mark.upperBound...].prefix { !"/?#".contains($0) }
    // Readers of URLs disagree on what these mean, so that a token might go to the wrong host.
    guard !authority.isEmpty, authority.allSatisfy({ $0.isASCII && !" \\%\t\r\n".contains($0) })
    else { return nil }
    if let end = authority.lastIndex(of: "@") { authority = authority[end...].dropFirst() }
    let tail = authority.last == "]" ? nil : authority.lastIndex(of: ":")
    host = authority[..<(tail ?? authority.endIndex)].lowercased()
    guard !host.isEmpty, !host.contains("@") else { return nil }
    let usual = scheme == "https" ? 443 : 80
    guard let tail else {
      port = usual
      return
    }
    let digits = authority[tail...].dropFirst()
    guard let number = digits.isEmpty ? usual : Int(digits), (1...65535).contains(number) else {
      return nil
    }
    port = number
  }

  /// The origin as the beginning of a URL: `https://zenodo.org`.
  public var description: String {
    let isUsual = port == (scheme == "https" ? 443 : 80)
    return "\(scheme)://\(host)" + (isUsual ? "" : ":\(port)")
  }

  /// The host, with the port if it is not the usual one, as messages name it.
  public var name: String { String(description.dropFirst(scheme.count + 3)) }
}
