package import Files
import FoundationEssentials
package import HTTP

extension Failure {
  /// Puts an answer that is no record into the user's words.
  ///
  /// - Parameters:
  ///   - response: the answer.
  ///   - page: the page of the record.
  ///   - hasToken: whether a token was sent along.
  /// - Returns: a failure with the matching exit status and a remedy.
  static func answer(_ response: Response, page: String, hasToken: Bool) -> Failure {
    let json = JSONNode(json: response.body) ?? .null
    let code = "HTTP \(response.status)"
    // Hugging Face calls it "error".
    let message = json["message"].exists ? json["message"] : json["error"]
    let (what, remedy, status): (String, String, ExitStatus) =
      switch response.status {
      case 401 where message.exists, 403 where message.exists:
        hasToken
          ? (
            "the token gives no access to this record (\(code))",
            "Check that it is still valid and opens this record", .noPermission
          )
          : ("the record is restricted (\(code))", accessRemedy(page), .noPermission)
      // Without JSON it is not the repository that answers, but a guard before it.
      case 401, 403:
        (
          "the server turns this program away (\(code))",
          "Wait an hour and run the command again, or fetch the files in a browser", .noPermission
        )
      case 404:
        (
          "there is no such record (\(code))", "Check the DOI or the number of the record",
          .missingInput
        )
      case 410: (withdrawal(json) + " (\(code))", "Choose another record", .missingInput)
      case 429: ("the server is asked too often (\(code))", later(response), .unavailable)
      default: ("the server answers with an error (\(code))", later(response), .unavailable)
      }
    return Failure(
      what, at: page, remedy: remedy, status: status,
      cause: message.line.map { "the server says \($0.quoted)" })
  }

  /// When to come back to a server that cannot answer now.
  ///
  /// - Parameter response: its answer.
  /// - Returns: a clause in the imperative.
  package static func later(_ response: Response) -> String {
    guard let wait = response.requestedWait(at: .now) else { return "Run the command again later" }
    let minutes = Int((wait / .seconds(60)).rounded(.up))
    return minutes <= 1
      ? "Run the command again in a minute" : "Run the command again in \(minutes) minutes"
  }

  /// What to do about files one may not have; only some sites have a variable for their token.
  static func accessRemedy(_ page: String) -> String {
    let origin = Origin(page)
    let variable = AccessToken.accounts.first { Origin($0.1) == origin }?.0.variable
    if let variable, origin == Origin(Sites.huggingFace) {
      return "Check its name, or set \(variable) to a token of an account with access"
    }
    let link = "\(AccessToken.linkVariable) to a link that opens it"
    return variable.map { "Set \($0) to a token of an account with access, or \(link)" }
      ?? "Set \(link), or ask the owner of the record for the files"
  }

  /// What a tombstone says.
  private static func withdrawal(_ json: JSONNode) -> String {
    let tombstone = json["tombstone"]
    let reason = tombstone["removal_reason"]["title"]["en"].line ?? tombstone["reason"].line
    let words = [reason, tombstone["note"].line].compactMap(\.self).joined(separator: "; ")
    return "the record was withdrawn" + (words.isEmpty ? "" : ": \(words.quoted)")
  }
}
