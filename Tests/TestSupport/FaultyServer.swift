import Foundation

/// A server of one record that goes wrong as a test wants it, over as many connections as there are.
///
/// Files are at `/records/1/files/NAME`, where parts can be had, and at
/// `/api/records/1/files/NAME/content`, where they cannot, as at Zenodo.
public final class FaultyServer: @unchecked Sendable {
  /// What goes wrong with one answer.
  public enum Fault: Sendable {
    /// The connection is torn down after some bytes of the file.
    case reset(after: Int)
    /// The connection ends after some bytes.
    case close(after: Int)
    /// Nothing more comes after some bytes.
    case stall(after: Int)
    /// Bytes come in small pieces.
    case drip
    /// Another status comes, with lines for the head.
    case status(Int, [String] = [])
    /// A web page comes with status 200.
    case page
    /// The file comes, and less or more of it than there is.
    case length(Int)
    /// As many bytes come, and other ones.
    case otherBytes
    /// All of the file comes, though a part was asked for.
    case whole
    /// Another part comes than was asked for.
    case otherPart
    /// The file comes with lines for the head.
    case lines([String])
  }

  /// Where it listens.
  public let url: String
  private let socket: ListeningSocket
  // Guards all below.
  private let lock = NSLock()
  private var files: [String: [UInt8]]
  private var faults: [String: [Fault]]
  private var always: [String: Fault]
  private var heard: [String] = []
  private var digests: [String: String] = [:]
  private var connections = 0
  private var mostConnections = 0

  /// Starts it.
  ///
  /// - Parameters:
  ///   - files: contents by name.
  ///   - faults: what goes wrong first, by name; afterwards all is well.
  ///   - always: what always goes wrong, by name.
  /// - Throws: an error when it cannot listen.
  public init(
    _ files: [String: [UInt8]], faults: [String: [Fault]] = [:], always: [String: Fault] = [:]
  ) throws {
    socket = try ListeningSocket()
    url = "http://127.0.0.1:\(socket.port)"
    self.files = files
    self.faults = faults
    self.always = always
    Thread.detachNewThread { [self] in serve() }
  }

  /// The heads of all requests so far.
  public var requests: [String] { lock.withLock { heard } }

  /// The heads of requests for a file.
  ///
  /// - Parameter name: the file.
  /// - Returns: heads in the order they came.
  public func requests(for name: String) -> [String] {
    requests.filter { Self.name(in: Self.path(of: $0)) == name }
  }

  /// The most answers in small pieces that were under way at the same time.
  public var mostAtOnce: Int { lock.withLock { mostConnections } }

  /// Changes a file.
  ///
  /// - Parameters:
  ///   - name: the file.
  ///   - bytes: its new content.
  ///   - digest: the MD5 that the record gives for it.
  public func put(_ name: String, _ bytes: [UInt8], md5 digest: String? = nil) {
    lock.withLock {
      files[name] = bytes
      if let digest { digests[name] = digest }
    }
  }

  /// Sets the MD5 digests that the record gives.
  ///
  /// - Parameter digests: digests by name.
  public func describe(_ digests: [String: String]) {
    lock.withLock { self.digests = digests }
  }

  /// Lets all go well from now on.
  public func heal() {
    lock.withLock {
      faults = [:]
      always = [:]
    }
  }

  /// Stops it; later connections are refused.
  public func stop() { socket.stop() }

  private func serve() {
    while let connection = socket.next() {
      Thread.detachNewThread { [self] in
        answer(connection)
        close(connection)
      }
    }
  }

  private static func path(of head: String) -> String {
    head.split(separator: " ").dropFirst().first.map(String.init) ?? ""
  }

  private static func name(in path: String) -> String? {
    let path = path.prefix { $0 != "?" }
    for (start, end) in [("/records/1/files/", ""), ("/api/records/1/files/", "/content")] {
      guard path.hasPrefix(start), path.hasSuffix(end) else { continue }
      return path.dropFirst(start.count).dropLast(end.count).removingPercentEncoding.map { $0 }
    }
    return nil
  }

  private func answer(_ connection: Int32) {
    guard let head = ListeningSocket.head(connection) else { return }
    let path = Self.path(of: head)
    lock.withLock { heard.append(head) }
    if path == "/api/records/1" {
      let body = lock.withLock { record }
      send("200 OK", Array(body.utf8), ["Content-Type: application/json"], connection)
      return
    }
    guard let name = Self.name(in: path), let bytes = lock.withLock({ files[name] }) else {
      send("404 Not Found", [], [], connection)
      return
    }
    let fault = lock.withLock { () -> Fault? in
      if faults[name]?.isEmpty == false { return faults[name]?.removeFirst() }
      return always[name]
    }
    var range = path.hasPrefix("/api/") ? nil : Self.start(head)
    let tag = "\"\(bytes.count)-\(bytes.first ?? 0)\""
    let condition = Self.line("If-Range", head)
    if let condition, condition != tag { range = nil }
    answer(bytes, fault, range, tag, connection)
  }

