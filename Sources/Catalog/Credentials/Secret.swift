/// A token or password, which shows itself to nobody who does not ask for its value.
public struct Secret: Sendable, CustomStringConvertible, CustomDebugStringConvertible,
  CustomReflectable
{
  /// The secret itself: never part of a message, an argument or a file.
  public let value: String
  /// Where it was found, such as the name of a variable, for messages.
  public let source: String

  /// Creates it.
  ///
  /// - Parameters:
  ///   - value: the secret.
  ///   - source: where it was found.
  public init(_ value: String, from source: String) {
    self.value = value
    self.source = source
  }

  /// Hides the secret.
  public var description: String { "a secret from \(source)" }
  /// Hides the secret.
  public var debugDescription: String { description }
  /// Hides the secret.
  public var customMirror: Mirror { Mirror(self, children: []) }
}
