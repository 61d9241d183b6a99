/// URLs as they may be shown and kept.
public enum Address {
  /// Names of query items that hold a token, as links to restricted records do.
  private static let secret = ["token", "access_token"]

  /// A URL without user, password and token.
  ///
  /// - Parameter url: any text.
  /// - Returns: the text without secrets.
  public static func shown(_ url: String) -> String {
    let url = Credentials.removed(from: url)
    guard let mark = url.firstIndex(of: "?") else { return url }
    let rest = url[url.index(after: mark)...]
    let fragment = rest.firstIndex(of: "#") ?? rest.endIndex
    let items = rest[..<fragment].split(separator: "&", omittingEmptySubsequences: false)
    let kept = items.filter { item in
      !secret.contains(item.prefix { $0 != "=" }.lowercased())
    }
    guard kept.count < items.count else { return url }
    return url[..<mark] + (kept.isEmpty ? "" : "?" + kept.joined(separator: "&"))
      + rest[fragment...]
  }

  /// The host of a URL in small letters, with its port if it names one; empty if there is none.
  ///
  /// - Parameter url: any text.
  /// - Returns: such as "zenodo.org".
  public static func host(_ url: String) -> String {
    let url = Credentials.removed(from: url)
    guard let mark = url.firstRange(of: "://") else { return "" }
    return url[mark.upperBound...].prefix { !"/?#".contains($0) }.lowercased()
  }
}
