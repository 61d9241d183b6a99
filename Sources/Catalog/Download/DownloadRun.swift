import Files
import FoundationEssentials
import HTTP

/// One call of `Downloader.fetch`: all files and the transfers that run for them, on one thread.
final class DownloadRun {
  private struct Waiting {
    let index: Int
    let file: RecordFile
    let places: FilePlaces
    /// When another process may be done with it.
    var due = 0.0
  }

  private let downloader: Downloader
  private let progress: any Progress
  private let transfers: TransferSet
  private var waiting: [Waiting] = []
  private var active: [(index: Int, attempts: Attempts)] = []
  private var fetched: [Int: FetchedFile] = [:]
  private var fetchedBytes = 0
  private var failures: [Int: Failure] = [:]
  private let names: [String]
  private let totalBytes: Int
  /// No transfer starts before this moment: a server asked for peace.
  private var pauseUntil = 0.0
  /// Whether any server has answered.
  private var hasAnswer = false
  /// Files in a row that could not be had from the network.
  private var lost = 0
  private var hasSaidBusy = false

  /// So many files in a row that cannot be had mean that the others cannot either.
  private static let mostLost = 3
  /// How often another process's file is looked at, in seconds.
  private static let busyWait = 0.5
  /// The user's wish to stop is asked for so often, in seconds.
  private static let slice = 0.25
  /// The longest pause that a count of requests makes, in seconds.
  private static let longestPause = 120.0

  init(
    _ downloader: Downloader, _ files: [(RecordFile, FilePlaces)], _ progress: any Progress
  ) throws(Failure) {
    self.downloader = downloader
    self.progress = progress
    transfers = try TransferSet(downloader.http)
    names = files.map(\.0.name)
    totalBytes =
      files.allSatisfy { $0.0.size != nil } ? files.reduce(0) { $0 + ($1.0.size ?? 0) } : 0
    for (index, (file, places)) in files.enumerated().reversed() {
      waiting.append(Waiting(index: index, file: file, places: places))
    }
  }

  /// Works until every file is there or cannot be had.
  func result(_ shouldStop: () -> Bool) -> Downloader.Result {
    var result = Downloader.Result()
    do throws(Failure) {
      while !waiting.isEmpty || !active.isEmpty {
        try stopIfAsked(shouldStop)
        try begin(shouldStop)
        try startTransfers()
        report()
        for end in wait() { try take(end) }
      }
    } catch {
      result.end = error
    }
    result.files = fetched.sorted { $0.key < $1.key }.map(\.value)
    result.failures = failures.sorted { $0.key < $1.key }.map { (names[$0.key], $0.value) }
    return result
  }

  private func stopIfAsked(_ shouldStop: () -> Bool) throws(Failure) {
    guard shouldStop() else { return }
    throw Failure(
      "the fetch was interrupted after \(fetched.count) of \(names.count) files",
      remedy: "Run the same command again to go on", status: .interrupted)
  }

  /// Between two pieces of a file that is read from the disk, which may be a large one.
  private func goOn(_ file: RecordFile, _ count: Int, _ shouldStop: () -> Bool) throws(Failure) {
    try stopIfAsked(shouldStop)
    progress.report(
      min(fetchedBytes + count, totalBytes), of: totalBytes, note: "reading \(file.name)")
  }

  private var now: Double { downloader.time.seconds() }

  private var clock: Date { Date(timeIntervalSince1970: downloader.time.epoch()) }

  /// Takes up files until enough are under way.
  private func begin(_ shouldStop: () -> Bool) throws(Failure) {
    while active.count < max(downloader.connections, 1) {
      let now = now
      guard let place = waiting.lastIndex(where: { $0.due <= now }) else { return }
      try stopIfAsked(shouldStop)
      var next = waiting.remove(at: place)
      let opened = try Download.open(next.file, next.places) { count throws(Failure) in
        try goOn(next.file, count, shouldStop)
      }
      guard let download = opened else {
        if !hasSaidBusy {
          progress.say("\(next.places.final): another process is fetching it; waiting.")
          hasSaidBusy = true
        }
        next.due = now + Self.busyWait
        // The others come first.
        waiting.insert(next, at: 0)
        continue
      }
      try begin(next.index, download, shouldStop)
    }
  }

  private func begin(
    _ index: Int, _ download: Download, _ shouldStop: () -> Bool
  ) throws(Failure) {
    do throws(Failure) {
      let present = try download.takePresent(progress) { count throws(Failure) in
        try goOn(download.file, count, shouldStop)
      }
      if let present {
        keep(index, present)
        return
      }
    } catch {
      if download.count == 0 { try download.discard() }
      throw error
    }
    if let copied = try copyFromMirror(download, shouldStop) {
      keep(index, copied)
      return
    }
    let attempts = Attempts(download, downloader.policy, progress)
    if download.isFull {
      // A run ended between the last byte and the name.
      try take(index, attempts, attempts.verified())
    } else if downloader.isOffline || attempts.nextAddress == nil {
      if download.count == 0 { try download.discard() }
      let from = downloader.mirror.map { " and not in \($0)" } ?? ""
      failures[index] = Failure(
        "the file is not here\(from)", at: download.places.final,
        remedy: downloader.isOffline
          ? "Run the command without --offline, or name a folder that has it with --from"
          : "Name a folder that has it with --from", status: .missingInput)
    } else {
      active.append((index, attempts))
    }
  }

