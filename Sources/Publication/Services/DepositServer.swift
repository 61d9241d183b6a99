public import Files
import FoundationEssentials
public import HTTP

/// A site that is asked for drafts, and how it is asked.
public struct DepositServer: Sendable {
  /// The site.
  public let site: DepositSite
  let progress: any Progress
  private let token: AccessToken
  private let http: HTTP
  private let patience: Patience

  /// What the site's own software calls its documents; with any other line it answers in the form of
  /// the older Zenodo.
  private static let accept = "application/vnd.inveniordm.v1+json"
  /// The most bytes of an answer.
  private static let limit = 16 << 20

  /// Creates it.
  ///
  /// - Parameters:
  ///   - site: the site.
  ///   - token: the user's token for it.
  ///   - http: sends requests.
  ///   - patience: how often a request is repeated that the site could not answer.
  ///   - progress: is told about waits.
  public init(
    _ site: DepositSite, token: AccessToken, http: HTTP, patience: Patience = Patience(),
    progress: any Progress = SilentProgress()
  ) {
    self.site = site
    self.token = token
    self.http = http
    self.patience = patience
    self.progress = progress
  }

  /// What a site answers.
  struct Answer {
    let status: Int
    let json: JSONNode
  }

  /// Asks for a document.
  ///
  /// - Parameters:
  ///   - path: what follows the address of the site.
  ///   - allowing: further statuses that are no failure, besides those of success.
  /// - Returns: the answer.
  /// - Throws: `Failure` when the site refuses.
  func get(_ path: String, allowing: [Int] = []) throws(Failure) -> Answer {
    let url = site.address + path
    let response = try http.get(
      url, accept: Self.accept, tokens: [token], limit: Self.limit, followsRedirects: false,
      patience: patience, progress: progress)
    return try answer(response, allowing)
  }

  /// Sends a request that changes something.
  ///
  /// - Parameters:
  ///   - method: what is done.
  ///   - path: what follows the address of the site.
  ///   - body: what is sent, as JSON.
  ///   - lines: further lines of the head.
  ///   - isRepeatable: whether it does no harm to send it again; `nil` decides by the method.
  ///   - allowing: further statuses that are no failure, besides those of success.
  /// - Returns: the answer.
  /// - Throws: `Failure` when the site refuses.
  func send(
    _ method: SentRequest.Method, _ path: String, _ body: JSONNode? = nil, lines: [String] = [],
    isRepeatable: Bool? = nil, allowing: [Int] = []
  ) throws(Failure) -> Answer {
    var request = SentRequest(method, site.address + path)
    if let body { request.content = .bytes(try encoded(body), type: "application/json") }
    request.lines = lines
    request.isRepeatable = isRepeatable ?? request.isRepeatable
    return try send(request, allowing: allowing)
  }

  /// Sends a file.
  ///
  /// - Parameters:
  ///   - file: the file.
  ///   - path: what follows the address of the site.
  ///   - watch: is told how many of its bytes have gone; `false` ends the request.
  /// - Returns: the answer.
  /// - Throws: `Failure` when the site refuses.
  func put(
    _ file: DepositFile, to path: String, watch: @escaping (Int) -> Bool
  ) throws(Failure) -> Answer {
    var request = SentRequest(
      .put, site.address + path,
      .file(file.path, size: file.size, type: "application/octet-stream"))
    // After the last byte a site may work on a large file for a while before it answers.
    request.stallSeconds = 300
    return try send(request, allowing: [], watch: watch)
  }

  private func send(
    _ request: SentRequest, allowing: [Int], watch: @escaping (Int) -> Bool = { _ in true }
  ) throws(Failure) -> Answer {
    var request = request
    request.accept = Self.accept
    let response = try http.send(
      request, tokens: [token], limit: Self.limit, patience: patience, progress: progress,
      watch: watch)
    return try answer(response, allowing)
  }

  private func encoded(_ json: JSONNode) throws(Failure) -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    do {
      return try encoder.encode(json)
    } catch {
      throw Failure(
        "the metadata cannot be written as JSON", status: .internalError, cause: "\(error)")
    }
  }

  private func answer(_ response: Response, _ allowing: [Int]) throws(Failure) -> Answer {
    let text = token.removed(from: String(decoding: response.body, as: UTF8.self))
    let json = JSONNode(json: Data(text.utf8))
    let isGood = (200..<300).contains(response.status)
    guard isGood || allowing.contains(response.status) else {
      throw Failure.refusal(response, json ?? .null, site)
    }
    if isGood, json == nil, !response.body.isEmpty {
      throw Failure(
        "what the site sends is damaged, cut off, or no answer of InvenioRDM", at: response.url,
        remedy: "Run the command again, and check the address if that does not help",
        status: .unavailable)
    }
    return Answer(status: response.status, json: json ?? .null)
  }
}
