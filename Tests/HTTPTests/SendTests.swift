import Files
import Foundation
import HTTP
import TestSupport
import Testing

/// Requests with a content.
@Suite struct SendTests {
  /// A site that refuses all paths, which is of no importance here.
  private static func send(
    _ request: (String) -> SentRequest,
    fault: @escaping @Sendable (Int, FakeRepository.Request) -> FakeRepository.Fault?,
    watch: @escaping (Int) -> Bool = { _ in true }
  ) throws -> (Response?, Failure?, [FakeRepository.Request]) {
    let server = try FakeRepository(fault: fault)
    defer { server.stop() }
    let patience = Patience(attempts: 3, sleep: { _, _ in }, chance: { 1 })
    do throws(Failure) {
      let response = try HTTP(agent: "test/1").send(
        request(server.url + "/a"), limit: 1000, patience: patience, watch: watch)
      return (response, nil, server.requests)
    } catch {
      return (nil, error, server.requests)
    }
  }

  @Test(arguments: [SentRequest.Method.post, .put, .patch])
  func sendsBytes(_ method: SentRequest.Method) throws {
    let body = Data(#"{"a": "é"}"#.utf8)
    let (response, _, requests) = try Self.send(
      { SentRequest(method, $0, .bytes(body, type: "application/json")) }
    ) { _, _ in .answer(201, "made") }
    #expect(response?.status == 201)
    #expect(response.map { String(decoding: $0.body, as: UTF8.self) } == "made")
    #expect(requests.map(\.method) == [method.rawValue])
    #expect(requests.first?.body == body)
    let head = try #require(requests.first?.head)
    #expect(head.contains("Content-Type: application/json\r\n"))
    #expect(head.contains("Content-Length: 11\r\n"))
    #expect(!head.contains("Expect:") && !head.contains("Transfer-Encoding:"))
  }

  @Test func anActionHasNoContent() throws {
    let (_, _, requests) = try Self.send({ SentRequest(.post, $0) }) { _, _ in .answer(202, "") }
    #expect(requests.first?.head.contains("Content-Length: 0\r\n") == true)
    #expect(requests.first?.head.contains("Content-Type") == false)
  }

  @Test func removes() throws {
    let (response, _, requests) = try Self.send({ SentRequest(.delete, $0) }) { _, _ in
      .answer(204, "")
    }
    #expect(response?.status == 204)
    #expect(requests.map(\.step) == ["DELETE /a"])
  }

  @Test func sendsAFilePieceByPiece() throws {
    try withFolder { folder in
      let bytes = Data((0..<3_000_001).map { UInt8(truncatingIfNeeded: $0 &* 31) })
      let path = folder + "/file"
      try AtomicFile.write(bytes, to: path)
      let seen = Seen()
      let (response, _, requests) = try Self.send(
        { SentRequest(.put, $0, .file(path, size: bytes.count, type: "application/octet-stream")) },
        fault: { _, _ in .answer(200, "") }, watch: seen.see)
      #expect(response?.status == 200)
      #expect(requests.first?.body == bytes)
      // Never more than a small part of it at a time.
      let steps = zip(seen.counts, seen.counts.dropFirst()).map { $1 - $0 }
      #expect(seen.counts.first == 0 && (steps.max() ?? .max) <= 1 << 20)
    }
  }

  @Test func aFileThatBecomesShorterIsTold() throws {
    try withFolder { folder in
      let path = folder + "/file"
      try AtomicFile.write("abc", to: path)
      let (_, failure, _) = try Self.send(
        { SentRequest(.put, $0, .file(path, size: 10, type: "application/octet-stream")) }
      ) { _, _ in .answer(200, "") }
      #expect(failure?.what == "the file became shorter while it was sent")
    }
  }

  @Test func whoeverWatchesCanEndIt() throws {
    try withFolder { folder in
      let path = folder + "/file"
      try AtomicFile.write(Data(count: 5_000_000), to: path)
      let (_, failure, _) = try Self.send(
        { SentRequest(.put, $0, .file(path, size: 5_000_000, type: "application/octet-stream")) },
        fault: { _, _ in .answer(200, "") }, watch: { $0 < 1_000_000 })
      #expect(failure?.status == .interrupted)
    }
  }

  @Test(arguments: [
    (SentRequest.Method.put, FakeRepository.Fault.lost, 3), (.put, .answer(503, ""), 3),
    (.delete, .lost, 3), (.post, .lost, 1), (.post, .answer(503, ""), 1),
    (.post, .answer(502, ""), 1), (.patch, .lost, 1),
    // Who is asked too often has done nothing.
    (.post, .answer(429, ""), 3),
  ])
  func onlyWhatDoesNoHarmIsRepeated(
    _ method: SentRequest.Method, _ fault: FakeRepository.Fault, _ count: Int
  ) throws {
    let (_, _, requests) = try Self.send({ SentRequest(method, $0) }) { _, _ in fault }
    #expect(requests.count == count)
  }

  @Test func redirectsAreNotFollowed() throws {
    let (response, _, requests) = try Self.send({ SentRequest(.post, $0) }) { _, _ in
      .answer(307, "", ["Location: /b"])
    }
    #expect(response?.status == 307 && requests.count == 1)
  }
}

/// Counts that were told.
private final class Seen: @unchecked Sendable {
  // Guards `all`.
  private let lock = NSLock()
  private var all: [Int] = []

  var counts: [Int] { lock.withLock { all } }

  func see(_ count: Int) -> Bool {
    lock.withLock { all.append(count) }
    return true
  }
}
