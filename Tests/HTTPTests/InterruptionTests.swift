import Files
import HTTP
import TestSupport
import Testing

/// The user wants to stop while a server does not answer.
@Suite struct InterruptionTests {
  @Test(arguments: [true, false]) func aSilentServerIsLeft(_ sends: Bool) throws {
    let server = try FakeRepository { _, _ in .silent }
    defer { server.stop() }
    let http = HTTP(agent: "test/1", shouldStop: { !server.requests.isEmpty })
    let problem = failure { () throws(Failure) in
      _ =
        sends
        ? try http.send(SentRequest(.post, server.url + "/a"), limit: 1000)
        : try http.get(server.url + "/a", limit: 1000)
    }
    #expect(
      problem?.description
        == "\(server.url)/a: the request was interrupted. Run the same command again to go on.")
    #expect(problem?.status == .interrupted)
    #expect(server.requests.count == 1)
  }
}
