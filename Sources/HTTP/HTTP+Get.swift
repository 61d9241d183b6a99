import CCurl
public import Files

extension HTTP {
  /// Asks for a document and keeps the answer in memory.
  ///
  /// - Parameters:
  ///   - url: an `http` or `https` URL.
  ///   - accept: the kinds of documents that are wanted, as in the line `Accept`.
  ///   - tokens: each is sent only to the server it belongs to, wherever redirects lead.
  ///   - limit: the most bytes the answer may have.
  ///   - followsRedirects: whether redirects are followed, at most ten, and none from `https` to `http`.
  ///   - patience: how often a request is repeated that the server could not answer.
  ///   - progress: is told about each wait.
  /// - Returns: the answer, whatever its status.
  /// - Throws: `Failure` with status `unavailable` when there is no answer, `badData` when it is too
  ///   large, `interrupted` when the user wants to stop.
  public func get(
    _ url: String, accept: String = "*/*", tokens: [AccessToken] = [], limit: Int,
    followsRedirects: Bool = true, patience: Patience = Patience(),
    progress: any Progress = SilentProgress()
  ) throws(Failure) -> Response {
    let host = Origin(url)?.name ?? Address.shown(url)
    return try patience.run(host, progress, shouldStop) { () throws(TransferProblem) -> Response in
      var place = url
      for _ in 0...10 {
        let response = try exchange(place, accept, tokens, limit)
        guard followsRedirects, let next = response.redirect else { return response }
        guard let origin = Origin(next) else {
          throw TransferProblem(
            .transfer(CURLE_UNSUPPORTED_PROTOCOL, status: 0, response.url), mayPass: false)
        }
        guard !Self.givesUpSecrecy(from: place, to: origin) else {
          throw TransferProblem(
            Failure(
              "the server redirects from https to http, where anybody may listen",
              at: response.url, remedy: "Check the URL", status: .unavailable), mayPass: false)
        }
        place = next
      }
      throw TransferProblem(
        .transfer(CURLE_TOO_MANY_REDIRECTS, status: 0, Address.shown(url)),
        mayPass: false)
    }
  }

  /// Whether a redirect leads from a secure connection to one where anybody may listen.
  static func givesUpSecrecy(from url: String, to origin: Origin) -> Bool {
    origin.scheme != "https" && !url.hasPrefix("http://")
  }

  private func exchange(
    _ url: String, _ accept: String, _ tokens: [AccessToken], _ limit: Int
  ) throws(TransferProblem) -> Response {
    try unsafe exchange(url, ["Accept: \(accept)"], tokens, limit) { _ in }
  }

  /// Sends one request and takes its answer, whatever its status; redirects are not followed.
  ///
  /// - Parameters:
  ///   - url: an `http` or `https` URL.
  ///   - lines: lines to add to the head of the request, beside those of tokens.
  ///   - tokens: each is sent only to the server it belongs to.
  ///   - limit: the most bytes the answer may have.
  ///   - stallSeconds: after how many seconds with hardly a byte it has stalled.
  ///   - goesOn: asked about once a second whether to go on.
  ///   - prepare: changes what is asked for.
  /// - Returns: the answer.
  /// - Throws: `TransferProblem` when there is no whole answer.
  func exchange(
    _ url: String, _ lines: [String], _ tokens: [AccessToken], _ limit: Int,
    stallSeconds: Int = 60, goesOn: @escaping () -> Bool = { true },
    _ prepare: (UnsafeMutableRawPointer) -> Void
  ) throws(TransferProblem) -> Response {
    let handle: UnsafeMutableRawPointer
    do throws(Failure) {
      unsafe handle = try unsafe makeHandle(for: url, tokens, stallSeconds: stallSeconds)
    } catch {
      throw TransferProblem(error, mayPass: false)
    }
    defer { unsafe ccurl_remove(handle) }
    // The caller sees answers of every status, and follows redirects itself: what it sends along
    // depends on the server.
    unsafe ccurl_set_number(handle, CURLOPT_FOLLOWLOCATION, 0)
    unsafe ccurl_set_number(handle, CURLOPT_FAILONERROR, 0)
    // All kinds of compression that libcurl knows.
    unsafe ccurl_set_text(handle, CURLOPT_ACCEPT_ENCODING, "")
    unsafe prepare(handle)
    let lines = lines + tokens.compactMap { $0.line(for: url) }
    return try unsafe Exchange.run(
      handle, lines: lines, limit: limit, Address.shown(url)
    ) { [shouldStop] in shouldStop() || !goesOn() }
  }
}
