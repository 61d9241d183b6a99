public import Catalog
import Events
public import Files

/// Fetches the files of a record: those of an experiment into its data folder, or others.
///
/// What is there and right is left alone, so that a fetch that was interrupted goes on.
public struct FetchStage: Sendable {
  private let experiment: (folder: ExperimentFolder, settings: ExperimentFile)?
  private let request: FetchRequest
  private let dataset: Dataset

  /// Prepares the stage.
  ///
  /// - Parameters:
  ///   - experiment: the experiment, if there is one.
  ///   - request: what is wanted.
  public init(
    _ experiment: (folder: ExperimentFolder, settings: ExperimentFile)?, _ request: FetchRequest
  ) {
    self.experiment = experiment
    self.request = request
    if let output = request.output {
      dataset = Dataset(folder: output, lockFolder: output)
    } else if let (folder, settings) = experiment {
      dataset = Dataset(
        folder: folder.resolve(settings.data.folder), lockFolder: folder.lockFolder)
    } else {
      dataset = Dataset(folder: ".", lockFolder: ".")
    }
  }

  /// Finds out what is wanted, and what of it is there.
  ///
  /// - Parameters:
  ///   - connection: how servers are asked; not used if the request leaves the network alone.
  ///   - progress: told of files that are read.
  ///   - shouldStop: asked whether the user wants to stop.
  /// - Returns: the plan.
  /// - Throws: `Failure` when the record cannot be had, has changed, or has no such files.
  public func plan(
    _ connection: Connection, progress: any Progress, shouldStop: () -> Bool
  ) throws(Failure) -> FetchPlan {
    let here = try dataset.lock()
    let asksNobody = request.isOffline || request.from != nil && saysAll(here)
    let found = asksNobody ? try known(here) : try asked(connection, here)
    let files = try chosen(found.files, of: found.lock.name)
    let names = Set(files.map(\.name))
    let check = try DatasetCheck(
      (here?.files ?? []).filter { names.contains($0.name) }, in: dataset.folder, reads: false,
      progress: progress, shouldStop: shouldStop)
    var patterns = request.limit == nil ? self.patterns.isEmpty ? ["*"] : self.patterns : []
    // A lock does not know what else the record has.
    if request.isOffline { patterns = patterns.filter(found.lock.covers) }
    return FetchPlan(
      files: files, present: Set(check.sound), warnings: found.warnings, record: found.lock.name,
      dataset: dataset, lock: found.lock, patterns: patterns)
  }

  /// Fetches what is not there.
  ///
  /// - Parameters:
  ///   - plan: what is wanted.
  ///   - downloader: fetches it.
  ///   - progress: told of bytes.
  ///   - shouldStop: asked whether the user wants to stop.
  /// - Returns: what became of the files that were not there.
  /// - Throws: `Failure` when nothing can be begun or the lock cannot be written.
  public func run(
    _ plan: FetchPlan, _ downloader: Downloader, progress: any Progress, shouldStop: () -> Bool
  ) throws(Failure) -> Downloader.Result {
    var downloader = downloader
    downloader.mirror = request.from.map { MirrorFolder($0).files }
    downloader.isOffline = request.isOffline
    return try dataset.fetch(
      plan.wanted, of: plan.lock, completing: plan.patterns, downloader, mirror: request.mirror,
      progress: progress,
      shouldStop: shouldStop)
  }

  /// Whether all that is wanted is there and right, as far as can be said without the network.
  ///
  /// - Parameters:
  ///   - progress: told of files that are read.
  ///   - shouldStop: asked whether the user wants to stop.
  /// - Returns: `false` if only the record could tell.
  /// - Throws: `Failure` when the lock is damaged or a file cannot be read.
  public func isComplete(
    progress: any Progress, shouldStop: () -> Bool
  ) throws(Failure) -> Bool {
    guard let lock = try dataset.lock(), patterns.allSatisfy(lock.covers) else { return false }
    let names = Set(try chosen(lock.files.map(\.recordFile), of: lock.name).map(\.name))
    let check = try DatasetCheck(
      lock.files.filter { names.contains($0.name) }, in: dataset.folder, reads: false,
      progress: progress, shouldStop: shouldStop)
    return check.sound.count == names.count
  }

  /// Reads every byte of the files in the lock.
  ///
  /// - Parameters:
  ///   - progress: told of bytes.
  ///   - shouldStop: asked whether the user wants to stop.
  /// - Returns: which files are right.
  /// - Throws: `Failure` when there is no lock, or a file cannot be read.
  public func verify(
    progress: any Progress, shouldStop: () -> Bool
  ) throws(Failure) -> DatasetCheck {
    guard let lock = try dataset.lock() else {
      throw noLock("there is no lock to compare files with")
    }
    let names = Set(try chosen(lock.files.map(\.recordFile), of: lock.name).map(\.name))
    return try DatasetCheck(
      lock.files.filter { names.contains($0.name) }, in: dataset.folder, reads: true,
      progress: progress, shouldStop: shouldStop)
  }

