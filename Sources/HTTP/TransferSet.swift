import CCurl
public import Files

/// Several transfers at the same time on one thread, over as few connections as they need.
@safe public final class TransferSet {
  private let http: HTTP
  private let multi: UnsafeMutableRawPointer
  /// By the address of libcurl's handle.
  private var running: [UInt: RunningTransfer] = [:]

  /// Prepares an empty set.
  ///
  /// - Parameter http: how the program calls itself.
  /// - Throws: `Failure` when libcurl is not there.
  public init(_ http: HTTP) throws(Failure) {
    guard HTTP.isReady, let multi = unsafe ccurl_multi_create() else { throw HTTP.missing }
    self.http = http
    unsafe self.multi = unsafe multi
  }

  deinit {
    for transfer in running.values { unsafe ccurl_multi_remove_handle(multi, transfer.handle) }
    unsafe ccurl_multi_remove(multi)
  }

  /// How many transfers have not ended.
  public var count: Int { running.count }

  /// Starts a transfer.
  ///
  /// - Parameters:
  ///   - request: what is asked for.
  ///   - receiver: takes the answer, called within `wait` only.
  /// - Throws: `Failure` when the URL is not one of the web.
  public func start(
    _ request: TransferRequest, _ receiver: any TransferReceiver
  ) throws(Failure) {
    let transfer = try RunningTransfer(http, request, receiver)
    guard unsafe ccurl_multi_add_handle(multi, transfer.handle) == CURLM_OK else {
      throw HTTP.missing
    }
    unsafe running[UInt(bitPattern: transfer.handle)] = transfer
  }

  /// Sends and receives, then waits until there is more to do.
  ///
  /// - Parameter seconds: the longest time to wait.
  /// - Returns: the transfers that have ended.
  public func wait(_ seconds: Double) -> [TransferEnd] {
    unsafe ccurl_multi_perform(multi)
    var ends = takeEnded()
    if ends.isEmpty {
      let milliseconds = Int32(max(1, min(seconds, 60) * 1000))
      unsafe ccurl_multi_poll(multi, milliseconds)
      unsafe ccurl_multi_perform(multi)
      ends = takeEnded()
    }
    return ends
  }

  private func takeEnded() -> [TransferEnd] {
    var ends: [TransferEnd] = []
    var code = CURLE_OK
    while let handle = unsafe ccurl_multi_ended(multi, &code) {
      unsafe ccurl_multi_remove_handle(multi, handle)
      if let transfer = running.removeValue(forKey: UInt(bitPattern: handle)) {
        ends.append(transfer.end(code))
      }
    }
    return ends
  }
}
