import Foundation

/// A server that answers like Hugging Face for one data set, `group/jets`, of two commits.
public final class FakeHuggingFace: @unchecked Sendable {
  /// The server.
  public let server: LocalServer
  /// The newest commit, and the one before.
  public static let commits = [
    "2222222222222222222222222222222222222222", "1111111111111111111111111111111111111111",
  ]
  private let state: State

  private final class State: @unchecked Sendable {
    // Guards `newest`.
    let lock = NSLock()
    var newest = 1
  }

  /// Starts it; its newest commit is the older one until `commit` is called.
  ///
  /// - Throws: an error when it cannot listen.
  public init() throws {
    let state = State()
    self.state = state
    server = try LocalServer { request in
      Self.answer(request.path, state.lock.withLock { state.newest })
    }
  }

  /// Makes the newer commit the newest.
  public func commit() { state.lock.withLock { state.newest = 0 } }

  private static func answer(_ path: String, _ newest: Int) -> String {
    let (first, second) = (commits[newest], commits[1])
    switch path {
    case "/api/datasets/group/jets", "/api/datasets/group/jets/revision/main":
      return FakeZenodo.json(about(first))
    case "/api/datasets/group/jets/revision/\(first)": return FakeZenodo.json(about(first))
    case "/api/datasets/group/jets/revision/\(second)": return FakeZenodo.json(about(second))
    case "/api/datasets/group/jets/tree/\(first)?recursive=1",
      "/api/datasets/group/jets/tree/\(second)?recursive=1":
      return FakeZenodo.json(
        page1, "200 OK", ["Link: <http://127.0.0.1:PORT\(path)&cursor=b%3D>; rel=\"next\""])
    case "/api/datasets/group/jets/tree/\(first)?recursive=1&cursor=b%3D",
      "/api/datasets/group/jets/tree/\(second)?recursive=1&cursor=b%3D":
      return FakeZenodo.json(page2)
    case "/datasets/group/jets/resolve/\(second)/README.md":
      return LocalServer.answer(
        "200 OK", "abc", ["ETag: \"f2ba8f84ab5c1bce84a7b441cb1959cfc7093b7f\""])
    case "/datasets/group/jets/resolve/\(second)/data/train%201.bin":
      return LocalServer.answer("302 Found", "", ["Location: http://127.0.0.1:PORT/elsewhere/1"])
    case "/elsewhere/1": return LocalServer.answer("200 OK", "message digest")
    case "/api/datasets/group/closed":
      return FakeZenodo.json(
        #"{"error":"Access to dataset group/closed is restricted."}"#, "403 Forbidden")
    default:
      return FakeZenodo.json(#"{"error":"Invalid username or password."}"#, "401 Unauthorized")
    }
  }

  private static func about(_ commit: String) -> String {
    """
    {"_id":"1","id":"group/jets","author":"group","sha":"\(commit)","private":false,"gated":false,
     "lastModified":"2024-05-06T07:08:09.000Z","tags":["license:cc-by-4.0","doi:10.57967/hf/12"],
     "cardData":{"license":"cc-by-4.0","pretty_name":"Some jets"},
     "siblings":[{"rfilename":"README.md"}]}
    """
  }

  private static let page1 = """
    [{"type":"file","oid":"a6344aac8c09253b3b630fb776ae94478aa0275b","size":10,"path":".gitattributes"},
     {"type":"file","oid":"f2ba8f84ab5c1bce84a7b441cb1959cfc7093b7f","size":3,"path":"README.md"},
     {"type":"directory","oid":"1d2a","size":0,"path":"data"}]
    """
  private static let page2 = """
    [{"type":"file","oid":"0f1e","size":14,"path":"data/train 1.bin","xetHash":"ab","lfs":
      {"oid":"f7846f55cf23e14eebeab5b4e1550cad5b509e3348fbc4efa3a1413d393cb650","size":14,
       "pointerSize":132}}]
    """
}
