import CCurl
import Files
import FoundationEssentials

/// One transfer of a `TransferSet`.
@safe final class RunningTransfer {
  let handle: UnsafeMutableRawPointer
  private let receiver: any TransferReceiver
  private let url: String
  private var lines: UnsafeMutablePointer<curl_slist>?
  private var head = HeadLines()
  private var hasBegun = false
  /// Bytes of an answer that says what is wrong, which nobody reads.
  private var ignored = 0
  private static let mostIgnored = 64 << 10

  /// Prepares a transfer.
  init(
    _ http: HTTP, _ request: TransferRequest, _ receiver: any TransferReceiver
  ) throws(Failure) {
    unsafe handle = try unsafe http.makeHandle(
      for: request.url, request.tokens, stallSeconds: request.stallSeconds)
    self.receiver = receiver
    url = Address.shown(request.url)
    // The status is looked at here, and a fast network is not to wait for small pieces.
    for (option, value) in [(CURLOPT_FAILONERROR, 0), (CURLOPT_BUFFERSIZE, 256 << 10)] {
      unsafe ccurl_set_number(handle, option, value)
    }
    var lines = request.tokens.compactMap { $0.line(for: request.url) }
    if request.offset > 0 {
      unsafe ccurl_set_text(handle, CURLOPT_RANGE, "\(request.offset)-")
      if let validator = request.validator { lines.append("If-Range: \(validator)") }
    }
    for line in lines { unsafe self.lines = unsafe ccurl_add_line(self.lines, line) ?? self.lines }
    unsafe ccurl_set_header_lines(handle, self.lines)
    let context = unsafe Unmanaged.passUnretained(self).toOpaque()
    unsafe ccurl_set_receiver(
      handle,
      { bytes, size, count, context in
        guard let bytes = unsafe bytes, let context = unsafe context else { return 0 }
        let transfer = unsafe Unmanaged<RunningTransfer>.fromOpaque(context).takeUnretainedValue()
        let piece = unsafe UnsafeRawBufferPointer(start: bytes, count: size * count)
        // Fewer bytes taken than given end the transfer.
        return transfer.receive(unsafe piece.bytes) ? size * count : 0
      }, context)
    unsafe ccurl_set_header_receiver(
      handle,
      { bytes, size, count, context in
        guard let bytes = unsafe bytes, let context = unsafe context else { return 0 }
        let transfer = unsafe Unmanaged<RunningTransfer>.fromOpaque(context).takeUnretainedValue()
        let line = unsafe UnsafeRawBufferPointer(start: bytes, count: size * count)
        transfer.head.take(unsafe String(decoding: line, as: UTF8.self))
        return size * count
      }, context)
  }

  deinit {
    unsafe ccurl_remove(handle)
    unsafe ccurl_remove_lines(lines)
  }

  private func receive(_ piece: RawSpan) -> Bool {
    if isRefused {
      // Read to its end, a short one leaves the connection for the next file.
      ignored += piece.byteCount
      return ignored <= Self.mostIgnored
    }
    guard hasBegun || begin() else { return false }
    return receiver.receive(piece)
  }

  private var status: Int { unsafe Int(ccurl_status(handle)) }

  private var isRefused: Bool { status >= 400 }

  private var answer: Response {
    Response(status: status, headers: head.values, body: Data(), url: url)
  }

  private func begin() -> Bool {
    hasBegun = true
    return receiver.begin(answer)
  }

  /// Says how it ended.
  func end(_ code: CURLcode) -> TransferEnd {
    if isRefused {
      return TransferEnd(
        receiver: receiver, head: answer,
        problem: .transfer(CURLE_HTTP_RETURNED_ERROR, status: status, url),
        isTemporary: Self.isTemporary(status), isUnreachable: false)
    }
    // An answer without a single byte has a head all the same.
    var code = code
    if code == CURLE_OK, !hasBegun, !begin() { code = CURLE_WRITE_ERROR }
    return TransferEnd(
      receiver: receiver, head: status > 0 ? answer : nil,
      problem: code == CURLE_OK ? nil : .transfer(code, status: status, url),
      isTemporary: Self.isTemporary(code), isUnreachable: Self.unreachable.contains(code))
  }

  private static let unreachable = [
    CURLE_COULDNT_RESOLVE_HOST, CURLE_COULDNT_RESOLVE_PROXY, CURLE_COULDNT_CONNECT,
  ]

  private static func isTemporary(_ code: CURLcode) -> Bool {
    unreachable.contains(code)
      || [
        CURLE_OPERATION_TIMEDOUT, CURLE_PARTIAL_FILE, CURLE_GOT_NOTHING, CURLE_RECV_ERROR,
        CURLE_SEND_ERROR, CURLE_HTTP2, CURLE_HTTP2_STREAM, CURLE_SSL_CONNECT_ERROR,
        CURLE_WEIRD_SERVER_REPLY,
      ].contains(code)
  }

  /// Statuses of servers that are busy or being restarted.
  private static func isTemporary(_ status: Int) -> Bool {
    [408, 425, 429, 500, 502, 503, 504].contains(status)
  }
}
