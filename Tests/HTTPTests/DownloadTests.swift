import Files
import Foundation
import HTTP
import TestSupport
import Testing

@Suite struct DownloadTests {
  let folder: TemporaryFolder
  let server: LocalServer

  init() throws {
    folder = try TemporaryFolder()
    server = try LocalServer([
      "/file": Self.answer("200 OK", "hello"),
      "/empty": Self.answer("200 OK", ""),
      "/short": "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhello",
      "/open": "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n" + String(repeating: "x", count: 5000),
      "/moved": Self.redirect("/file"),
      "/loop": Self.redirect("/loop"),
      "/escape": Self.redirect("file:///etc/passwd"),
      "/secret": Self.answer("403 Forbidden", "no"),
      "/broken": Self.answer("500 Internal Server Error", "oh"),
      "/busy": Self.answer("429 Too Many Requests", ""),
      "/silent": "",
    ])
  }

  private static func answer(_ status: String, _ body: String) -> String {
    "HTTP/1.1 \(status)\r\nContent-Length: \(body.utf8.count)\r\nConnection: close\r\n\r\n\(body)"
  }

  private static func redirect(_ place: String) -> String {
    "HTTP/1.1 302 Found\r\nLocation: \(place)\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
  }

  private var path: String { folder.path + "/file" }

  private func fetch(_ name: String, limit: Int = 1000) throws(Failure) {
    try HTTP(agent: "fairmlpf/1.2.3").download(server.url + name, to: path, limit: limit)
  }

  @Test(arguments: [("/file", "hello"), ("/empty", ""), ("/moved", "hello")])
  func keepsWhatIsSent(_ name: String, _ content: String) throws {
    defer { server.stop() }
    try fetch(name)
    #expect(try String(contentsOfFile: path, encoding: .utf8) == content)
    #expect(server.requests.allSatisfy { $0.contains("\r\nUser-Agent: fairmlpf/1.2.3\r\n") })
  }

  @Test(arguments: [
    (
      "/short", "URL/short: the connection broke off. Run the command again.",
      Files.ExitStatus.unavailable
    ),
    ("/silent", "URL/silent: the connection broke off. Run the command again.", .unavailable),
    (
      "/nothing", "URL/nothing: the server has no such file (HTTP 404). Check the URL.",
      .missingInput
    ),
    (
      "/secret",
      "URL/secret: the server does not allow it (HTTP 403). Check the URL and your access to it.",
      .noPermission
    ),
    (
      "/broken",
      "URL/broken: the server answers with an error (HTTP 500). Run the command again later.",
      .unavailable
    ),
    (
      "/busy",
      "URL/busy: the server is asked too often (HTTP 429). Run the command again in a few minutes.",
      .unavailable
    ),
    (
      "/loop", "URL/loop: the server redirects more than ten times. Check the URL.", .unavailable
    ),
    (
      "/escape",
      "URL/escape: the server redirects to something that is neither http nor https. "
        + "Check the URL.", .unavailable
    ),
    (
      "/open",
      "URL/open: the file is larger than 1000 bytes, the most that is taken. Check the URL.",
      .badData
    ),
  ])
  func leavesTheOldFileOnFailure(
    _ name: String, _ sentence: String, _ status: Files.ExitStatus
  ) throws {
    defer { server.stop() }
    try Data("old".utf8).write(to: URL(filePath: path))
    let problem = failure { () throws(Failure) in try fetch(name) }
    #expect(problem?.description == sentence.replacing("URL", with: server.url, maxReplacements: 1))
    #expect(problem?.status == status)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["file"])
    #expect(try String(contentsOfFile: path, encoding: .utf8) == "old")
  }

  @Test func stopsBeforeAFileThatIsAnnouncedTooLarge() throws {
    defer { server.stop() }
    let problem = failure { () throws(Failure) in try fetch("/file", limit: 4) }
    #expect(
      problem?.description
        == "\(server.url)/file: the file is larger than 4 bytes, the most that is taken. "
        + "Check the URL.")
  }

  @Test func saysThatTheServerCannotBeReached() throws {
    // A port that was free a moment ago and refuses connections.
    let place = server.url.replacing("http://", with: "http://someone:token@")
    server.stop()
    _ = failure { () throws(Failure) in try fetch("/file") }
    let problem = failure { () throws(Failure) in
      try HTTP(agent: "test").download(place + "/file", to: path, limit: 10)
    }
    #expect(
      problem?.description
        == "\(server.url)/file: the server cannot be reached. "
        + "Check the URL and the network connection.")
  }

  @Test func refusesOtherProtocols() throws {
    defer { server.stop() }
    let problem = failure { () throws(Failure) in
      try HTTP(agent: "test").download("file:///etc/passwd", to: path, limit: 10)
    }
    #expect(
      problem?.description
        == "file:///etc/passwd: only http and https URLs can be fetched. Check the URL.")
    #expect(problem?.status == .usage)
  }
}
