import Catalog
public import Events
public import Files
public import MLPF

/// Turns chosen event files into event stores, where that has not been done, and opens them.
public struct PrepareStage: Sendable {
  /// Which part of the data.
  public enum Part: String, Sendable, CaseIterable {
    /// Events to train on.
    case train
    /// Events that decide which epoch is best.
    case validation
    /// Events that only `evaluate` sees.
    case test
    /// Further events for `evaluate`, usually of the kind trained on; may be empty.
    case heldOut = "held_out"
  }

  private let folder: ExperimentFolder
  private let settings: ExperimentFile
  private let ranks: Ranks

  /// Prepares the stage.
  ///
  /// - Parameters:
  ///   - folder: the experiment.
  ///   - settings: its settings.
  ///   - ranks: who share the files.
  public init(_ folder: ExperimentFolder, _ settings: ExperimentFile, ranks: Ranks = .solo) {
    self.folder = folder
    self.settings = settings
    self.ranks = ranks
  }

  /// Opens the stores of a part of the data.
  ///
  /// - Parameters:
  ///   - part: which part.
  ///   - progress: told of files that are converted.
  /// - Returns: the stores in natural order of their files; empty only for validation.
  /// - Throws: `Failure` when no file is named, one is missing or damaged, or cannot be converted.
  public func run(_ part: Part, _ progress: some Progress) throws(Failure) -> [EventStore] {
    let patterns = patterns(part)
    if patterns.isEmpty {
      if part == .validation { return [] }
      throw Failure(
        "'data.\(part.rawValue)' names no files", at: folder.settings,
        remedy: "Add the names of event files, or patterns such as \"*_ttbar_*.pkl.bz2\"",
        status: .badData)
    }
    let files = try FileSelection.select(
      patterns: patterns, in: folder.resolve(settings.data.folder))
    try checkOnePurpose(files, part)
    let conversion = try ranks.convert(
      files, into: folder.processed,
      workers: WorkQueue(threads: settings.training.threads).threads,
      progress: ConversionProgress(progress))
    var stores: [EventStore] = []
    for path in conversion.stores { stores.append(try EventStore(path)) }
    try compareWithLock(stores)
    return stores
  }

  /// Files of a data set must be those that were fetched; a store knows the digest of its source.
  private func compareWithLock(_ stores: [EventStore]) throws(Failure) {
    guard settings.data.source != .sample,
      let lock = try DatasetLock.read(in: folder.lockFolder)
    else { return }
    let digests = Dictionary(lock.files.map { ($0.name, $0.sha256) }) { first, _ in first }
    for store in stores {
      guard let digest = digests[store.source.name], digest != store.source.sha256 else { continue }
      throw Failure(
        "the file is not the one that was fetched from \(lock.name)",
        at: "\(folder.resolve(settings.data.folder))/\(store.source.name)",
        remedy: "Run 'fairmlpf fetch' to have it again, or remove "
          + DatasetLock.path(in: folder.lockFolder), status: .badData)
    }
  }

  private func patterns(_ part: Part) -> [String] {
    switch part {
    case .train: settings.data.train
    case .validation: settings.data.validation
    case .test: settings.data.test
    case .heldOut: settings.data.heldOut
    }
  }

  /// A file that is trained on must not judge the training, and so on.
  private func checkOnePurpose(_ files: [String], _ part: Part) throws(Failure) {
    for other in Part.allCases where other != part {
      // What another part lacks is said when it is its turn.
      let others = try? FileSelection.select(
        patterns: patterns(other), in: folder.resolve(settings.data.folder))
      guard let file = files.first(where: { others?.contains($0) == true }) else { continue }
      throw Failure(
        "the file is chosen by 'data.\(part.rawValue)' and by 'data.\(other.rawValue)'", at: file,
        remedy: "Use every file for one purpose only", status: .badData)
    }
  }

  /// The converter says when there is nothing to do; as a step of another command that is noise.
  private struct ConversionProgress: Progress {
    let base: any Progress
    init(_ base: any Progress) { self.base = base }
    func report(_ done: Int, of total: Int, note: String) {
      base.report(done, of: total, note: note)
    }
    func say(_ line: String) {}
  }
}

extension [EventStore] {
  /// All events with the names of their files.
  var namedEvents: [NamedEvent] {
    flatMap { store in
      store.enumerated().map { NamedEvent($0.element, file: store.source.name, index: $0.offset) }
    }
  }

  /// The files and their digests, one a line: what decides the events.
  var identity: String {
    map { "\($0.source.name) \($0.source.sha256)" }.joined(separator: "\n")
  }
}
