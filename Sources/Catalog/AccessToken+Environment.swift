public import Files
public import HTTP

extension AccessToken {
  /// The variables of tokens and the sites these belong to.
  static let variables = [
    ("ZENODO_TOKEN", Sites.zenodo), ("ZENODO_SANDBOX_TOKEN", Sites.sandbox),
  ]

  /// The tokens that the environment gives.
  ///
  /// - Parameter environment: the variables of the process; empty ones count as missing.
  /// - Returns: tokens for Zenodo and its sandbox, as far as there are any.
  /// - Throws: `Failure` with status `usage` when one cannot be a token.
  public static func all(in environment: [String: String]) throws(Failure) -> [AccessToken] {
    var tokens: [AccessToken] = []
    for (name, site) in variables {
      guard let value = environment[name], !value.isEmpty, let origin = Origin(site) else {
        continue
      }
      tokens.append(try AccessToken(value, for: origin, from: name))
    }
    return tokens
  }
}
