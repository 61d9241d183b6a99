public import Files

/// A secret that gives a user's rights at one server; it is sent to no other.
public struct AccessToken: Sendable, CustomStringConvertible, CustomDebugStringConvertible,
  CustomReflectable
{
  private let value: String
  private let origin: Origin

  /// Creates a token.
  ///
  /// - Parameters:
  ///   - value: the secret.
  ///   - origin: the server it belongs to.
  ///   - source: where it was found, such as the name of a variable, for messages.
  /// - Throws: `Failure` with status `usage` when it cannot be a token.
  public init(_ value: String, for origin: Origin, from source: String) throws(Failure) {
    let isToken = value.utf8.allSatisfy { (UInt8(ascii: "!")...UInt8(ascii: "~")).contains($0) }
    guard isToken, !value.isEmpty else {
      throw Failure(
        "the token has characters that no token has", at: source,
        remedy: "Copy it again, without spaces and line ends", status: .usage)
    }
    self.value = value
    self.origin = origin
  }

  /// Whether a URL is of the server that the token belongs to.
  ///
  /// - Parameter url: a whole URL.
  /// - Returns: `false` as well for what is no URL.
  public func belongs(to url: String) -> Bool { Origin(url) == origin }

  /// The line of a request's head for a URL; `nil` if the URL is of another server.
  func line(for url: String) -> String? {
    belongs(to: url) ? "Authorization: Bearer \(value)" : nil
  }

  /// Hides the secret.
  public var description: String { "a token for \(origin.name)" }
  /// Hides the secret.
  public var debugDescription: String { description }
  /// Hides the secret.
  public var customMirror: Mirror { Mirror(self, children: []) }
}
