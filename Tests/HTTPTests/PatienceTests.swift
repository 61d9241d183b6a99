import Files
import Foundation
import HTTP
import TestSupport
import Testing

@Suite struct PatienceTests {
  private let waits = RecordedWaits()
  private let progress = SpokenLines()

  /// A server that gives one answer after the other, and at last "done".
  private func server(_ answers: [String]) throws -> FakeZenodo {
    try FakeZenodo(first: answers + [LocalServer.answer("200 OK", "done")])
  }

  private func get(
    _ server: FakeZenodo, attempts: Int = 6, longest: Duration = .seconds(120)
  ) throws(Failure) -> Response {
    try HTTP(agent: "test/1").get(
      server.server.url + "/", limit: 1000,
      patience: waits.patience(attempts: attempts, longest: longest), progress: progress)
  }

  private static func busy(_ line: String) -> String {
    LocalServer.answer("429 Too Many Requests", "", [line])
  }

  @Test func waitsTwiceAsLongEachTime() throws {
    let server = try server(
      ["502 Bad Gateway", "503 Service Unavailable", "504 Gateway Timeout"].map {
        LocalServer.answer($0, "")
      } + [""])
    defer { server.server.stop() }
    #expect(try get(server).body == Data("done".utf8))
    #expect(waits.seconds == [1, 2, 4, 8])
    let host = server.server.url.dropFirst(7)
    #expect(
      progress.lines == [
        "\(host): the server cannot answer now (HTTP 502). The next try is in 1 s",
        "\(host): the server cannot answer now (HTTP 503). The next try is in 2 s",
        "\(host): the server cannot answer now (HTTP 504). The next try is in 4 s",
        "\(host): the connection broke off. The next try is in 8 s",
      ])
  }

  /// The time is 1970-01-12 13:46:40 UTC; all waits are longer by a chance of 1 s.
  @Test(arguments: [
    ("Retry-After: 7", 8.0), ("Retry-After: 0", 1),
    ("Retry-After: Mon, 12 Jan 1970 13:46:55 GMT", 16),
    // A time that has passed.
    ("Retry-After: Mon, 12 Jan 1970 13:46:00 GMT", 1),
    ("X-RateLimit-Reset: 1000030", 31),
    // What cannot be understood is as if it were not there.
    ("Retry-After: soon", 1), ("Retry-After: -5", 1), ("X-Other: 9", 1),
  ])
  func obeysTheServer(_ line: String, _ seconds: Double) throws {
    let server = try server([Self.busy(line)])
    defer { server.server.stop() }
    #expect(try get(server).status == 200)
    #expect(waits.seconds == [seconds])
  }

  @Test(arguments: ["200 OK", "404 Not Found", "403 Forbidden", "500 Internal Server Error"])
  func doesNotWaitAfterOtherAnswers(_ status: String) throws {
    let server = try FakeZenodo(first: [LocalServer.answer(status, "", ["Retry-After: 30"])])
    defer { server.server.stop() }
    #expect(try get(server).status == Int(status.prefix(3)))
    #expect(waits.seconds.isEmpty)
  }

  @Test func givesUpAfterSomeAttempts() throws {
    let server = try server(Array(repeating: Self.busy("Retry-After: 1"), count: 9))
    defer { server.server.stop() }
    #expect(try get(server, attempts: 3).status == 429)
    #expect(waits.seconds == [2, 2])
  }

  @Test func doesNotWaitLongerThanItsPatience() throws {
    let server = try server([Self.busy("Retry-After: 50"), Self.busy("Retry-After: 50")])
    defer { server.server.stop() }
    #expect(try get(server, longest: .seconds(100)).status == 429)
    #expect(waits.seconds == [51])
  }

  @Test(arguments: ["1e300", "99999999999999999999", "inf", "nan", "0x10"])
  func isNotBroughtDownByWildTimes(_ text: String) throws {
    let server = try server([
      Self.busy("Retry-After: \(text)"), Self.busy("X-RateLimit-Reset: \(text)"),
    ])
    defer { server.server.stop() }
    _ = try get(server)
    #expect(waits.seconds.allSatisfy { $0 <= 120 })
  }

  @Test func givesUpWhenTheConnectionBreaksEachTime() throws {
    let server = try server(["", "", ""])
    defer { server.server.stop() }
    let problem = failure { () throws(Failure) in _ = try get(server, attempts: 2) }
    #expect(
      problem?.description
        == "\(server.server.url)/: the connection broke off. Run the command again.")
    #expect(waits.seconds == [1])
  }

  @Test func stopsWaitingWhenTheUserWantsToStop() throws {
    let server = try server([Self.busy("Retry-After: 7")])
    defer { server.server.stop() }
    let waits = waits
    let problem = failure { () throws(Failure) in
      _ = try HTTP(agent: "test/1", shouldStop: { !waits.seconds.isEmpty }).get(
        server.server.url + "/", limit: 1000, patience: waits.patience(), progress: progress)
    }
    #expect(problem?.status == .interrupted)
    #expect(waits.seconds == [8])
  }

  @Test func aPauseEndsWhenTheUserWantsToStop() {
    var asked = 0
    // Two hours.
    Patience.pause(.seconds(7200)) {
      asked += 1
      return asked == 2
    }
    #expect(asked == 2)
  }
}
