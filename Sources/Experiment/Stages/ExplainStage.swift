import Events
public import Files
import FoundationEssentials
public import MLPF
public import Relevance

/// Explains the trained network on test events: `reports/explanation.json`, CSV tables and the R-map of
/// every explained element.
public struct ExplainStage: Sendable {
  /// What `fairmlpf explain` has to say.
  public struct Report: Sendable {
    /// All statistics.
    public let result: Explanation
    /// The JSON file.
    public let path: String
    /// Whether the result was there already.
    public let wasUpToDate: Bool
  }

  static let fileName = "explanation.json"

  private let folder: ExperimentFolder
  private let settings: ExperimentFile
  private let options: ExplanationOptions
  private let block: Int?
  private let graph: ElementPlace?
  private let ranks: Ranks

  /// Prepares the stage.
  ///
  /// - Parameters:
  ///   - folder: the experiment.
  ///   - settings: its settings.
  ///   - options: what to explain; `nil` takes what the settings say.
  ///   - graph: the element of the R-graph; `nil` chooses one.
  ///   - block: elements that one thread explains at once; `nil` chooses.
  ///   - ranks: who share the events; all run the stage alike, and the first one writes.
  public init(
    _ folder: ExperimentFolder, _ settings: ExperimentFile, _ options: ExplanationOptions? = nil,
    graph: ElementPlace? = nil, block: Int? = nil, ranks: Ranks = .solo
  ) {
    self.ranks = ranks
    self.folder = folder
    self.settings = settings
    self.options = options ?? settings.explanation
    self.graph = graph
    self.block = block
  }

  /// Explains the chosen elements and writes all results, unless that has been done.
  ///
  /// - Parameters:
  ///   - force: whether to do it again even so.
  ///   - converting: told of files that are converted.
  ///   - explaining: told of events.
  ///   - shouldStop: asked after every block of elements.
  /// - Returns: the statistics.
  /// - Throws: `Failure` when there is no model or nothing to explain, from the data or the file
  ///   system, and with status `interrupted` when asked to stop; nothing is written then.
  public func run(
    force: Bool, converting: some Progress, explaining: some Progress,
    shouldStop: @Sendable () -> Bool
  ) throws(Failure) -> Report {
    let start = Date()
    let model = try TrainedModel(folder, settings)
    try ranks.first { () throws(Failure) in try SampleStage(folder, settings).run(converting) }
    let stores = try PrepareStage(folder, settings, ranks: ranks).run(.test, converting)
    let inputs = [
      "model_sha256": model.sha256, "test_files": stores.identity, "run": settings.run,
      "experiment": settings.name, "data": settings.data.origin,
      "explained": options.identity, "graph": graph.map { "\($0)" } ?? "chosen",
    ]
    let reports = folder.reports
    let path = "\(reports)/\(Self.fileName)"
    try FolderContents.create(reports)
    try AtomicFile.removeLeftovers(in: reports)
    let known = force || !ranks.isFirst ? nil : finished(path, inputs)
    if let old = try ranks.broadcast(known, at: path) {
      if ranks.isFirst { try old.writeTables(to: reports, onlyMissing: true) }
      return Report(result: old, path: path, wasUpToDate: true)
    }
    let network = try model.network()
    let plan = try ExplanationPlan(
      options, stores.namedEvents, graph: graph, settings: folder.settings)
    let explainer = Explainer(
      network, rule: options.relevanceRule, threads: settings.training.threads, block: block)
    var new: Explanation?
    if ranks.isFirst {
      let result = try explain(plan, explainer, inputs, since: start, explaining, shouldStop)
      let json = try result.json()
      try result.writeTables(to: reports)
      // Last, because it says that everything is there.
      try AtomicFile.write(json, to: path)
      new = result
    } else {
      for round in plan.rounds(ranks: ranks.count) { _ = try explain(round, explainer, shouldStop) }
    }
    guard let result = try ranks.broadcast(new, at: path) else {
      preconditionFailure("rank 0 has no result")
    }
    return Report(result: result, path: path, wasUpToDate: false)
  }

  /// What an earlier run has made of the same inputs, if it is whole.
  private func finished(_ path: String, _ inputs: [String: String]) -> Explanation? {
    FileManager.default.fileExists(atPath: "\(folder.reports)/\(RelevanceFile.name)")
      ? Explanation(upToDate: path, inputs) : nil
  }

