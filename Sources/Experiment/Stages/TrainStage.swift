import Events
public import Files
import FoundationEssentials
public import MLPF
import Publication

/// Trains the experiment's network: `models/<run>/` with model, checkpoint, metrics and a summary.
public struct TrainStage: Sendable {
  /// What `fairmlpf train` has to say.
  public struct Report: Sendable {
    /// How it ended; `nil` if it had been finished before.
    public let outcome: Trainer.Outcome?
    /// Finished epochs.
    public let epochs: [EpochMetrics]
    /// The epoch whose weights are in the model file, from 1.
    public let bestEpoch: Int
    /// The run's folder.
    public let folder: String
  }

  /// Name of the summary in the run's folder.
  static let summaryName = "training.json"
  /// The summary, and exports of the model.
  private static let madeOfTheModel =
    [summaryName] + ExportStage.Format.allCases.map(\.fileName)

  private let folder: ExperimentFolder
  private let settings: ExperimentFile
  private let ranks: Ranks

  /// Prepares the stage.
  ///
  /// - Parameters:
  ///   - folder: the experiment.
  ///   - settings: its settings.
  ///   - ranks: who share the work; all run the stage alike, and the first one writes.
  public init(_ folder: ExperimentFolder, _ settings: ExperimentFile, ranks: Ranks = .solo) {
    self.folder = folder
    self.settings = settings
    self.ranks = ranks
  }

  /// Trains until the end or until asked to stop; a training that was interrupted goes on.
  ///
  /// - Parameters:
  ///   - force: whether to start from the beginning.
  ///   - converting: told of files that are converted.
  ///   - training: told of events trained on.
  ///   - shouldStop: asked after every step.
  /// - Returns: what was done.
  /// - Throws: `Failure` from the data, the training or the file system, and with status `unavailable`
  ///   while another program trains this run.
  public func run(
    force: Bool, converting: some Progress, training: some Progress, shouldStop: () -> Bool
  ) throws(Failure) -> Report {
    let start = Date()
    try ranks.first { () throws(Failure) in try SampleStage(folder, settings).run(converting) }
    let prepare = PrepareStage(folder, settings, ranks: ranks)
    let train = try prepare.run(.train, converting)
    let validation = try prepare.run(.validation, converting)
    let run = folder.run(settings.run)
    try ranks.first { () throws(Failure) in try FolderContents.create(run) }
    func work() throws(Failure) -> Report {
      try self.run(
        train, validation, in: run, force: force, since: start, training, shouldStop)
    }
    guard ranks.isFirst else { return try work() }
    // Two at once would each replace files of the other.
    let busy = Failure(
      "another program is training this run", at: run,
      remedy: "Wait until it has ended, or choose another name with training.run",
      status: .unavailable)
    return try LockedFile.alone(in: run, orElse: busy, work)
  }

  /// Trains in the run's folder.
  private func run(
    _ train: [EventStore], _ validation: [EventStore], in run: String, force: Bool,
    since start: Date, _ training: some Progress, _ shouldStop: () -> Bool
  ) throws(Failure) -> Report {
    try ranks.first { () throws(Failure) in
      try AtomicFile.removeLeftovers(in: run)
      if force {
        // Nothing of the earlier training may pass for a result of the new one.
        try remove(
          ["checkpoint.safetensors", ModelFile.fileName, "metrics.csv"] + Self.madeOfTheModel,
          in: run)
      }
    }

    let identity = train.identity + "\n--\n" + validation.identity
    let trainer = try Trainer(
      settings.architecture, settings.training, training: train.namedEvents,
      validation: validation.namedEvents, folder: run, data: identity,
      notes: notes(train, validation), ranks: ranks)
    let model = "\(run)/\(ModelFile.fileName)"
    guard trainer.bestEpoch == 0 || FileManager.default.fileExists(atPath: model) else {
      throw Failure(
        "the model of epoch \(trainer.bestEpoch), the best one so far, is missing", at: model,
        remedy: "Restore it from a copy, or start this training again with --force",
        status: .missingInput)
    }
    // While a training goes on, what was made of its shorter predecessor would be wrong.
    if !trainer.isFinished, ranks.isFirst { try remove(Self.madeOfTheModel, in: run) }
    let isWhole = trainer.history.isEmpty
    let outcome =
      trainer.isFinished ? nil : try trainer.run(progress: training, shouldStop: shouldStop)
    let report = Report(
      outcome: outcome, epochs: trainer.history, bestEpoch: trainer.bestEpoch, folder: run)
    guard ranks.isFirst else { return report }
    // A program that was killed right after the last epoch left no summary.
    let lacksSummary = !FileManager.default.fileExists(atPath: "\(run)/\(Self.summaryName)")
    if outcome == nil ? lacksSummary : outcome != .interrupted {
      try writeSummary(report, train, validation, since: isWhole ? start : nil)
    }
    return report
  }

  /// Removes files of an earlier training that are there.
  private func remove(_ names: [String], in run: String) throws(Failure) {
    for name in names {
      let path = "\(run)/\(name)"
      guard FileManager.default.fileExists(atPath: path) else { continue }
      do {
        try FileManager.default.removeItem(atPath: path)
      } catch {
        throw Failure(
          "the file of the earlier training cannot be removed", at: path,
          remedy: "Check the permissions of its folder", status: .noPermission, cause: "\(error)")
      }
    }
  }

  /// What the model file says of its origin.
  ///
  /// No dates, so that equal runs give equal files.
  private func notes(_ train: [EventStore], _ validation: [EventStore]) -> [String: String] {
    [
      "experiment": settings.name, "run": settings.run, "data": settings.data.origin,
      "preset": settings.preset.rawValue, "seed": "\(settings.training.seed)",
      "training_files": train.identity, "validation_files": validation.identity,
      "made_by": "fairmlpf \(Version.current)",
    ]
  }

  private func writeSummary(
    _ report: Report, _ train: [EventStore], _ validation: [EventStore], since start: Date?
  ) throws(Failure) {
    let path = "\(report.folder)/\(Self.summaryName)"
    let summary = TrainingSummary(
      outcome: report.epochs.count < settings.training.epochs ? "stopped early" : "finished",
      epochs: report.epochs.count, bestEpoch: report.bestEpoch,
      seconds: report.epochs.reduce(0) { $0 + $1.seconds },
      parameters: settings.architecture.parameterCount, preset: settings.preset.rawValue,
      seed: settings.training.seed,
      trainingFiles: train.map(\.source), validationFiles: validation.map(\.source),
      settingsSHA256: try SHA256Digest.ofFile(folder.settings),
      architecture: settings.architectureFacts, settings: settings.trainingFacts,
      provenance: .current(since: start))
    try AtomicFile.write(ResultJSON.encode(summary, at: path), to: path)
  }
}

/// `training.json`.
private struct TrainingSummary: Encodable {
  let schema = 1
  let outcome: String
  let epochs: Int
  let bestEpoch: Int
  let seconds: Double
  let parameters: Int
  let preset: String
  let seed: UInt64
  let trainingFiles: [EventSource]
  let validationFiles: [EventSource]
  let settingsSHA256: String
  let architecture: [Release.Fact]
  let settings: [Release.Fact]
  let provenance: Provenance
}
