public import Catalog
public import Files
public import HTTP

/// A site that runs InvenioRDM, where an experiment is deposited.
public struct DepositSite: Sendable {
  /// The beginning of its addresses, such as `https://zenodo.org`.
  public let address: String
  /// Whose token it takes.
  public let account: Account
  private let origin: Origin

  /// Zenodo, or its sandbox.
  ///
  /// - Parameter isPractice: whether it is the sandbox, where nothing is kept for good.
  /// - Throws: never in fact.
  public init(isPractice: Bool) throws(Failure) {
    try self.init(
      isPractice ? Sites.sandbox : Sites.zenodo, isPractice ? .zenodoSandbox : .zenodo)
  }

  /// Another site.
  ///
  /// - Parameter address: the beginning of its addresses.
  /// - Throws: `Failure` with status `usage` when it is none, or when a token sent there could be read
  ///   on the way.
  public init(_ address: String) throws(Failure) {
    let end = address.lastIndex { $0 != "/" }
    let trimmed = end.map { String(address[...$0]) } ?? address
    let known = [Sites.zenodo: Account.zenodo, Sites.sandbox: .zenodoSandbox]
    try self.init(trimmed, known[trimmed] ?? .invenioRDM)
  }

  private init(_ address: String, _ account: Account) throws(Failure) {
    guard let origin = Origin(address), Address.shown(address) == address, !address.contains("?"),
      !address.contains("#")
    else {
      throw Failure(
        "this is no address of a site", at: Address.shown(address),
        remedy: "Name it as in 'https://repository.example.org'", status: .usage)
    }
    guard origin.scheme == "https" || ["localhost", "127.0.0.1", "[::1]"].contains(origin.host)
    else {
      throw Failure(
        "a token sent there could be read on the way", at: address,
        remedy: "Name the address that begins with https", status: .usage)
    }
    self.address = address
    self.account = account
    self.origin = origin
  }

  /// The name of the site, as messages have it.
  public var name: String { origin.name }

  /// The user's token for it.
  ///
  /// - Parameter credentials: the user's tokens.
  /// - Returns: the token, which is sent to no other site.
  /// - Throws: `Failure` with status `noPermission` when there is none, `usage` when it cannot be one.
  public func token(_ credentials: UserCredentials) throws(Failure) -> AccessToken {
    guard let secret = credentials.secret(for: account) else {
      throw Failure(
        "there is no token for \(name)",
        remedy: "Make one at \(tokenPage), then: " + credentials.remedy(for: account),
        status: .noPermission)
    }
    return try AccessToken(secret.value, for: origin, from: secret.source)
  }

  /// Where the site gives tokens to its users.
  var tokenPage: String { "\(address)/account/settings/applications" }

  /// The page on which a draft is edited.
  func page(ofDraft id: String) -> String { "\(address)/uploads/\(id)" }

  /// The page of a published record.
  public func page(ofRecord id: String) -> String { "\(address)/records/\(id)" }

  /// An address the site gave, if it is its own, or else one that is known.
  func own(_ url: String?, or known: String) -> String {
    guard let url, let other = Origin(url), other == origin else { return known }
    return Address.shown(url)
  }
}
