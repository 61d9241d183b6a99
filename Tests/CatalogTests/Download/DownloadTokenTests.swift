import Catalog
import Files
import Foundation
import HTTP
import TestSupport
import Testing

/// A token reaches the server it belongs to and no other, wherever that sends the program.
@Suite struct DownloadTokenTests {
  @Test(arguments: ["127.0.0.1", "localhost"], [true, false])
  func doesNotFollowARedirect(_ host: String, _ isLink: Bool) throws {
    let other = try LocalServer(["/elsewhere": LocalServer.answer("200 OK", "abc")])
    let place = other.url.replacing("127.0.0.1", with: host) + "/elsewhere"
    let own = try LocalServer { request in
      request.path.hasPrefix("/records/1/files/a.txt")
        ? LocalServer.answer("302 Found", "", ["Location: \(place)"])
        : LocalServer.answer("404 Not Found", "")
    }
    defer {
      own.stop()
      other.stop()
    }
    let origin = try #require(Origin(own.url))
    let folder = try TemporaryFolder()
    var downloader = Downloader(HTTP(agent: "test/1"))
    downloader.tokens = [
      isLink
        ? try AccessToken(link: "secret-word", for: origin, paths: ["/records/1"], from: "TEST")
        : try AccessToken("secret-word", for: origin, from: "TEST")
    ]
    let file = RecordFile(
      name: "a.txt", size: 3, checksum: nil, addresses: ["\(own.url)/records/1/files/a.txt"])
    let result = try downloader.fetch([file], into: folder.path)
    #expect(result.files.map(\.size) == [3])
    #expect(own.requests.count == 1)
    #expect(own.requests.allSatisfy { $0.contains("secret-word") })
    #expect(other.requests.count == 1)
    #expect(!other.requests.contains { $0.contains("secret-word") })
  }
}