  private func copyFromMirror(
    _ download: Download, _ shouldStop: () -> Bool
  ) throws(Failure) -> FetchedFile? {
    guard let mirror = downloader.mirror else { return nil }
    let source = FilePlaces.path(download.file.name, in: mirror)
    guard let stamp = FileStamp(source) else { return nil }
    let file = download.file
    if stamp.size == file.size ?? stamp.size, file.checksum != nil || file.size != nil {
      try download.restart()
      try download.keepState(file.addresses.first ?? "", nil)
      try FilePieces.read(source) { piece throws(Failure) in
        try stopIfAsked(shouldStop)
        guard download.append(piece) || download.diskFailure == nil else {
          throw download.diskFailure ?? Failure("the file cannot be copied", status: .inputOutput)
        }
      }
      if let copied = try download.verify(.folder, setsAside: false) { return copied }
    }
    progress.say("\(source) is not the file of the record.")
    return nil
  }

  private func startTransfers() throws(Failure) {
    let now = now
    guard pauseUntil <= now else { return }
    for (_, attempts) in active where !attempts.isRunning && attempts.due <= now {
      try transfers.start(
        attempts.request(downloader.tokens, stallSeconds: downloader.stallSeconds), attempts)
      attempts.isRunning = true
    }
  }

  /// Waits until there is something to do.
  private func wait() -> [TransferEnd] {
    let now = now
    var due = active.filter { !$0.attempts.isRunning }.map { max($0.attempts.due, pauseUntil) }
    if active.count < downloader.connections { due += waiting.map(\.due) }
    if transfers.count > 0 {
      return transfers.wait(min(max((due.min() ?? .infinity) - now, 0), Self.slice))
    }
    if let next = due.min(), next > now { downloader.time.sleep(min(next - now, Self.slice)) }
    return []
  }

  private func take(_ end: TransferEnd) throws(Failure) {
    guard let place = active.firstIndex(where: { $0.attempts === end.receiver }) else { return }
    var asked: Double?
    if let head = end.head {
      hasAnswer = true
      asked = head.requestedWait(at: clock).map { $0 / .seconds(1) }
      pause(head, asked)
    }
    let (index, attempts) = active[place]
    let next = try attempts.next(after: end, asked: asked, anyAnswer: hasAnswer)
    if case .again(let seconds) = next {
      attempts.due = now + seconds
    } else {
      active.remove(at: place)
      try take(index, attempts, next)
    }
  }

  private func take(_ index: Int, _ attempts: Attempts, _ next: Attempts.Next) throws(Failure) {
    switch next {
    case .done(let file):
      keep(index, file)
      lost = 0
    case .again(let seconds):
      attempts.due = now + seconds
      active.append((index, attempts))
    case .failed(let failure):
      failures[index] = failure
      if attempts.download.count == 0 { try attempts.download.discard() }
      guard failure.status == .unavailable else { return }
      lost += 1
      // Files that were begun may still be had, and their answers are as good as any.
      if lost >= Self.mostLost { throw failure }
    }
  }

  private func keep(_ index: Int, _ file: FetchedFile) {
    fetched[index] = file
    fetchedBytes += file.size
    report()
  }

  /// Leaves a server alone that says it was asked too often, or soon will be.
  private func pause(_ head: Response, _ asked: Double?) {
    if let asked, asked <= downloader.policy.longestRequest {
      pauseUntil = max(pauseUntil, now + asked)
    }
    guard head.number("x-ratelimit-remaining") == 0, let reset = head.untilReset(at: clock)
    else { return }
    let wait = min(reset / .seconds(1), Self.longestPause)
    guard wait > 0, now + wait > pauseUntil else { return }
    pauseUntil = now + wait
    progress.say(
      "The server takes no more requests for now; going on in \(Int(wait.rounded(.up))) s.")
  }

  /// Bytes of all files; what has to be fetched again counts once.
  private func report() {
    var bytes = active.reduce(fetchedBytes) { $0 + $1.attempts.download.mostCount }
    // Only files that are right make it whole.
    if fetched.count < names.count { bytes = min(bytes, max(totalBytes - 1, 0)) }
    var note = "\(fetched.count) of \(names.count) files"
    if let (_, attempts) = active.first, let size = attempts.download.file.size, size > 0 {
      let share = attempts.download.count * 100 / size
      note += ", \(attempts.download.file.name) \(share)%"
    }
    progress.report(bytes, of: totalBytes, note: note)
  }
}
