/// What a URL says before its host: a name and a password or token.
enum Credentials {
  /// The URL as it may be shown and remembered.
  ///
  /// An `http` URL loses its user, which is often a token; another one, such as `ssh`, keeps its user,
  /// who belongs to the address, and loses the password.
  /// - Parameter url: any text; one that is no URL stays as it is.
  /// - Returns: the text without secrets.
  static func removed(from url: String) -> String {
    guard let parts = parts(of: url) else { return url }
    let user = parts.user.prefix { $0 != ":" }
    let scheme = parts.scheme.lowercased()
    let isWeb = scheme.hasSuffix("http://") || scheme.hasSuffix("https://")
    return parts.scheme + (isWeb || user.isEmpty ? "" : user + "@") + parts.rest
  }

  private static func parts(
    of url: String
  ) -> (scheme: Substring, user: Substring, rest: Substring)? {
    guard let mark = url.firstRange(of: "://") else { return nil }
    let authority = url[mark.upperBound...].prefix { $0 != "/" && $0 != "?" && $0 != "#" }
    guard let end = authority.lastIndex(of: "@") else { return nil }
    return (
      url[..<mark.upperBound], url[mark.upperBound..<end], url[url.index(after: end)...]
    )
  }
}
