import Files

/// What an answer must look like.
public enum AnswerRule: Sendable {
  /// A digital object identifier, with or without `doi:` or the address of the resolver.
  case doi
  /// An ORCID with a right check digit, with or without the address of the register.
  case orcid
  /// A licence expression of identifiers of the SPDX licence list.
  case spdx
  /// An e-mail address.
  case email
  /// A version as Semantic Versioning 2.0.0 writes it.
  case semver
  /// The address of a web page.
  case url
  /// A name for files and addresses: letters, digits, `-` and `_`.
  case slug
  /// A pattern that the whole answer must match, with the words for one that does not.
  case pattern(AnswerPattern, message: String? = nil)

  private static let kinds: [(name: String, rule: AnswerRule)] = [
    ("doi", .doi), ("orcid", .orcid), ("spdx", .spdx), ("email", .email), ("semver", .semver),
    ("url", .url), ("slug", .slug),
  ]

  /// The names of all kinds, for messages about an unknown one.
  public static let kindNames = kinds.map(\.name)

  /// A rule by its name; `nil` if there is none of this name.
  ///
  /// - Parameter name: one of `kindNames`.
  public init?(kind name: String) {
    guard let rule = Self.kinds.first(where: { $0.name == name })?.rule else { return nil }
    self = rule
  }

  /// What is wrong with an answer.
  ///
  /// - Parameter answer: the text the user gave.
  /// - Returns: a clause, or `nil` if the answer obeys the rule.
  public func problem(with answer: String) -> String? {
    switch self {
    case .doi:
      DOI(answer) != nil ? nil : "\(answer.quoted) is not a DOI such as 10.5281/zenodo.4559324"
    case .orcid: ORCID.problem(with: answer)
    case .spdx: LicenceExpression.problem(with: answer)
    case .email:
      EmailAddress.isValid(answer)
        ? nil : "\(answer.quoted) is not an e-mail address such as user@example.org"
    case .semver:
      SemanticVersion.isValid(answer)
        ? nil : "\(answer.quoted) is not a semantic version such as 1.0.0 or 2.1.0-rc.1"
    case .url:
      WebAddress.isValid(answer)
        ? nil : "\(answer.quoted) is not a web address such as https://example.org"
    case .slug: Self.slugProblem(with: answer)
    case .pattern(let pattern, let message):
      pattern.problem(with: answer, message: message)
    }
  }

  private static func slugProblem(with answer: String) -> String? {
    if answer.utf8.first == UInt8(ascii: "-") { return "\(answer.quoted) starts with '-'" }
    let isSlug =
      !answer.isEmpty && answer.utf8.allSatisfy { $0.isLetterOrDigit || $0.isOne(of: "-_") }
    return isSlug ? nil : "\(answer.quoted) has other characters than letters, digits, '-' and '_'"
  }
}
