import Files
public import Foundation

/// A site that answers like InvenioRDM, as far as drafts and the records they become go.
///
/// Drafts and records have namespaces of their own; files come in three steps; digests are made of what
/// has arrived. It answers in its own documents only to who asks for them, turns away programs with a
/// default name, and can be told to go wrong.
public final class FakeRepository: @unchecked Sendable {
  /// A request that has come.
  public struct Request: Sendable {
    /// Such as `POST`.
    public let method: String
    /// The path and the query.
    public let path: String
    /// The head, with its line ends.
    public let head: String
    /// The content.
    public let body: Data

    /// The method and the path, with the number of a record as N.
    public var step: String {
      "\(method) \(path.replacing(/\/records\/\d+/, with: "/records/N"))"
    }

    /// The value of a line of the head; empty if there is none.
    func line(_ name: String) -> String {
      let start = name.lowercased() + ": "
      let line = head.split(separator: "\r\n").first { $0.lowercased().hasPrefix(start) }
      return line.map { String($0.dropFirst(start.count)) } ?? ""
    }
  }

  /// What goes wrong with one request.
  public enum Fault: Sendable {
    /// Another answer comes, and nothing is done.
    case answer(Int, String, [String] = [])
    /// The connection ends before anything is done.
    case lost
    /// It is done, and the connection ends before the answer.
    case done
    /// It is done, and only some bytes of the answer come.
    case cut(Int)
    /// Nothing is done, and no answer comes until the site is healed.
    case silent
    /// It is done, and no answer comes until the site is healed.
    case doneSilent
    /// What has arrived is damaged.
    case damage
    /// The connection is torn down after some bytes of the content.
    case reset(after: Int)
  }

  /// Where it listens.
  public let url: String
  private let socket: ListeningSocket
  private let token: String
  // Guards all below.
  private let lock = NSCondition()
  private var heard: [Request] = []
  private var begun = 0
  private var waiting = 0
  private var isHealed = false
  private var fault: (@Sendable (Int, Request) -> Fault?)?
  private var store = DraftStore()

  /// Starts it.
  ///
  /// - Parameters:
  ///   - token: the token of its only user.
  ///   - fault: is asked for what goes wrong with each request, given how many came before.
  /// - Throws: an error when it cannot listen.
  public init(
    token: String = "right-token", fault: (@Sendable (Int, Request) -> Fault?)? = nil
  ) throws {
    socket = try ListeningSocket()
    url = "http://127.0.0.1:\(socket.port)"
    self.token = token
    self.fault = fault
    store.address = url
    Thread.detachNewThread { [self] in
      while let connection = socket.next() {
        Thread.detachNewThread { [self] in
          serve(connection)
          close(connection)
        }
      }
    }
  }

  /// All requests so far.
  public var requests: [Request] { lock.withLock { heard } }

  /// Drafts and records, and what they hold.
  public var contents: DraftStore { lock.withLock { store } }

  /// Changes what it holds, as a user does in a browser.
  ///
  /// - Parameter change: changes it.
  public func change(_ change: (inout DraftStore) -> Void) { lock.withLock { change(&store) } }

  /// Sets what goes wrong from now on, and forgets the requests so far.
  ///
  /// - Parameter fault: is asked for each request, given how many came before.
  public func restart(fault: (@Sendable (Int, Request) -> Fault?)? = nil) {
    lock.withLock {
      self.fault = fault
      heard = []
      begun = 0
      isHealed = false
    }
  }

  /// Lets all go well from now on; requests without an answer lose their connection.
  public func heal() {
    lock.withLock {
      fault = nil
      isHealed = true
      lock.broadcast()
    }
  }

  /// Waits until a request gets no answer.
  ///
  /// - Parameter isOver: asked whether there is no more hope of one.
  /// - Returns: whether there is one.
  public func waitForSilence(unless isOver: () -> Bool) -> Bool {
    while true {
      if lock.withLock({ waiting > 0 }) { return true }
      if isOver() { return lock.withLock { waiting > 0 } }
      usleep(1000)
    }
  }

