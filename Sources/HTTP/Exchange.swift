import CCurl
import Files
import FoundationEssentials

/// One request and its answer, which is kept in memory.
@safe final class Exchange {
  private let limit: Int
  private let url: String
  private let shouldStop: () -> Bool
  private var lines = HeadLines()
  private var body = Data()
  /// Why this side ended the exchange, if it did.
  private var failure: Failure?

  private init(limit: Int, _ url: String, _ shouldStop: @escaping () -> Bool) {
    self.limit = limit
    self.url = url
    self.shouldStop = shouldStop
  }

  /// Runs a prepared exchange to its end.
  ///
  /// - Parameters:
  ///   - handle: a handle that does not follow redirects.
  ///   - lines: lines to add to the head of the request.
  ///   - limit: the most bytes the answer may have.
  ///   - url: where, without secrets.
  ///   - shouldStop: asked about once a second whether the user wants to stop.
  /// - Returns: the answer, whatever its status.
  /// - Throws: `TransferProblem` when there is no whole answer.
  static func run(
    _ handle: UnsafeMutableRawPointer, lines: [String], limit: Int, _ url: String,
    _ shouldStop: @escaping () -> Bool
  ) throws(TransferProblem) -> Response {
    let exchange = Exchange(limit: limit, url, shouldStop)
    var list: UnsafeMutablePointer<curl_slist>?
    defer { unsafe ccurl_remove_lines(list) }
    for line in lines { unsafe list = unsafe ccurl_add_line(list, line) ?? list }
    unsafe ccurl_set_header_lines(handle, list)
    let context = unsafe Unmanaged.passUnretained(exchange).toOpaque()
    unsafe ccurl_set_receiver(
      handle, { unsafe Exchange.pass($0, $1, $2, $3) { unsafe $0.receive($1) } }, context)
    unsafe ccurl_set_header_receiver(
      handle, { unsafe Exchange.pass($0, $1, $2, $3) { unsafe $0.receiveLine($1) } }, context)
    // A site may take long to answer, also after the last byte that is sent.
    unsafe ccurl_set_watcher(
      handle,
      { context, _, _, _, _ in
        guard let context = unsafe context else { return 0 }
        return unsafe Unmanaged<Exchange>.fromOpaque(context).takeUnretainedValue().isWanted()
          ? 0 : 1
      }, context)
    let code = withExtendedLifetime(exchange) { unsafe ccurl_perform(handle) }
    if let failure = exchange.failure { throw TransferProblem(failure, mayPass: false) }
    guard code == CURLE_OK else {
      let brokeOff = [
        CURLE_PARTIAL_FILE, CURLE_GOT_NOTHING, CURLE_RECV_ERROR, CURLE_SEND_ERROR,
        CURLE_SEND_FAIL_REWIND,
      ].contains(code)
      throw TransferProblem(.transfer(code, status: 0, url), mayPass: brokeOff)
    }
    return unsafe Response(
      status: ccurl_status(handle), headers: exchange.lines.values, body: exchange.body, url: url,
      redirect: ccurl_redirect(handle).map { unsafe String(cString: $0) })
  }

  /// Hands a piece that libcurl received to the exchange; fewer bytes taken than given end it.
  private static func pass(
    _ bytes: UnsafeMutablePointer<CChar>?, _ size: Int, _ count: Int,
    _ context: UnsafeMutableRawPointer?, _ take: (Exchange, UnsafeRawBufferPointer) -> Bool
  ) -> Int {
    guard let bytes = unsafe bytes, let context = unsafe context else { return 0 }
    let exchange = unsafe Unmanaged<Exchange>.fromOpaque(context).takeUnretainedValue()
    let piece = unsafe UnsafeRawBufferPointer(start: bytes, count: size * count)
    return unsafe take(exchange, piece) ? size * count : 0
  }

  private func isWanted() -> Bool {
    guard shouldStop() else { return true }
    failure = .interrupted(at: url)
    return false
  }

  private func receive(_ piece: UnsafeRawBufferPointer) -> Bool {
    guard body.count + piece.count <= limit else {
      failure = Failure(
        "the answer is larger than \(limit) bytes, the most that is taken", at: url,
        remedy: "Check the URL", status: .badData)
      return false
    }
    unsafe body.append(contentsOf: piece)
    return true
  }

  private func receiveLine(_ piece: UnsafeRawBufferPointer) -> Bool {
    let line = unsafe String(decoding: piece, as: UTF8.self)
    lines.take(line)
    return true
  }
}

/// Why an exchange gave no answer.
struct TransferProblem: Error {
  /// The failure for the user.
  let failure: Failure
  /// Whether another try may go better.
  let mayPass: Bool

  init(_ failure: Failure, mayPass: Bool) {
    self.failure = failure
    self.mayPass = mayPass
  }
}