  /// Whether the lock knows every file that is wanted, so that a disk that was brought along will do.
  private func saysAll(_ here: DatasetLock?) -> Bool {
    guard let here, request.limit == nil else { return false }
    if let reference = request.reference, !isName(reference, of: here) { return false }
    return patterns.isEmpty ? here.covers("*") : patterns.allSatisfy(here.covers)
  }

  /// Whether a user means the record of a lock.
  private func isName(_ reference: String, of lock: DatasetLock) -> Bool {
    let names = [lock.doi, lock.page, lock.record].compactMap { $0?.lowercased() }
    let name = DOI(reference)?.description ?? reference
    return names.contains(name.lowercased()) || lock.isVersion(of: reference)
  }

  private struct Found {
    let files: [RecordFile]
    let lock: DatasetLock
    var warnings: [String] = []
  }

  private func noLock(_ what: String) -> Failure {
    Failure(
      what, at: DatasetLock.path(in: dataset.lockFolder), remedy: "Run 'fairmlpf fetch' first",
      status: .missingInput)
  }

  /// The files as a lock knows them, here or where they are taken from.
  private func known(_ here: DatasetLock?) throws(Failure) -> Found {
    var lock = here
    if lock == nil, let from = request.from { lock = try MirrorFolder(from).lock() }
    guard let lock else {
      throw noLock("without the network, only the files of a lock can be had, and there is none")
    }
    if let reference = request.reference, !isName(reference, of: lock) {
      throw otherRecord(lock, reference)
    }
    return Found(files: lock.files.map(\.recordFile), lock: lock)
  }

  /// The files as the repository knows them now.
  private func asked(
    _ connection: Connection, _ here: DatasetLock?
  ) throws(Failure) -> Found {
    let name = try reference(here)
    let finder = try RecordFinder(connection: connection, mirror: request.mirror)
    let record = try finder.find(RecordReference(name))
    try record.requireFiles()
    guard let here else {
      return Found(
        files: record.files, lock: DatasetLock(record, retrieved: request.day),
        warnings: record.warnings)
    }
    guard here.isOf(record) else { throw otherRecord(here, record.name) }
    let changes = here.changes(in: record)
    guard changes.isEmpty else {
      let more = changes.count > 3 ? ", and \(changes.count - 3) more" : ""
      throw Failure(
        "the record \(record.name) is not what it was on \(here.retrieved): "
          + changes.prefix(3).joined(separator: ", ") + more,
        at: DatasetLock.path(in: dataset.lockFolder),
        remedy: "Remove the lock to use the record as it is now", status: .badData)
    }
    let entries = Dictionary(here.files.map { ($0.name, $0) }) { first, _ in first }
    let files = record.files.map { file in
      guard let entry = entries[file.name]?.recordFile else { return file }
      return RecordFile(
        name: file.name, size: entry.size, checksum: entry.checksum, addresses: file.addresses)
    }
    return Found(files: files, lock: here, warnings: record.warnings)
  }

  private func otherRecord(_ lock: DatasetLock, _ name: String) -> Failure {
    Failure(
      "the files here are of \(lock.name), not of \(name)",
      at: DatasetLock.path(in: dataset.lockFolder),
      remedy: "Choose another folder with -o, or remove the lock and the files", status: .badData)
  }

  /// What the user calls the record.
  private func reference(_ here: DatasetLock?) throws(Failure) -> String {
    let named = request.reference ?? experiment?.settings.data.doi ?? ""
    if named.isEmpty, request.reference == nil {
      if let here { return here.doi ?? here.page }
      if let experiment {
        throw Failure(
          "'data.doi' names no data set", at: experiment.folder.settings,
          remedy: "Write the DOI of a data set there, or name it: 'fairmlpf fetch DOI'",
          status: .usage)
      }
      throw Failure(
        "there is no experiment here whose data could be fetched",
        remedy: "Name a data set: 'fairmlpf fetch DOI'", status: .usage)
    }
    // The lock, not the day, decides which version it is.
    if let here, here.isVersion(of: named) { return here.doi ?? here.page }
    return named
  }

  /// What the user or the experiment wants; nothing for everything.
  private var patterns: [String] {
    guard request.patterns.isEmpty, request.reference == nil, request.output == nil,
      let data = experiment?.settings.data
    else { return request.patterns }
    return data.train + data.validation + data.test + data.heldOut
  }

  /// The files that are wanted.
  private func chosen(
    _ files: [RecordFile], of record: String
  ) throws(Failure) -> [RecordFile] {
    let byName = Dictionary(files.map { ($0.name, $0) }) { first, _ in first }
    let patterns = patterns
    var names = NaturalOrder.sorted(byName.keys)
    if !patterns.isEmpty {
      names = try FileSelection.choose(
        patterns, among: names, of: record, holds: "the record has")
    }
    return names.prefix(request.limit ?? .max).compactMap { byName[$0] }
  }
}