  /// Stops it; later connections are refused.
  public func stop() { socket.stop() }

  private func serve(_ connection: Int32) {
    var input = Input(connection: connection)
    guard let head = input.head() else { return }
    let fault = lock.withLock {
      begun += 1
      return self.fault?(begun - 1, head)
    }
    if case .reset(let count) = fault {
      _ = input.content(count)
      ListeningSocket.tearDown(connection)
      return
    }
    guard let request = input.request(head) else { return }
    lock.withLock { heard.append(request) }
    switch fault {
    case .answer(let status, let body, let lines):
      send(DraftStore.Answer(status, text: body, lines), connection)
    case .lost, .reset: return
    case .done: _ = answer(request)
    case .silent: waitForHealing()
    case .doneSilent:
      _ = answer(request)
      waitForHealing()
    case .cut(let count): send(answer(request), connection, most: count)
    case .damage:
      let damaged = Request(
        method: request.method, path: request.path, head: request.head,
        body: Data(request.body.map { $0 ^ 1 }))
      send(answer(damaged), connection)
    case nil: send(answer(request), connection)
    }
  }

  private func waitForHealing() {
    lock.withLock {
      waiting += 1
      while !isHealed { lock.wait() }
      waiting -= 1
    }
  }

  private func answer(_ request: Request) -> DraftStore.Answer {
    // A default name of a program is turned away before the repository sees it.
    let agent = request.line("User-Agent")
    guard agent.contains("/"), !agent.hasPrefix("curl"), !agent.hasPrefix("python") else {
      return DraftStore.Answer(403, text: "<html>Forbidden</html>")
    }
    guard request.line("Authorization") == "Bearer \(token)" else {
      return .refusal(403, "Permission denied.")
    }
    return lock.withLock { store.answer(request) }
  }

  private func send(_ answer: DraftStore.Answer, _ connection: Int32, most: Int = .max) {
    let lines =
      ["HTTP/1.1 \(answer.status) X", "Content-Length: \(answer.body.count)", "Connection: close"]
      + answer.lines
    let head = Data((lines.joined(separator: "\r\n") + "\r\n\r\n").utf8)
    ListeningSocket.send((head + answer.body).prefix(most), connection)
  }
}

/// What comes over one connection.
private struct Input {
  private let connection: Int32
  private var bytes = Data()
  private var buffer = [UInt8](repeating: 0, count: 1 << 16)

  init(connection: Int32) { self.connection = connection }

  private mutating func receive() -> Bool {
    let count = recv(connection, &buffer, buffer.count, 0)
    guard count > 0 else { return false }
    bytes.append(contentsOf: buffer.prefix(count))
    return true
  }

  /// A request without its content; `nil` when the connection ends before it is whole.
  mutating func head() -> FakeRepository.Request? {
    let mark = Data("\r\n\r\n".utf8)
    while bytes.firstRange(of: mark) == nil { guard receive() else { return nil } }
    guard let end = bytes.firstRange(of: mark)?.upperBound else { return nil }
    let head = String(decoding: bytes[..<end], as: UTF8.self)
    bytes = Data(bytes[end...])
    let words = head.split(separator: " ")
    guard words.count > 2 else { return nil }
    return FakeRepository.Request(
      method: String(words[0]), path: String(words[1]), head: head, body: Data())
  }

  /// The first bytes of the content; `nil` when the connection ends before they are there.
  mutating func content(_ count: Int) -> Data? {
    while bytes.count < count { guard receive() else { return nil } }
    return bytes.prefix(count)
  }

  /// The request with its content; `nil` when the connection ends before it is whole.
  mutating func request(_ head: FakeRepository.Request) -> FakeRepository.Request? {
    content(Int(head.line("Content-Length")) ?? 0).map {
      FakeRepository.Request(method: head.method, path: head.path, head: head.head, body: $0)
    }
  }
}
