import Files
import Foundation
import TestSupport
import Testing

@testable import HTTP

@Suite struct GetTests {
  private let http = HTTP(agent: "fairmlpf/1.2.3")

  private static func redirect(_ place: String) -> String {
    LocalServer.answer("302 Found", "<p>elsewhere", ["Location: \(place)"])
  }

  @Test func givesStatusHeadAndBody() throws {
    let server = try LocalServer { request in
      LocalServer.answer("404 Not Found", request.head, ["X-Two-Parts:  a: b ", "X-Empty:"])
    }
    defer { server.stop() }
    let response = try http.get(server.url + "/a?b=c", accept: "text/x, */*;q=0.1", limit: 1000)
    #expect(response.status == 404)
    #expect(response.headers["x-two-parts"] == "a: b")
    #expect(response.headers["x-empty"] == "")
    #expect(response.url == server.url + "/a?b=c")
    let head = String(decoding: response.body, as: UTF8.self)
    #expect(head.hasPrefix("GET /a?b=c HTTP/1.1\r\n"))
    #expect(head.contains("\r\nUser-Agent: fairmlpf/1.2.3\r\n"))
    #expect(head.contains("\r\nAccept: text/x, */*;q=0.1\r\n"))
    #expect(!head.contains("Authorization"))
  }

  @Test func followsRedirects() throws {
    let server = try LocalServer([
      "/a": Self.redirect("b?c"), "/b?c": Self.redirect("http://127.0.0.1:PORT/d"),
      "/d": LocalServer.answer("200 OK", "here"),
    ])
    defer { server.stop() }
    let response = try http.get(server.url + "/a", limit: 1000)
    #expect(response.body == Data("here".utf8))
    #expect(response.url == server.url + "/d")
    #expect(response.headers["location"] == nil)
    let first = try http.get(server.url + "/a", limit: 1000, followsRedirects: false)
    #expect(first.status == 302)
    #expect(first.redirect == server.url + "/b?c")
  }

  @Test(arguments: [
    ("/loop", "URL/loop: the server redirects more than ten times. Check the URL."),
    (
      "/file",
      "URL/file: the server redirects to something that is neither http nor https. Check the URL."
    ),
    (
      "/long",
      "URL/long: the answer is larger than 1000 bytes, the most that is taken. "
        + "Check the URL."
    ),
    ("/silent", "URL/silent: the connection broke off. Run the command again."),
    ("/cut", "URL/cut: the connection broke off. Run the command again."),
  ])
  func saysWhatStopsIt(_ path: String, _ sentence: String) throws {
    let server = try LocalServer([
      "/loop": Self.redirect("/loop"), "/file": Self.redirect("file:///etc/passwd"),
      "/long": "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n" + String(repeating: "x", count: 5000),
      "/silent": "", "/cut": "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhello",
    ])
    defer { server.stop() }
    let problem = failure { () throws(Failure) in
      _ = try http.get(server.url + path, limit: 1000, patience: Patience(attempts: 1))
    }
    #expect(
      problem?.description == sentence.replacing("URL", with: server.url, maxReplacements: 1))
  }

  @Test(arguments: [
    ("https://a.org/", "http://a.org/", true), ("https://a.org/", "https://b.org/", false),
    ("http://a.org/", "http://b.org/", false), ("http://a.org/", "https://a.org/", false),
  ])
  func doesNotGoFromHTTPSToHTTP(_ url: String, _ next: String, _ isRefused: Bool) throws {
    let origin = try #require(Origin(next))
    #expect(HTTP.givesUpSecrecy(from: url, to: origin) == isRefused)
  }

  @Test func unpacksCompressedAnswersUpToTheLimit() throws {
    // Python: gzip.compress(bytes(5000), mtime=0).
    let packed =
      "H4sIAAAAAAACA+3BMQEAAADCoPVPbQo/oAAAAACAtwGoDuXYiBMAAA=="
    let bytes = try #require(Data(base64Encoded: packed))
    let body = String(String.UnicodeScalarView(bytes.map { Unicode.Scalar($0) }))
    let server = try LocalServer([
      "/": "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: \(bytes.count)\r\n"
        + "Connection: close\r\n\r\n" + body
    ])
    defer { server.stop() }
    #expect(try http.get(server.url + "/", limit: 5000).body == Data(count: 5000))
    #expect(
      failure { () throws(Failure) in _ = try http.get(server.url + "/", limit: 4999) } != nil)
  }

  @Test func sendsATokenOnlyToItsServer() throws {
    let other = try LocalServer(["/": LocalServer.answer("200 OK", "")])
    defer { other.stop() }
    let place = other.url + "/"
    let own = try LocalServer { request in
      request.path == "/a" ? Self.redirect("/b") : Self.redirect(place)
    }
    defer { own.stop() }
    let token = try AccessToken("secret", for: try #require(Origin(own.url)), from: "test")
    let response = try http.get(own.url + "/a", tokens: [token], limit: 1000)
    #expect(response.url == place)
    #expect(own.requests.count == 2)
    #expect(own.requests.allSatisfy { $0.contains("\r\nAuthorization: Bearer secret\r\n") })
    #expect(other.requests.count == 1)
    #expect(!other.requests.joined().contains("secret"))
  }
}
