public import Evaluation
import Events
public import Files
import FoundationEssentials
public import MLPF
import Synchronization

/// Compares the trained network with the rule-based particle flow: `reports/evaluation.json` and CSV.
public struct EvaluateStage: Sendable {
  /// What `fairmlpf evaluate` has to say.
  public struct Report: Sendable {
    /// All metrics.
    public let result: EvaluationResult
    /// The JSON file.
    public let path: String
    /// Whether the result was there already.
    public let wasUpToDate: Bool
  }

  static let fileName = "evaluation.json"

  /// Where the results of a part of the data go: `reports`, and below it for held-out events.
  static func reports(_ folder: ExperimentFolder, on part: PrepareStage.Part) -> String {
    part == .test ? folder.reports : "\(folder.reports)/\(part.rawValue)"
  }

  private let folder: ExperimentFolder
  private let settings: ExperimentFile
  private let part: PrepareStage.Part
  private let ranks: Ranks
  private let reports: String

  /// Prepares the stage.
  ///
  /// - Parameters:
  ///   - folder: the experiment.
  ///   - settings: its settings.
  ///   - part: the events to evaluate on: test or held-out ones.
  ///   - ranks: who share the events; all run the stage alike, and the first one writes.
  public init(
    _ folder: ExperimentFolder, _ settings: ExperimentFile, on part: PrepareStage.Part = .test,
    ranks: Ranks = .solo
  ) {
    self.ranks = ranks
    self.folder = folder
    self.settings = settings
    self.part = part
    reports = Self.reports(folder, on: part)
  }

  /// Runs the model over the test events and writes all metrics, unless that has been done.
  ///
  /// - Parameters:
  ///   - force: whether to do it again even so.
  ///   - converting: told of files that are converted.
  ///   - evaluating: told of events.
  ///   - shouldStop: asked after every event.
  /// - Returns: the metrics.
  /// - Throws: `Failure` when there is no model, from the data or the file system, and with status
  ///   `interrupted` when asked to stop; nothing is written then.
  public func run(
    force: Bool, converting: some Progress, evaluating: some Progress,
    shouldStop: @Sendable () -> Bool
  ) throws(Failure) -> Report {
    let start = Date()
    let model = try TrainedModel(folder, settings)
    try ranks.first { () throws(Failure) in try SampleStage(folder, settings).run(converting) }
    let stores = try PrepareStage(folder, settings, ranks: ranks).run(part, converting)
    let inputs = [
      "model_sha256": model.sha256, "test_files": stores.identity,
      "inference_timing": "\(settings.timesInference)", "run": settings.run,
      "experiment": settings.name, "data": settings.data.origin,
    ]
    let path = "\(reports)/\(Self.fileName)"
    try FolderContents.create(reports)
    try AtomicFile.removeLeftovers(in: reports)
    let known = force || !ranks.isFirst ? nil : EvaluationResult(upToDate: path, inputs)
    if let old = try ranks.broadcast(known, at: path) {
      if ranks.isFirst { try old.writeTables(to: reports, onlyMissing: true) }
      return Report(result: old, path: path, wasUpToDate: true)
    }
    let network = try model.network()
    let events = stores.flatMap { Array($0) }
    let evaluator = try evaluate(events, network, evaluating, shouldStop)
    var finished: EvaluationResult?
    if ranks.isFirst {
      let timing =
        settings.timesInference
        ? InferenceTiming(network).measure(events) : []
      if ranks.count == 1, shouldStop() { throw Self.interrupted }
      let result = evaluator.finish(
        timing: timing,
        provenance: inputs.merging(Provenance.current(since: start).texts) { a, _ in a })
      try write(result, to: path)
      finished = result
    }
    guard let result = try ranks.broadcast(finished, at: path) else {
      preconditionFailure("rank 0 has no result")
    }
    return Report(result: result, path: path, wasUpToDate: false)
  }

  private static let interrupted = Failure(
    "the evaluation was interrupted", remedy: "Run 'fairmlpf evaluate' again",
    status: .interrupted)

  /// Each rank compares some events, and rank 0 puts together what all have found.
  private func evaluate(
    _ events: [Event], _ network: PFNet, _ progress: some Progress,
    _ shouldStop: @Sendable () -> Bool
  ) throws(Failure) -> Evaluator {
    let own = ranks.share(of: events.map(\.count))
    let evaluator = evaluate(own, of: events, network, progress, shouldStop)
    // A rank on a slow machine is waited for.
    try ranks.wait(patience: .seconds(3600))
    var stops = [shouldStop() ? 1 : 0]
    try ranks.sum(&stops)
    if stops[0] > 0 { throw Self.interrupted }
    guard ranks.count > 1 else { return evaluator }
    var whole = evaluator
    for part in try ranks.gather(ranks.isFirst ? [] : packed(evaluator)) where !part.isEmpty {
      let other: Evaluator = try ResultJSON.decode(
        Data(part), at: folder.path, what: "the evaluation of a rank",
        remedy: "Start the same program on all ranks")
      whole.merge(other)
    }
    return whole
  }

  private func packed(_ evaluator: Evaluator) throws(Failure) -> [UInt8] {
    do {
      return Array(try JSONEncoder().encode(evaluator))
    } catch {
      throw Failure(
        "the evaluation cannot be sent to rank 0", at: folder.path, status: .internalError,
        cause: "\(error)")
    }
  }

  /// Each thread compares the events that it predicts; the parts are joined at the end.
  private func evaluate(
    _ own: [Int], of events: [Event], _ network: PFNet, _ progress: some Progress,
    _ shouldStop: @Sendable () -> Bool
  ) -> Evaluator {
    let predictor = SamplePredictor(network, threads: settings.training.threads)
    var evaluators = [Evaluator](repeating: Evaluator(), count: predictor.threads)
    let done = Mutex(0)
    evaluators.withUnsafeMutableBufferPointer { evaluators in
      let evaluators = evaluators  // each thread has its own
      predictor.predict(own.map { events[$0] }, shouldStop: shouldStop) {
        (place, thread, particles) in
        let index = own[place]
        evaluators[thread].add(event: events[index], predicted: particles, number: index)
        done.withLock {
          $0 += 1
          progress.report($0, of: own.count, note: "")
        }
      }
    }
    var whole = Evaluator()
    for evaluator in evaluators { whole.merge(evaluator) }
    return whole
  }

  private func write(_ result: EvaluationResult, to path: String) throws(Failure) {
    let json = try result.json()
    try result.writeTables(to: reports)
    if result.timing.isEmpty {
      try? FileManager.default.removeItem(atPath: "\(reports)/inference_time.csv")
    }
    // Last, because it says that everything is there.
    try AtomicFile.write(json, to: path)
  }
}
