import Files
import HTTP

/// A file's transfers, one after the other: takes their answers and says what comes next.
final class Attempts: TransferReceiver {
  /// What comes after a transfer.
  enum Next {
    /// The file is there.
    case done(FetchedFile)
    /// Another transfer after some seconds.
    case again(after: Double)
    /// The file cannot be had.
    case failed(Failure)
  }

  let download: Download
  /// When the next transfer may start, by the timekeeper.
  var due = 0.0
  /// Whether a transfer is running.
  var isRunning = false

  private let policy: RetryPolicy
  private let progress: any Progress
  /// Which of the file's addresses is asked.
  private var place = 0
  /// What the first address that cannot be used said.
  private var firstFailure: Failure?
  /// Attempts in a row that brought nothing new.
  private var fruitless = 0
  /// The most bytes there were when an attempt was last worth it.
  private var mark = 0
  private var wrongDigests = 0

  /// An attempt that brings so many new bytes was worth it, however it ended.
  private static let worthwhile = 1 << 20

  init(_ download: Download, _ policy: RetryPolicy, _ progress: any Progress) {
    self.download = download
    self.policy = policy
    self.progress = progress
    mark = download.count
  }

  private var file: RecordFile { download.file }
  private var address: String { file.addresses[place] }

  /// What the next transfer asks for.
  func request(_ tokens: [AccessToken], stallSeconds: Int) -> TransferRequest {
    var request = TransferRequest(address)
    request.tokens = tokens
    request.stallSeconds = stallSeconds
    // Bytes that neither a digest at the end nor the server can vouch for are fetched again.
    if file.checksum != nil {
      request.offset = download.count
    } else if let validator = download.validator {
      request.offset = download.count
      request.validator = validator
    }
    download.refusal = nil
    return request
  }

  /// The address that is asked next.
  var nextAddress: String? { file.addresses.indices.contains(place) ? address : nil }

  func begin(_ head: Response) -> Bool {
    do throws(Failure) {
      if let refusal = try refusal(head) {
        download.refusal = refusal
        return false
      }
      try download.keepState(address, head.validator)
      return true
    } catch {
      download.diskFailure = error
      return false
    }
  }

  /// Why an answer cannot be the file; an answer that is the whole file starts it again.
  private func refusal(_ head: Response) throws(Failure) -> Failure? {
    func failure(_ what: String) -> Failure {
      Failure(
        what, at: Address.shown(address), remedy: "Run the command again later",
        status: .unavailable)
    }
    guard [200, 206].contains(head.status) else {
      return failure("the server answers with status \(head.status) instead of the file")
    }
    let isPart = head.status == 206
    if isPart {
      guard let range = head.range, range.start == download.count,
        range.total ?? file.size == file.size || file.size == nil
      else { return failure("the server sends another part of the file than it was asked for") }
    }
    let length = head.number("content-length")
    let start = isPart ? download.count : 0
    let hasRightLength = length != nil && file.size.map { start + (length ?? 0) == $0 } ?? false
    if head.headers["content-type"]?.lowercased().hasPrefix("text/html") ?? false,
      !hasRightLength, !file.name.lowercased().hasSuffix(".html"),
      !file.name.lowercased().hasSuffix(".htm")
    {
      return failure("the server sends a web page instead of the file")
    }
    if let size = file.size, let length, start + length != size,
      head.headers["content-encoding"] == nil
    {
      return failure(
        "the server has a file of \(start + length) bytes, and the record says \(size)")
    }
    if !isPart { try download.restart() }
    return nil
  }

  func receive(_ piece: RawSpan) -> Bool { download.append(piece) }

  /// What comes after a transfer that has ended.
  ///
  /// - Parameters:
  ///   - end: the transfer.
  ///   - asked: the seconds that the server wants to be left alone.
  ///   - anyAnswer: whether any server has answered yet.
  /// - Returns: what comes next.
  /// - Throws: `Failure` when the disk refuses the bytes.
  func next(after end: TransferEnd, asked: Double?, anyAnswer: Bool) throws(Failure) -> Next {
    isRunning = false
    if let failure = download.diskFailure { throw failure }
    if let refusal = download.refusal {
      return try retry(refusal, limit: policy.fewAttempts, fromStart: end.head?.status == 206)
    }
    if end.head?.status == 416, download.count > 0 {
      let total = end.head?.headers["content-range"]?.split(separator: "/").last
      if download.isFull || total.flatMap({ Int($0) }) == download.count { return try verified() }
      return try retry(
        Failure(
          "the server has less of the file than there is already", at: Address.shown(address),
          remedy: "Run the command again", status: .unavailable),
        limit: policy.fewAttempts, fromStart: true)
    }
    guard let problem = end.problem else {
      if let size = file.size, download.count < size {
        return try retry(
          Failure(
            "the connection broke off", at: Address.shown(address), remedy: "Run the command again",
            status: .unavailable), limit: policy.attempts)
      }
      return try verified()
    }
    guard end.isTemporary else { return try another(problem) }
    if let asked {
      guard asked <= policy.longestRequest else {
        var problem = problem
        problem.remedy =
          "The server asks to wait \(Int(asked / 60)) minutes: run the command again then"
        return .failed(problem)
      }
      return try retry(problem, limit: policy.attempts, atLeast: asked)
    }
    let few = end.isUnreachable && !anyAnswer
    return try retry(problem, limit: few ? policy.fewAttempts : policy.attempts)
  }

  /// Gives a file whose bytes are all there its name.
  func verified() throws(Failure) -> Next {
    wrongDigests += 1
    let isLast = wrongDigests > 1
    if let fetched = try download.verify(.network, setsAside: isLast) {
      return .done(fetched)
    }
    let name = file.checksum?.algorithm.rawValue ?? "digest"
    guard isLast else {
      progress.say("\(download.places.final): the \(name) is wrong; fetching it again.")
      return .again(after: 0)
    }
    return .failed(
      Failure(
        "the \(name) is not the one that the record says, twice; "
          + "the file is kept as \(download.places.wrong)",
        at: download.places.final,
        remedy: "Compare it with the record's page, and run the command again later",
        status: .badData))
  }

  private func retry(
    _ problem: Failure, limit: Int, atLeast: Double = 0, fromStart: Bool = false
  ) throws(Failure) -> Next {
    if fromStart { try download.restart() }
    fruitless = download.mostCount >= mark + Self.worthwhile ? 1 : fruitless + 1
    mark = max(mark, download.mostCount)
    guard fruitless < limit else { return try another(problem) }
    let wait = max(policy.wait(after: fruitless), atLeast)
    if wait >= 5 {
      progress.say("\(problem.place): \(problem.what); trying again in \(Int(wait.rounded())) s.")
    }
    return .again(after: wait)
  }

  /// Goes on with the file's next address.
  private func another(_ problem: Failure) throws(Failure) -> Next {
    firstFailure = firstFailure ?? problem
    place += 1
    fruitless = 0
    guard nextAddress == nil else { return .again(after: 0) }
    return .failed(firstFailure ?? problem)
  }
}
