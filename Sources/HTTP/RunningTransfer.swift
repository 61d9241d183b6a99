import CCurl
import Files

/// One transfer of a `TransferSet`.
@safe final class RunningTransfer {
  let handle: UnsafeMutableRawPointer
  private let receiver: any TransferReceiver
  private let url: String
  private var lines: UnsafeMutablePointer<curl_slist>?
  private var head: ResponseHead?
  private var hasBegun = false
  /// Bytes of an answer that says what is wrong, which nobody reads.
  private var ignored = 0
  private static let mostIgnored = 64 << 10

  /// Prepares a transfer; `nil` if libcurl has no memory for it.
  init?(_ http: HTTP, _ request: TransferRequest, _ receiver: any TransferReceiver) {
    guard let handle = unsafe ccurl_create() else { return nil }
    unsafe self.handle = unsafe handle
    self.receiver = receiver
    url = Address.shown(request.url)
    unsafe http.prepare(handle, request.url, stallSeconds: request.stallSeconds)
    // The status is looked at here, and a fast network is not to wait for small pieces.
    for (option, value) in [(CURLOPT_FAILONERROR, 0), (CURLOPT_BUFFERSIZE, 256 << 10)] {
      unsafe ccurl_set_number(handle, option, value)
    }
    if request.offset > 0 {
      unsafe ccurl_set_text(handle, CURLOPT_RANGE, "\(request.offset)-")
      if let validator = request.validator {
        unsafe lines = unsafe ccurl_add_line(nil, "If-Range: \(validator)")
        unsafe ccurl_set_lines(handle, lines)
      }
    }
    if let token = request.token, request.allowsToken {
      // libcurl keeps it from other servers that a redirect leads to.
      unsafe ccurl_set_number(handle, CURLOPT_HTTPAUTH, Int(CCURL_BEARER))
      unsafe ccurl_set_text(handle, CURLOPT_XOAUTH2_BEARER, token)
    }
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
    unsafe ccurl_set_head_receiver(
      handle,
      { bytes, size, count, context in
        guard let bytes = unsafe bytes, let context = unsafe context else { return 0 }
        let transfer = unsafe Unmanaged<RunningTransfer>.fromOpaque(context).takeUnretainedValue()
        let line = unsafe UnsafeRawBufferPointer(start: bytes, count: size * count)
        ResponseHead.reading(unsafe String(decoding: line, as: UTF8.self), into: &transfer.head)
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

  private var isRefused: Bool { head.map { $0.status >= 400 } ?? false }

  private func begin() -> Bool {
    hasBegun = true
    return head.map(receiver.begin) ?? false
  }

  /// Says how it ended.
  func end(_ code: CURLcode) -> TransferEnd {
    let status = head?.status ?? 0
    if isRefused {
      return TransferEnd(
        receiver: receiver, head: head,
        problem: .transfer(CURLE_HTTP_RETURNED_ERROR, status: status, url),
        isTemporary: Self.isTemporary(status), isUnreachable: false)
    }
    // An answer without a single byte has a head all the same.
    var code = code
    if code == CURLE_OK, !hasBegun, !begin() { code = CURLE_WRITE_ERROR }
    return TransferEnd(
      receiver: receiver, head: head,
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