  private static func line(_ name: String, _ head: String) -> String? {
    let start = name.lowercased() + ": "
    let line = head.split(separator: "\r\n").first { $0.lowercased().hasPrefix(start) }
    return line.map { String($0.dropFirst(start.count)) }
  }

  private static func start(_ head: String) -> Int? {
    line("Range", head).flatMap { Int($0.dropFirst("bytes=".count).prefix { $0 != "-" }) }
  }

  private func answer(
    _ bytes: [UInt8], _ fault: Fault?, _ range: Int?, _ tag: String, _ connection: Int32
  ) {
    var (start, content, lines) = (range, bytes, ["ETag: \(tag)"])
    var cut: (count: Int, resets: Bool, stalls: Bool)?
    switch fault {
    case .reset(let count): cut = (count, true, false)
    case .close(let count): cut = (count, false, false)
    case .stall(let count): cut = (count, false, true)
    case .status(let status, let lines):
      send("\(status) Fault", Array("fault".utf8), lines, connection)
      return
    case .page:
      send("200 OK", Array("<html>Log in</html>".utf8), ["Content-Type: text/html"], connection)
      return
    case .length(let count):
      content = Array((bytes + [UInt8](repeating: 0, count: count)).prefix(count))
    case .otherBytes: content = bytes.map { $0 ^ 1 }
    case .whole: start = nil
    case .otherPart: start = range.map { max(0, $0 - 1) }
    case .lines(let more): lines += more
    case .drip, nil: break
    }
    if let first = start, first >= content.count, !content.isEmpty {
      send("416 Range", [], ["Content-Range: bytes */\(content.count)"], connection)
      return
    }
    let first = start ?? 0
    if start != nil {
      lines.append("Content-Range: bytes \(first)-\(content.count - 1)/\(content.count)")
    }
    let body = content.dropFirst(first)
    let status = start == nil ? "200 OK" : "206 Partial Content"
    if case .drip? = fault {
      sendHead(status, body.count, lines, connection)
      drip(Array(body), connection)
      return
    }
    guard let cut else {
      send(status, Array(body), lines, connection)
      return
    }
    sendHead(status, body.count, lines, connection)
    ListeningSocket.send(body.prefix(cut.count), connection)
    if cut.stalls {
      // Until the other side gives up.
      var byte: UInt8 = 0
      _ = recv(connection, &byte, 1, 0)
    } else if cut.resets {
      ListeningSocket.tearDown(connection)
    }
  }

  private func drip(_ body: [UInt8], _ connection: Int32) {
    lock.withLock {
      connections += 1
      mostConnections = max(mostConnections, connections)
    }
    var start = 0
    while body.count - start > 1,
      ListeningSocket.send(body[start..<min(start + 997, body.count - 1)], connection)
    {
      start = min(start + 997, body.count - 1)
      usleep(200)
    }
    // Before the last byte, after which the other side may come again.
    lock.withLock { connections -= 1 }
    ListeningSocket.send(body[start...], connection)
  }

  private func sendHead(_ status: String, _ count: Int, _ lines: [String], _ connection: Int32) {
    let all = ["HTTP/1.1 \(status)", "Content-Length: \(count)", "Connection: close"] + lines
    ListeningSocket.send((all.joined(separator: "\r\n") + "\r\n\r\n").utf8, connection)
  }

  private func send(
    _ status: String, _ body: [UInt8], _ lines: [String], _ connection: Int32
  ) {
    sendHead(status, body.count, lines, connection)
    ListeningSocket.send(body, connection)
  }

  /// The document of the record.
  private var record: String {
    let entries = files.keys.sorted().map { name in
      let digest = digests[name].map { #""checksum":"md5:\#($0)","# } ?? ""
      return #""\#(name)":{\#(digest)"size":\#(files[name]?.count ?? 0),"key":"\#(name)"}"#
    }
    return """
      {"id":"1","is_published":true,"parent":{"id":"9","pids":{"doi":{"identifier":
       "10.5281/zenodo.9"}}},"versions":{"is_latest":true,"index":1},
       "pids":{"doi":{"identifier":"10.5281/zenodo.1"}},"metadata":{"title":"Some files",
       "publication_date":"2021-01-21","version":"1.0","rights":[{"id":"cc-by-4.0"}],
       "creators":[{"person_or_org":{"type":"organizational","name":"The collaboration"}}]},
       "access":{"record":"public","files":"public","status":"open"},
       "files":{"enabled":true,"count":\(files.count),"entries":{\(entries.joined(separator: ","))}}}
      """
  }
}
