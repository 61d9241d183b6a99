import Catalog
import Files
import HTTP

extension Failure {
  /// Puts what a site refuses into the user's words.
  ///
  /// - Parameters:
  ///   - response: the answer.
  ///   - json: its content, without the user's token.
  ///   - site: the site.
  /// - Returns: a failure with the matching exit status and a remedy.
  static func refusal(_ response: Response, _ json: JSONNode, _ site: DepositSite) -> Failure {
    let code = "HTTP \(response.status)"
    let message = json["message"].line
    let (what, remedy, status): (String, String, ExitStatus) =
      switch response.status {
      case 300..<400:
        (
          "the site redirects to another address (\(code))",
          "Look where its pages lead in a browser, and name that address with --base-url",
          .unavailable
        )
      case 401:
        (
          "the site does not accept the token (\(code))",
          "Check \(site.account.variable), or make a new one at \(site.tokenPage)", .noPermission
        )
      // Without JSON it is not the repository that answers, but a guard before it.
      case 403 where message == nil:
        (
          "the site turns this program away (\(code))",
          "Wait an hour and run the command again, or upload the files in a browser",
          .noPermission
        )
      case 403:
        (
          "the token does not allow this (\(code))",
          "Use a token with the scopes deposit:write and deposit:actions, of the account the draft "
            + "belongs to, from \(site.tokenPage)", .noPermission
        )
      case 404:
        (
          "the site does not have what is asked for (\(code))",
          "Check the address of the site and the number in release.json", .missingInput
        )
      case 406, 415:
        (
          "the site does not understand this program (\(code))",
          "Check that the address is that of a site that runs InvenioRDM", .unavailable
        )
      case 409, 412, 423:
        (
          "somebody else has changed the draft at the same time (\(code))",
          "Run the command again when nobody works on it", .unavailable
        )
      case 410:
        (
          "the record has been withdrawn (\(code))", "Run the command with --discard to forget it",
          .missingInput
        )
      case 413:
        (
          "the files are too large for the site (\(code))",
          "Leave out what others can make themselves", .badData
        )
      case 429: ("the site is asked too often (\(code))", later(response), .unavailable)
      case 400..<500:
        (
          "the site refuses" + (message.map { ": \($0.quoted)" } ?? "") + " (\(code))",
          "Correct what it names, and run the command again", .badData
        )
      default: ("the site answers with an error (\(code))", later(response), .unavailable)
      }
    var failure = Failure(
      what, at: response.url, remedy: remedy, status: status,
      cause: message.map { "the site says \($0.quoted)" })
    failure.excerpt = MetadataProblem.lines(MetadataProblem.all(json["errors"]))
    return failure
  }
}
