public import Files
public import HTTP

/// How servers are asked.
public struct Connection: Sendable {
  let http: HTTP
  let tokens: [AccessToken]
  let patience: Patience
  let progress: any Progress

  /// Creates it.
  ///
  /// - Parameters:
  ///   - http: sends requests.
  ///   - tokens: the user's tokens; each is sent only to the server it belongs to.
  ///   - patience: how often a request is repeated that a server could not answer.
  ///   - progress: is told about waits.
  public init(
    http: HTTP, tokens: [AccessToken] = [], patience: Patience = Patience(),
    progress: any Progress = SilentProgress()
  ) {
    self.http = http
    self.tokens = tokens
    self.patience = patience
    self.progress = progress
  }

  func get(
    _ url: String, accept: String, limit: Int, followsRedirects: Bool = true
  ) throws(Failure) -> Response {
    try http.get(
      url, accept: accept, tokens: tokens, limit: limit, followsRedirects: followsRedirects,
      patience: patience, progress: progress)
  }
}
