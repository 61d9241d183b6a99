import Foundation

/// A server that answers like Zenodo, as far as the reading of records goes.
///
/// Two small records, versions 1 and 2 of one data set, in both of Zenodo's documents. A list of
/// answers can be put before, which are used up first.
public final class FakeZenodo: @unchecked Sendable {
  /// The server.
  public let server: LocalServer
  private let state: State

  private final class State: @unchecked Sendable {
    // Guards `queue`.
    let lock = NSLock()
    var queue: [String] = []
  }

  /// Starts it.
  ///
  /// - Parameter first: answers to the first requests, whatever they ask for.
  /// - Throws: an error when it cannot listen.
  public init(first: [String] = []) throws {
    let state = State()
    state.queue = first
    self.state = state
    server = try LocalServer { request in
      let early = state.lock.withLock { state.queue.isEmpty ? nil : state.queue.removeFirst() }
      return early ?? Self.answer(request)
    }
  }

  /// An answer in JSON.
  ///
  /// - Parameters:
  ///   - body: the document.
  ///   - status: the status.
  ///   - lines: further lines of the head.
  /// - Returns: all bytes of the answer.
  public static func json(
    _ body: String, _ status: String = "200 OK", _ lines: [String] = []
  ) -> String {
    LocalServer.answer(status, body, ["Content-Type: application/json"] + lines)
  }

  /// A refusal as Zenodo's software writes it.
  ///
  /// - Parameters:
  ///   - status: the status, such as `404 NOT FOUND`.
  ///   - message: what it says.
  ///   - lines: further lines of the head.
  /// - Returns: all bytes of the answer.
  public static func refusal(
    _ status: String, _ message: String, _ lines: [String] = []
  ) -> String {
    json(#"{"status":\#(status.prefix(3)),"message":"\#(message)"}"#, status, lines)
  }

  private static func answer(_ request: LocalServer.Request) -> String {
    // A default name of a program is turned away before the repository sees it.
    guard request.line("User-Agent").contains("/") else {
      return LocalServer.answer("403 Forbidden", "<html>Forbidden</html>")
    }
    let isOwn = request.line("Accept").contains("application/vnd.inveniordm.v1+json")
    switch request.path.prefix(while: { $0 != "?" }) {
    case "/api/records/101": return json(isOwn ? own(101) : older(101))
    case "/api/records/102": return json(isOwn ? own(102) : older(102))
    case "/api/records/100":
      return LocalServer.answer(
        "302 FOUND", "<!doctype html><p>Redirecting...</p>",
        ["Content-Type: text/html", "Location: http://127.0.0.1:PORT/api/records/102"])
    case "/api/records/101/versions/latest", "/api/records/102/versions/latest":
      return moved("Redirecting...", to: "http://\(request.line("Host"))/api/records/102")
    // A record that was merged with another.
    case "/api/records/90":
      return moved("Moved Permanently.", to: "http://\(request.line("Host"))/api/records/101")
    case "/api/records/80": return json(withdrawn, "410 GONE")
    case "/api/records/70":
      return request.line("Authorization") == "Bearer right"
        || request.path.hasSuffix("?token=right")
        ? json(own(70)) : refusal("403 FORBIDDEN", "Permission denied.")
    default: return refusal("404 NOT FOUND", "The persistent identifier does not exist.")
    }
  }

  private static let withdrawn = """
    {"status":410,"message":"Record deleted","tombstone":{"removal_reason":
     {"id":"test-record","title":{"en":"Test record"}},"note":"of no use","is_visible":true}}
    """

  private static func moved(_ message: String, to url: String) -> String {
    json(
      #"{"status":301,"message":"\#(message)","location":"\#(url)"}"#,
      "301 MOVED PERMANENTLY")
  }

  /// A record in the document of Zenodo's software.
  ///
  /// - Parameter id: 101, 102, or another one.
  /// - Returns: the document.
  public static func own(_ id: Int) -> String {
    """
    {"id":"\(id)","links":{"self":"https://zenodo.org/api/records/\(id)"},"is_published":true,
     "parent":{"id":"100","pids":{"doi":{"identifier":"10.5281/zenodo.100","provider":"datacite"}}},
     "versions":{"is_latest":\(id == 102),"index":\(id - 100)},
     "pids":{"doi":{"identifier":"10.5281/zenodo.\(id)"},"oai":{"identifier":"oai:zenodo.org:\(id)"}},
     "metadata":{"resource_type":{"id":"dataset"},"title":"Three events","publication_date":"2021-01-21",
      "creators":[{"person_or_org":{"type":"personal","name":"Müller, Zoë","identifiers":
       [{"identifier":"0000-0002-1825-0097","scheme":"orcid"}]},"affiliations":[{"name":"A university"}]},
       {"person_or_org":{"type":"organizational","name":"The collaboration"}}],
      "version":"\(id - 100).0","rights":[{"id":"cc-by-4.0","title":{"en":"CC BY 4.0"}}]},
     "access":{"record":"public","files":"public","embargo":{"active":false},"status":"open"},
     "files":{"enabled":true,"order":[],"count":2,"total_bytes":17,"entries":{
      "b c.txt":{"checksum":"md5:900150983cd24fb0d6963f7d28e17f72","size":3,"key":"b c.txt",
       "links":{"self":"https://zenodo.org/api/records/\(id)/files/b%20c.txt"}},
      "a.pkl.bz2":{"checksum":"md5:f96b697d7cb7938d525a2f31aaf161d0","size":14,"key":"a.pkl.bz2",
       "links":{"self":"https://zenodo.org/api/records/\(id)/files/a.pkl.bz2"}}}},
     "media_files":{"enabled":false,"count":0,"entries":{}},"status":"published"}
    """
  }

  /// The same record in the document of the older Zenodo.
  ///
  /// - Parameter id: 101, 102, or another one.
  /// - Returns: the document.
  public static func older(_ id: Int) -> String {
    """
    {"created":"2021-01-21T08:00:00.000000+00:00","id":\(id),"conceptrecid":"100","recid":"\(id)",
     "doi":"10.5281/zenodo.\(id)","conceptdoi":"10.5281/zenodo.100","title":"Three events",
     "metadata":{"title":"Three events","doi":"10.5281/zenodo.\(id)","publication_date":"2021-01-21",
      "access_right":"open","creators":[{"name":"Müller, Zoë","affiliation":"A university",
      "orcid":"0000-0002-1825-0097"},{"name":"The collaboration","affiliation":null}],
      "version":"\(id - 100).0","license":{"id":"cc-by-4.0"},
      "relations":{"version":[{"index":\(id - 101),"is_last":\(id == 102),
       "parent":{"pid_type":"recid","pid_value":"100"}}]}},
     "files":[{"id":"1","key":"b c.txt","size":3,"checksum":"md5:900150983cd24fb0d6963f7d28e17f72",
      "links":{"self":"https://zenodo.org/api/records/\(id)/files/b%20c.txt/content"}},
      {"id":"2","key":"a.pkl.bz2","size":14,"checksum":"md5:f96b697d7cb7938d525a2f31aaf161d0"}],
     "owners":[{"id":"1"}],"state":"done","submitted":true}
    """
  }
}