  /// Explains round by round, and streams the R-maps to their file; what rank 0 does.
  private func explain(
    _ plan: ExplanationPlan, _ explainer: Explainer, _ inputs: [String: String], since date: Date,
    _ progress: some Progress, _ shouldStop: @Sendable () -> Bool
  ) throws(Failure) -> Explanation {
    let start = ContinuousClock.now
    var builder = ExplanationBuilder(
      neighbours: options.neighbours, reach: Explainer.reach(of: explainer.network.architecture))
    var choice = GraphChoice()
    var done = 0
    try RelevanceFile.write(
      "\(folder.reports)/\(RelevanceFile.name)", elements: plan.count,
      neighbours: options.neighbours, metadata: metadata(inputs)
    ) { file throws(Failure) in
      for round in plan.rounds(ranks: ranks.count) {
        var results = try explain(round, explainer, shouldStop)
        for (place, event) in round.enumerated() {
          let summaries = results.take(place)
          let truth = event.event.truth
          builder.add(summaries, of: event.event)
          choice.consider(summaries, event)
          try file.add(
            summaries, truth: { PID(truth[$0, 0]) ?? .none }, event: event.number)
        }
        done += round.count
        progress.report(done, of: plan.events.count, note: "")
      }
      // Statistics of the old R-maps must not stand beside the new ones, which get their name next.
      try FolderContents.remove("\(folder.reports)/\(Self.fileName)")
    }
    let rGraph = plan.graph(choice).map { event, element in
      RGraph(
        explainer, event.event, element: element, output: event.output(of: element),
        file: event.file, number: event.number)
    }
    let seconds = (ContinuousClock.now - start) / .seconds(1)
    return builder.finish(
      subject(plan, explainer), elements: plan.events.reduce(0) { $0 + $1.event.count },
      graph: rGraph, seconds: seconds,
      provenance: inputs.merging(Provenance.current(since: date).texts) { a, _ in a })
  }

  /// Explains this rank's events of a round, and brings what all ranks have found to rank 0.
  private func explain(
    _ round: [ExplanationPlan.ChosenEvent], _ explainer: Explainer,
    _ shouldStop: @Sendable () -> Bool
  ) throws(Failure) -> RoundResults {
    let own = ranks.share(of: round.map(\.cost))
    let summaries = explainer.summaries(
      own.map { round[$0] }, neighbours: options.neighbours, shouldStop: shouldStop)
    var stops = [shouldStop() ? 1 : 0]
    try ranks.sum(&stops)
    if stops[0] > 0 { throw Self.interrupted }
    return try RoundResults(own, summaries, ranks)
  }

  private func subject(_ plan: ExplanationPlan, _ explainer: Explainer) -> Explanation.Subject {
    Explanation.Subject(
      output: options.output.name, rule: explainer.rule, neighbours: options.neighbours,
      elementsPerClass: options.elementsPerClass, seed: options.seed,
      classes: options.chosenClasses, events: plan.events.map(\.number),
      standardisedInputs: !explainer.network.inputScaling.isIdentity)
  }

  private func metadata(_ inputs: [String: String]) -> [String: String] {
    inputs.merging([
      "format": "fairmlpf-relevance", "format_version": "1",
      "columns_cluster": Columns.cluster.joined(separator: ","),
      "columns_track": Columns.track.joined(separator: ","),
      "made_by": "fairmlpf \(Version.current)",
    ]) { a, _ in a }
  }

  private static let interrupted = Failure(
    "the explanation was interrupted", remedy: "Run 'fairmlpf explain' again",
    status: .interrupted)
}

extension ExplanationOptions {
  /// Everything that decides the result, as text.
  var identity: String {
    [
      "events \(events.text)", "classes \(chosenClasses.map(\.name).joined(separator: ","))",
      "elements \(elementsPerClass.map { "\($0)" } ?? "all")", "output \(output.name)",
      "rule \(rule.rawValue)", "epsilon \(relevanceRule.epsilon)", "gamma \(relevanceRule.gamma)",
      "neighbours \(neighbours)", "seed \(seed)",
    ].joined(separator: "; ")
  }
}
