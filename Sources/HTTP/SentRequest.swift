public import FoundationEssentials

/// A request that changes something at a server.
public struct SentRequest: Sendable {
  /// What is done with what the URL names.
  public enum Method: String, Sendable {
    /// Something new is made, or an action done.
    case post = "POST"
    /// It is replaced.
    case put = "PUT"
    /// Parts of it are replaced.
    case patch = "PATCH"
    /// It is removed.
    case delete = "DELETE"
  }

  /// What is sent.
  public enum Content: Sendable {
    /// Nothing.
    case none
    /// Bytes, with their media type.
    case bytes(Data, type: String)
    /// A file as it is when the request begins, with its size and media type.
    case file(String, size: Int, type: String)
  }

  /// What is done.
  public let method: Method
  /// An `http` or `https` URL.
  public let url: String
  /// What is sent.
  public var content: Content
  /// The kinds of documents that are wanted as answer.
  public var accept = "application/json"
  /// Further lines of the head, such as `If-Match: 4`.
  public var lines: [String] = []
  /// Whether it does no harm to send it again when it is not known whether the server has done it.
  ///
  /// That is so with what replaces or removes something: the second time gives the same. A POST that
  /// makes something new would make two.
  public var isRepeatable: Bool
  /// After how many seconds with hardly a byte it has stalled; servers take their time with large files.
  public var stallSeconds = 60

  /// Creates a request.
  ///
  /// - Parameters:
  ///   - method: what is done; requests other than `post` and `patch` are repeatable.
  ///   - url: an `http` or `https` URL.
  ///   - content: what is sent.
  public init(_ method: Method, _ url: String, _ content: Content = .none) {
    self.method = method
    self.url = url
    self.content = content
    isRepeatable = method == .put || method == .delete
  }
}
