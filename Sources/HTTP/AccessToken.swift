public import Files

/// A secret that gives a user's rights at one server; it is sent to no other.
public struct AccessToken: Sendable, CustomStringConvertible, CustomDebugStringConvertible,
  CustomReflectable
{
  private let value: String
  private let origin: Origin
  /// How the addresses begin that get it as a part of their query; if there are none, it stands in
  /// the head of requests.
  private let places: [String]

  /// Creates a token that stands in the head of requests.
  ///
  /// - Parameters:
  ///   - value: the secret.
  ///   - origin: the server it belongs to.
  ///   - source: where it was found, such as the name of a variable, for messages.
  /// - Throws: `Failure` with status `usage` when it cannot be a token.
  public init(_ value: String, for origin: Origin, from source: String) throws(Failure) {
    try self.init(value, origin, [], source)
  }

  /// Creates the token of a secret link, which opens some addresses to everybody who has it.
  ///
  /// - Parameters:
  ///   - value: the secret.
  ///   - origin: the server it belongs to.
  ///   - paths: what it opens, such as `/records/7`, with all that is below.
  ///   - source: where it was found, such as the name of a variable, for messages.
  /// - Throws: `Failure` with status `usage` when it cannot be a token.
  public init(
    link value: String, for origin: Origin, paths: [String], from source: String
  ) throws(Failure) {
    try self.init(value, origin, paths.map { origin.description + $0 }, source)
  }

  private init(
    _ value: String, _ origin: Origin, _ places: [String], _ source: String
  ) throws(Failure) {
    let isToken = value.utf8.allSatisfy { byte in
      (UInt8(ascii: "!")...UInt8(ascii: "~")).contains(byte)
        && (places.isEmpty || !"#%&+=?".utf8.contains(byte))
    }
    guard isToken, !value.isEmpty else {
      throw Failure(
        "the token has characters that no token has", at: source,
        remedy: "Copy it again, without spaces and line ends", status: .usage)
    }
    self.value = value
    self.origin = origin
    self.places = places
  }

  /// Whether it is sent with a request for a URL.
  ///
  /// - Parameter url: a whole URL.
  /// - Returns: `false` as well for what is no URL.
  public func belongs(to url: String) -> Bool {
    guard Origin(url) == origin else { return false }
    return places.isEmpty
      || places.contains { place in
        url == place || ["/", "?"].contains { url.hasPrefix(place + $0) }
      }
  }

  /// The line of a request's head for a URL; `nil` if there is none.
  func line(for url: String) -> String? {
    places.isEmpty && belongs(to: url) ? "Authorization: Bearer \(value)" : nil
  }

  /// The URL with the secret, if that is where it belongs.
  func address(for url: String) -> String {
    guard !places.isEmpty, belongs(to: url) else { return url }
    // The server may have put it into a redirect.
    let bare = Address.shown(url)
    return bare + (bare.contains("?") ? "&" : "?") + "token=\(value)"
  }

  /// A text without the secret: servers may repeat what they were sent.
  ///
  /// - Parameter text: any text.
  /// - Returns: the text with dots in place of the secret.
  public func removed(from text: String) -> String { text.replacing(value, with: "…") }

  /// Hides the secret.
  public var description: String { "a token for \(origin.name)" }
  /// Hides the secret.
  public var debugDescription: String { description }
  /// Hides the secret.
  public var customMirror: Mirror { Mirror(self, children: []) }
}
