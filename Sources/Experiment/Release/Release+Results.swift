import Evaluation
import Events
import Files
import MLPF
import Publication
import Relevance
import Report

// What results say, in the words of a publication.
extension Release.Model {
  init(_ settings: ExperimentFile, sha256: String) {
    func columns(_ names: [String], _ units: [String]) -> [Release.Column] {
      zip(names, units).map { Release.Column($0, unit: $1) }
    }
    let targets = columns(Columns.target, Columns.targetUnits)
    self.init(
      preset: settings.preset.rawValue, architecture: settings.architectureFacts,
      parameters: settings.architecture.parameterCount,
      clusterColumns: columns(Columns.cluster, Columns.clusterUnits),
      trackColumns: columns(Columns.track, Columns.trackUnits),
      classes: PID.allCases.map(\.name), momenta: Array(targets.dropFirst()), targets: targets,
      sha256: sha256)
  }
}

extension Release.Activity {
  /// A step whose result keeps its provenance as texts.
  init(
    _ command: String, _ provenance: [String: String], seconds: Double? = nil, at place: String
  ) throws(Failure) {
    guard let end = provenance["time"].flatMap({ ReleaseDate($0) }) else {
      throw Failure(
        "the result does not say when it was made", at: place,
        remedy: "Run '\(command) --force'", status: .badData)
    }
    let start = provenance["started"].flatMap { ReleaseDate($0) }
    self.init(
      command: command, start: start, end: end, seconds: seconds,
      program: provenance["program"] ?? "unknown", system: provenance["system"] ?? "unknown",
      processor: provenance["processor"] ?? "unknown", cores: provenance["cores"] ?? "unknown")
  }
}

extension Release.Training {
  init(_ summary: TrainingSummary, at place: String) throws(Failure) {
    let provenance = summary.provenance
    var texts = [
      "time": provenance.time, "program": provenance.program, "system": provenance.system,
      "processor": provenance.processor, "cores": "\(provenance.cores)",
    ]
    texts["started"] = provenance.started
    self.init(
      settings: (summary.settings ?? []).map { Release.Fact($0.name, $0.value) },
      seed: summary.seed, epochs: summary.epochs, bestEpoch: summary.bestEpoch,
      outcome: summary.outcome,
      activity: try Release.Activity("fairmlpf train", texts, seconds: summary.seconds, at: place))
  }
}

extension Release.Measured {
  /// A share with Wilson's interval at 68 %; `nil` without trials.
  init?(_ successes: Int, of trials: Int) {
    guard let interval = WilsonInterval(successes: successes, trials: trials) else { return nil }
    self.init(interval.value, lower: interval.lower, upper: interval.upper)
  }
}

extension Release.Evaluation {
  init(_ result: EvaluationResult, _ command: String, at place: String) throws(Failure) {
    var scores: [Release.Score] = []
    for subset in [Subset.all, .clusters] {
      for method in Method.allCases {
        guard let found = result[subset]?[method] else { continue }
        scores.append(Release.Score(found.confusion, method: method.name, elements: subset.name))
      }
    }
    self.init(
      events: result.events, elements: result.elements, scores: scores,
      timing: result.timing.map { time in
        Release.Fact("\(time.elements)", NumberText.fixed(time.milliseconds, 2) + " ms")
      },
      activity: try Release.Activity(command, result.provenance, at: place))
  }
}

extension Release.Score {
  fileprivate init(_ confusion: ConfusionMatrix, method: String, elements: String) {
    let right = confusion.counts.indices.reduce(0) { $0 + confusion.counts[$1][$1] }
    let classes = PID.allCases.filter { $0 != .none }.map { pid in
      let hits = confusion.counts[pid.rawValue][pid.rawValue]
      let (truth, given) = (confusion.truthCount(pid), confusion.recoCount(pid))
      return Release.ClassScore(
        name: pid.name, elements: truth,
        efficiency: Release.Measured(hits, of: truth),
        fakeRate: Release.Measured(given - hits, of: given))
    }
    self.init(
      method: method, elements: elements,
      accuracy: Release.Measured(right, of: confusion.elements), classes: classes)
  }
}

extension Release.Explanation {
  init(
    _ result: Relevance.Explanation, _ settings: ExperimentFile, at place: String
  ) throws(Failure) {
    let subject = result.subject
    var rule = subject.rule
    if subject.rule != RelevanceRule.Kind.zero.rawValue { rule += ", epsilon \(subject.epsilon)" }
    if subject.gamma > 0 { rule += ", gamma \(subject.gamma)" }
    self.init(
      output: subject.output, rule: rule, explained: result.explained, events: result.events,
      statements: result.checks.map {
        Release.Statement($0.statement, verdict: $0.verdict.rawValue)
      },
      conservation: result.conservation.median,
      activity: try Release.Activity(
        Self.command(result, settings), result.provenance, seconds: result.seconds, at: place))
  }

  /// The command, with the options that differ from the settings.
  private static func command(
    _ result: Relevance.Explanation, _ settings: ExperimentFile
  ) -> String {
    let usual = settings.explanation.identity.split(separator: "; ")
    var options: [String] = []
    for part in (result.provenance["explained"] ?? "").split(separator: "; ")
    where !usual.contains(part) {
      let (name, value) = (part.prefix { $0 != " " }, part.drop { $0 != " " }.dropFirst())
      options.append("--\(name) '\(name == "elements" && value == "all" ? "0" : value)'")
    }
    if let graph = result.provenance["graph"], graph != "chosen" {
      options.append("--graph \(graph)")
    }
    return (["fairmlpf explain"] + options).joined(separator: " ")
  }
}
