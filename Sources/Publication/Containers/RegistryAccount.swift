public import Catalog
public import Files

/// A user's account at Docker Hub; the secret is never shown.
public struct RegistryAccount: Sendable, CustomStringConvertible, CustomDebugStringConvertible,
  CustomReflectable
{
  /// The name of the user.
  public let user: String
  /// The token that stands for the password.
  let token: Secret

  /// Creates it.
  ///
  /// - Parameters:
  ///   - user: the name of the user.
  ///   - token: the secret.
  /// - Throws: `Failure` with status `usage` when these cannot be a name and a token.
  public init(user: String, token: Secret) throws(Failure) {
    let bytes = token.value.utf8
    let isToken = bytes.allSatisfy { (UInt8(ascii: "!")...UInt8(ascii: "~")).contains($0) }
    guard isToken, !bytes.isEmpty, bytes.count <= 512 else {
      throw Failure(
        "the token has characters that no token has", at: token.source,
        remedy: "Copy it again, without spaces and line ends", status: .usage)
    }
    let isName = user.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "-_".contains($0)) }
    guard isName, let first = user.first, first != "-" else {
      throw Failure(
        "\(user.quoted) is no name of a user of Docker Hub",
        remedy: "Set DOCKERHUB_USERNAME to the name you log in with", status: .usage)
    }
    self.user = user
    self.token = token
  }

  /// Hides the secret.
  public var description: String { "the account \(user)" }
  /// Hides the secret.
  public var debugDescription: String { description }
  /// Hides the secret.
  public var customMirror: Mirror { Mirror(self, children: []) }
}
