import Foundation

/// A web server for one test, which sends the bytes it is told to.
///
/// It has a thread of its own: tests block theirs while they wait for an answer.
public final class LocalServer: @unchecked Sendable {
  /// What a server is asked.
  public struct Request: Sendable {
    /// The head, with its line ends.
    public let head: String
    /// What is asked for: the path and the query.
    public let path: String

    /// The value of a line of the head; empty if there is none.
    ///
    /// - Parameter name: the name of the line, in any case.
    /// - Returns: what stands behind the colon.
    public func line(_ name: String) -> String {
      let start = name.lowercased() + ": "
      let line = head.split(separator: "\r\n").first { $0.lowercased().hasPrefix(start) }
      return line.map { String($0.dropFirst(start.count)) } ?? ""
    }
  }

  /// Where it listens, such as `http://127.0.0.1:40123`.
  public let url: String
  private let socket: ListeningSocket
  private let answering: @Sendable (Request) -> String
  private let port: String
  // Guards `heard`.
  private let lock = NSLock()
  private var heard: [String] = []

  /// Starts it.
  ///
  /// - Parameter answers: all bytes of an answer, with its head, by the path that is asked for; `PORT`
  ///   in them stands for the server's own.
  /// - Throws: an error when it cannot listen.
  public convenience init(_ answers: [String: String]) throws {
    try self.init { answers[$0.path] ?? Self.answer("404 Not Found", "") }
  }

  /// All bytes of an answer.
  ///
  /// - Parameters:
  ///   - status: the status, such as `200 OK`.
  ///   - body: the content.
  ///   - lines: further lines of the head.
  /// - Returns: bytes as `init` takes them.
  public static func answer(_ status: String, _ body: String, _ lines: [String] = []) -> String {
    let head = ["HTTP/1.1 \(status)", "Content-Length: \(body.utf8.count)", "Connection: close"]
    let bytes = String(String.UnicodeScalarView(body.utf8.map { Unicode.Scalar($0) }))
    return (head + lines).joined(separator: "\r\n") + "\r\n\r\n" + bytes
  }

  /// Starts it.
  ///
  /// - Parameter answering: all bytes of an answer to a request, each Unicode scalar one byte; `PORT` in
  ///   them stands for the server's own.
  /// - Throws: an error when it cannot listen.
  public init(answering: @escaping @Sendable (Request) -> String) throws {
    socket = try ListeningSocket()
    port = socket.port
    url = "http://127.0.0.1:\(port)"
    self.answering = answering
    Thread.detachNewThread { [self] in serve() }
  }

  /// The heads of all requests so far.
  public var requests: [String] { lock.withLock { heard } }

  /// Stops it; later connections are refused.
  public func stop() { socket.stop() }

  private func serve() {
    while let connection = socket.next() {
      answer(connection)
      close(connection)
    }
  }

  private func answer(_ connection: Int32) {
    guard let text = ListeningSocket.head(connection) else { return }
    lock.withLock { heard.append(text) }
    let path = text.split(separator: " ").dropFirst().first.map(String.init) ?? ""
    let answer = answering(Request(head: text, path: path)).replacing("PORT", with: port)
    // Each Unicode scalar stands for a byte, so that an answer can hold any.
    ListeningSocket.send(
      answer.unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) }, connection)
  }
}
