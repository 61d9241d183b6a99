import CCurl
public import Files

/// Fetches files from the network with libcurl.
///
/// Proxies come from the environment (`https_proxy`, `no_proxy`), as with every program that uses
/// libcurl; certificates are always checked.
public struct HTTP: Sendable {
  /// How the program calls itself to servers, such as `fairmlpf/0.1.0`.
  public let agent: String
  /// Whether the user wants to stop, also while a server does not answer or is waited for.
  let shouldStop: @Sendable () -> Bool

  /// Creates it.
  ///
  /// - Parameters:
  ///   - agent: how the program calls itself to servers.
  ///   - shouldStop: asked about twice a second, while documents are asked for and something is sent,
  ///     whether the user wants to stop.
  public init(agent: String, shouldStop: @escaping @Sendable () -> Bool = { false }) {
    self.agent = agent
    self.shouldStop = shouldStop
  }

  /// Whether libcurl is there; it is set up once, by whoever comes first.
  static let isReady = ccurl_start() != 0

  /// The failure that libcurl is not there.
  static let missing = Failure(
    "the library libcurl cannot be used", remedy: "Install libcurl4", status: .unavailable)

  /// Fetches a file, which gets its name once all of it is there.
  ///
  /// - Parameters:
  ///   - url: an `http` or `https` URL; redirects are followed, at most ten.
  ///   - path: the file; its folder must exist. An old one stays if anything fails.
  ///   - limit: the most bytes it may have.
  ///   - progress: is told the bytes fetched and, where the server says it, the size.
  /// - Throws: `Failure` with status `unavailable` when the network or the server is at fault,
  ///   `missingInput` when the server has no such file, `noPermission` when it wants a login.
  public func download(
    _ url: String, to path: String, limit: Int, progress: any Progress = SilentProgress()
  ) throws(Failure) {
    let shown = Address.shown(url)
    let handle = try unsafe makeHandle(for: url)
    defer { unsafe ccurl_remove(handle) }
    try AtomicFile.write(to: path) { file throws(Failure) in
      try unsafe Transfer.run(handle, into: &file, limit: limit, progress: progress, shown)
    }
  }

  /// A handle of libcurl with the settings that all transfers share; the caller removes it.
  ///
  /// Secret links become part of its URL; tokens for the head of the request do not.
  func makeHandle(
    for url: String, _ tokens: [AccessToken] = [], stallSeconds: Int = 60
  ) throws(Failure) -> UnsafeMutableRawPointer {
    guard url.hasPrefix("http://") || url.hasPrefix("https://") else {
      throw Failure(
        "only http and https URLs can be fetched", at: Address.shown(url),
        remedy: "Check the URL", status: .usage)
    }
    guard Self.isReady, let handle = unsafe ccurl_create() else { throw Self.missing }
    let address = tokens.reduce(url) { $1.address(for: $0) }
    unsafe prepare(handle, address, stallSeconds)
    return unsafe handle
  }

  private func prepare(
    _ handle: UnsafeMutableRawPointer, _ url: String, _ stallSeconds: Int
  ) {
    let numbers: [(CURLoption, Int)] = [
      (CURLOPT_FOLLOWLOCATION, 1), (CURLOPT_MAXREDIRS, 10), (CURLOPT_FAILONERROR, 1),
      (CURLOPT_NOSIGNAL, 1), (CURLOPT_CONNECTTIMEOUT, 15),
      // A transfer that gets less than a byte a second for so long has stalled.
      (CURLOPT_LOW_SPEED_LIMIT, 1), (CURLOPT_LOW_SPEED_TIME, stallSeconds),
    ]
    for (option, value) in numbers { unsafe ccurl_set_number(handle, option, value) }
    let texts = [
      (CURLOPT_URL, url), (CURLOPT_USERAGENT, agent), (CURLOPT_PROTOCOLS_STR, "http,https"),
      (CURLOPT_REDIR_PROTOCOLS_STR, "http,https"),
    ]
    for (option, value) in texts { unsafe ccurl_set_text(handle, option, value) }
  }
}
