import CCurl
import Files

extension Failure {
  /// The user wants to stop.
  static func interrupted(at place: String) -> Failure {
    Failure(
      "the request was interrupted", at: place, remedy: "Run the same command again to go on",
      status: .interrupted)
  }

  /// Puts the end of a transfer into the user's words.
  ///
  /// - Parameters:
  ///   - code: what libcurl says.
  ///   - status: the status of the server's last answer, 0 if there was none.
  ///   - url: where, without secrets.
  /// - Returns: a failure with the matching exit status and a remedy.
  static func transfer(_ code: CURLcode, status: Int, _ url: String) -> Failure {
    let (what, remedy, ending): (String, String, ExitStatus) =
      switch code {
      case CURLE_HTTP_RETURNED_ERROR: answer(status)
      case CURLE_URL_MALFORMAT: ("the URL is not valid", "Check the URL", .usage)
      case CURLE_COULDNT_RESOLVE_HOST:
        (
          "the server's name is not known to the network",
          "Check the URL and the network connection", .unavailable
        )
      case CURLE_COULDNT_RESOLVE_PROXY:
        (
          "the proxy's name is not known to the network",
          "Check the variables http_proxy and https_proxy", .unavailable
        )
      case CURLE_COULDNT_CONNECT:
        (
          "the server cannot be reached", "Check the URL and the network connection", .unavailable
        )
      case CURLE_OPERATION_TIMEDOUT:
        ("the server does not answer", "Run the command again later", .unavailable)
      case CURLE_PARTIAL_FILE, CURLE_GOT_NOTHING, CURLE_RECV_ERROR, CURLE_SEND_ERROR:
        ("the connection broke off", "Run the command again", .unavailable)
      case CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CACERT_BADFILE, CURLE_SSL_CONNECT_ERROR:
        (
          "no secure connection to the server can be made",
          "Check the URL, the date of this computer and its certificates", .unavailable
        )
      case CURLE_TOO_MANY_REDIRECTS:
        ("the server redirects more than ten times", "Check the URL", .unavailable)
      case CURLE_UNSUPPORTED_PROTOCOL:
        (
          "the server redirects to something that is neither http nor https", "Check the URL",
          .unavailable
        )
      default: ("the file cannot be fetched", "Run the command again later", .unavailable)
      }
    return unsafe Failure(
      what, at: url, remedy: remedy, status: ending,
      cause: "libcurl: \(String(cString: ccurl_message(code)))")
  }

  private static func answer(_ status: Int) -> (String, String, ExitStatus) {
    switch status {
    case 401, 403, 407:
      (
        "the server does not allow it (HTTP \(status))", "Check the URL and your access to it",
        .noPermission
      )
    case 404, 410:
      ("the server has no such file (HTTP \(status))", "Check the URL", .missingInput)
    case 429:
      (
        "the server is asked too often (HTTP 429)", "Run the command again in a few minutes",
        .unavailable
      )
    default:
      (
        "the server answers with an error (HTTP \(status))", "Run the command again later",
        .unavailable
      )
    }
  }
}
