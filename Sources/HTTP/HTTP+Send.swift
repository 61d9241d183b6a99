import CCurl
public import Files

extension HTTP {
  /// Sends a request that changes something, and keeps the answer in memory.
  ///
  /// A file is sent piece by piece, whatever its size. Redirects are not followed. A request that must
  /// not be sent twice is repeated only when the server says that it is asked too often, which it
  /// does before it does anything; others also when the answer got lost.
  /// - Parameters:
  ///   - request: the request.
  ///   - tokens: each is sent only to the server it belongs to.
  ///   - limit: the most bytes the answer may have.
  ///   - patience: how often it is repeated.
  ///   - progress: is told about each wait.
  ///   - watch: is told how many bytes of the content have gone; `false` ends the request.
  /// - Returns: the answer, whatever its status.
  /// - Throws: `Failure` with status `unavailable` when there is no answer, `interrupted` when `watch`
  ///   ended the request, and others when the file cannot be read.
  public func send(
    _ request: SentRequest, tokens: [AccessToken] = [], limit: Int,
    patience: Patience = Patience(), progress: any Progress = SilentProgress(),
    watch: @escaping (Int) -> Bool = { _ in true }
  ) throws(Failure) -> Response {
    let host = Origin(request.url)?.name ?? Address.shown(request.url)
    let refusals = request.isRepeatable ? [429, 502, 503, 504] : [429]
    return try patience.run(host, progress, shouldStop, after: refusals) {
      () throws(TransferProblem) -> Response in
      do throws(TransferProblem) {
        return try send(request, tokens, limit, watch)
      } catch {
        throw TransferProblem(error.failure, mayPass: error.mayPass && request.isRepeatable)
      }
    }
  }

  private func send(
    _ request: SentRequest, _ tokens: [AccessToken], _ limit: Int,
    _ watch: @escaping (Int) -> Bool
  ) throws(TransferProblem) -> Response {
    let content: SentContent
    do throws(Failure) {
      content = try SentContent(request.content, watch)
    } catch {
      throw TransferProblem(error, mayPass: false)
    }
    // Without waiting whether the server wants it: whoever may not send has been told before.
    var lines = ["Accept: \(request.accept)", "Expect:"] + request.lines
    switch request.content {
    case .none: break
    case .bytes(_, let type), .file(_, _, let type): lines.append("Content-Type: \(type)")
    }
    let isSending = request.method != .delete
    do throws(TransferProblem) {
      return try withExtendedLifetime(content) { () throws(TransferProblem) -> Response in
        try unsafe exchange(
          request.url, lines, tokens, limit, stallSeconds: request.stallSeconds,
          goesOn: { content.isWanted() }
        ) { handle in
          unsafe ccurl_set_text(handle, CURLOPT_CUSTOMREQUEST, request.method.rawValue)
          guard isSending else { return }
          unsafe ccurl_set_number(handle, CURLOPT_UPLOAD, 1)
          unsafe content.attach(to: handle)
        }
      }
    } catch {
      throw content.failure.map { TransferProblem($0, mayPass: false) } ?? error
    }
  }
}
