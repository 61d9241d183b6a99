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
    let evaluator =
      ranks.count > 1
      ? try evaluateInRounds(events, network, evaluating, shouldStop)
      : try evaluate(events, network, evaluating, shouldStop)
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

  /// The ranks predict some events each, and the first one compares them in the order of events, round
  /// by round, so that no rank holds more predictions than those of a round.
  private func evaluateInRounds(
    _ events: [Event], _ network: PFNet, _ progress: some Progress,
    _ shouldStop: @Sendable () -> Bool
  ) throws(Failure) -> Evaluator {
    let predictor = SamplePredictor(network, threads: settings.training.threads)
    var evaluator = Evaluator()
    let round = 32 * ranks.count
    for first in stride(from: 0, to: events.count, by: round) {
      let range = first..<min(first + round, events.count)
      let own = ranks.share(of: events[range].map(\.count)).map { first + $0 }
      let predictions = Mutex([[UInt8]](repeating: [], count: own.count))
      // The vote below ends the round for all ranks.
      predictor.predict(own.map { events[$0] }, shouldStop: shouldStop) { place, _, particles in
        let bytes = withUnsafeBytes(of: own[place]) { Array($0) } + particles.bytes
        predictions.withLock { $0[place] = bytes }
      }
      var stops = [shouldStop() ? 1 : 0]
      try ranks.sum(&stops)
      if stops[0] > 0 { throw Self.interrupted }
      let parts = try ranks.gather(predictions.withLock { $0 }.flatMap { $0 })
      guard ranks.isFirst else { continue }
      var predicted: [Int: Particles] = [:]
      for part in parts {
        var rest = part[...]
        while !rest.isEmpty {
          let index = rest.take(1, as: Int.self)[0]
          predicted[index] = Particles(takingFrom: &rest)
        }
      }
      for index in range {
        guard let particles = predicted[index] else {
          preconditionFailure("no rank has predicted event \(index)")
        }
        evaluator.add(event: events[index], predicted: particles)
      }
      progress.report(range.upperBound, of: events.count, note: "")
    }
    return evaluator
  }

  /// Each thread compares the events that it predicts; the parts are joined at the end.
  private func evaluate(
    _ events: [Event], _ network: PFNet, _ progress: some Progress,
    _ shouldStop: @Sendable () -> Bool
  ) throws(Failure) -> Evaluator {
    let predictor = SamplePredictor(network, threads: settings.training.threads)
    var evaluators = [Evaluator](repeating: Evaluator(), count: predictor.threads)
    let done = Mutex(0)
    evaluators.withUnsafeMutableBufferPointer { evaluators in
      let evaluators = evaluators  // each thread has its own
      predictor.predict(events, shouldStop: shouldStop) { index, thread, particles in
        evaluators[thread].add(event: events[index], predicted: particles, number: index)
        done.withLock {
          $0 += 1
          progress.report($0, of: events.count, note: "")
        }
      }
    }
    if shouldStop() { throw Self.interrupted }
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
