public import Files
import FoundationEssentials
public import HTTP

extension AccessToken {
  /// The services of tokens and the sites these belong to.
  static let accounts = [(Account.zenodo, Sites.zenodo), (.zenodoSandbox, Sites.sandbox)]
  /// The variable of a link that opens a restricted record.
  static let linkVariable = "FAIRMLPF_SECRET_LINK"

  /// The tokens that the environment and the user's file of credentials give.
  ///
  /// - Parameter environment: the variables of the process; empty ones count as missing.
  /// - Returns: tokens for Zenodo, its sandbox and the record of a secret link, as far as there are any.
  /// - Throws: `Failure` with status `usage` when one cannot be a token, and what `UserCredentials`
  ///   throws.
  public static func all(in environment: [String: String]) throws(Failure) -> [AccessToken] {
    var tokens: [AccessToken] = []
    let credentials = try UserCredentials(environment: environment)
    for (account, site) in accounts {
      guard let secret = credentials.secret(for: account), let origin = Origin(site) else {
        continue
      }
      tokens.append(try AccessToken(secret.value, for: origin, from: secret.source))
    }
    if let link = environment[linkVariable], !link.isEmpty { tokens.append(try secretLink(link)) }
    return tokens
  }

  /// The token of a link such as `https://zenodo.org/records/7?token=…`.
  private static func secretLink(_ link: String) throws(Failure) -> AccessToken {
    var address = URLComponents(string: link)
    let token = address?.queryItems?.first { $0.name == "token" }?.value
    address?.query = nil
    address?.fragment = nil
    guard let token, let bare = address?.string,
      case .invenioRDM(let site, let id, _)? = try? RecordReference(bare), let origin = Origin(site)
    else {
      throw Failure(
        "this is no link that opens a restricted record", at: linkVariable,
        remedy: "Set it to the whole link, such as https://zenodo.org/records/7?token=…",
        status: .usage)
    }
    return try AccessToken(
      link: token, for: origin, paths: ["/records/\(id)", "/api/records/\(id)"],
      from: linkVariable)
  }
}
