public import Evaluation
import Events
public import Files
import FoundationEssentials
import MLPF
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
  private let reports: String

  /// Prepares the stage.
  ///
  /// - Parameters:
  ///   - folder: the experiment.
  ///   - settings: its settings.
  ///   - part: the events to evaluate on: test or held-out ones.
  public init(
    _ folder: ExperimentFolder, _ settings: ExperimentFile, on part: PrepareStage.Part = .test
  ) {
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
    try SampleStage(folder, settings).run(converting)
    let stores = try PrepareStage(folder, settings).run(part, converting)
    let inputs = [
      "model_sha256": model.sha256, "test_files": stores.identity,
      "inference_timing": "\(settings.timesInference)", "run": settings.run,
      "experiment": settings.name, "data": settings.data.origin,
    ]
    let path = "\(reports)/\(Self.fileName)"
    try FolderContents.create(reports)
    try AtomicFile.removeLeftovers(in: reports)
    if !force, let old = EvaluationResult(upToDate: path, inputs) {
      try old.writeTables(to: reports, onlyMissing: true)
      return Report(result: old, path: path, wasUpToDate: true)
    }
    let network = try model.network()
    let events = stores.flatMap { Array($0) }
    let evaluator = try evaluate(events, network, evaluating, shouldStop)
    let timing =
      settings.timesInference
      ? InferenceTiming(network).measure(events) : []
    if shouldStop() { throw Self.interrupted }
    let result = evaluator.finish(
      timing: timing,
      provenance: inputs.merging(Provenance.current(since: start).texts) { a, _ in a })
    try write(result, to: path)
    return Report(result: result, path: path, wasUpToDate: false)
  }

  private static let interrupted = Failure(
    "the evaluation was interrupted", remedy: "Run 'fairmlpf evaluate' again",
    status: .interrupted)

  /// Each worker takes a run of events; the parts are joined in order.
  private func evaluate(
    _ events: [Event], _ network: PFNet, _ progress: some Progress,
    _ shouldStop: @Sendable () -> Bool
  ) throws(Failure) -> Evaluator {
    let queue = WorkQueue(threads: settings.training.threads)
    let parts = min(queue.threads, events.count)
    let shared = Mutex((done: 0, evaluators: [Evaluator](repeating: Evaluator(), count: parts)))
    queue.forEach(parts) { part, _ in
      let predictor = Predictor(network, threads: 1)
      var evaluator = Evaluator()
      for index in part * events.count / parts..<(part + 1) * events.count / parts {
        if shouldStop() { return }
        evaluator.add(event: events[index], predicted: predictor.particles(events[index]))
        shared.withLock {
          $0.done += 1
          progress.report($0.done, of: events.count, note: "")
        }
      }
      let finished = evaluator
      shared.withLock { $0.evaluators[part] = finished }
    }
    if shouldStop() { throw Self.interrupted }
    var whole = Evaluator()
    for evaluator in shared.withLock({ $0.evaluators }) { whole.merge(evaluator) }
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
