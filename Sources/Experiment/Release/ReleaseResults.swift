import Evaluation
import Files
import FoundationEssentials
import MLPF
import Publication
import Relevance
import Report

/// The results that a publication is made of: all of them there, and all of the same model.
struct ReleaseResults {
  let model: TrainedModel
  let training: TrainingSummary
  let evaluation: EvaluationResult
  /// `nil` where the settings name no held-out files.
  let heldOut: EvaluationResult?
  let explanation: Relevance.Explanation
  /// What the report is made of, which has the same results in it.
  let report: ReportInputs

  /// Reads and compares them.
  ///
  /// - Throws: `Failure` naming the command to run when one is missing or older than what it was made of.
  init(_ folder: ExperimentFolder, _ settings: ExperimentFile) throws(Failure) {
    let run = folder.run(settings.run)
    let model = try TrainedModel(folder, settings)
    self.model = model
    func present<Value>(
      _ value: Value?, _ what: String, at path: String, _ command: String
    ) throws(Failure) -> Value {
      guard let value else {
        throw Failure(
          "there is no \(what)", at: path, remedy: "Run '\(command)' first", status: .missingInput)
      }
      return value
    }
    let summary = "\(run)/\(TrainStage.summaryName)"
    let text = try present(
      ReportInputs.text(summary), "finished training", at: summary, "fairmlpf train")
    training = try TrainingSummary(json: Data(text.utf8), at: summary)
    try Self.check(training, settings, summary)

    let report = try ReportInputs(folder, settings)
    self.report = report
    func judged(
      _ result: EvaluationResult?, on part: PrepareStage.Part, _ command: String
    ) throws(Failure) -> EvaluationResult {
      let path = "\(EvaluateStage.reports(folder, on: part))/\(EvaluateStage.fileName)"
      let result = try present(result, "evaluation", at: path, command)
      try Self.check(result, model, settings, path, command)
      return result
    }
    evaluation = try judged(report.evaluation, on: .test, "fairmlpf evaluate")
    heldOut =
      settings.data.heldOut.isEmpty
      ? nil : try judged(report.heldOut, on: .heldOut, "fairmlpf evaluate --held-out")
    let path = "\(folder.reports)/\(ExplainStage.fileName)"
    explanation = try present(report.explanation, "explanation", at: path, "fairmlpf explain")
    try Self.check(explanation, model, settings, path, "fairmlpf explain")
    guard try ReportStage(folder, settings).isUpToDate(report) else {
      throw Failure(
        "the report is missing or older than the results",
        at: "\(folder.reports)/\(ReportStage.fileName)", remedy: "Run 'fairmlpf report' first",
        status: .missingInput)
    }
  }

  /// A result must be of this model, run and experiment.
  private static func check(
    _ result: some StoredResult, _ model: TrainedModel, _ settings: ExperimentFile,
    _ path: String, _ command: String
  ) throws(Failure) {
    let wanted = [
      "model_sha256": model.sha256, "run": settings.run, "experiment": settings.name,
      "data": settings.data.origin,
    ]
    for (key, value) in wanted.sorted(by: { $0.key < $1.key })
    where result.provenance[key] != value {
      let what = key == "model_sha256" ? "model" : key
      throw Failure(
        "the result is of another \(what) than the experiment has now", at: path,
        remedy: "Run '\(command)' first", status: .badData)
    }
  }

  /// Settings that do not change the weights, or that a training may be made longer by.
  private static let free: Set<String> = ["epochs", "patience"]

  /// The training must have been done with the settings as they are now.
  private static func check(
    _ training: TrainingSummary, _ settings: ExperimentFile, _ path: String
  ) throws(Failure) {
    guard let shape = training.architecture, let options = training.settings else {
      throw Failure(
        "the summary was written by an older version and does not say how the network was trained",
        at: path, remedy: "Remove the file and run 'fairmlpf train', which writes it anew",
        status: .badData)
    }
    let then = Dictionary((shape + options).map { ($0.name, $0.value) }) { first, _ in first }
    for fact in settings.architectureFacts + settings.trainingFacts
    where !free.contains(fact.name) && then[fact.name] != fact.value {
      throw Failure(
        "the network was trained with '\(fact.name)' \(then[fact.name] ?? "missing"), and "
          + "\(ExperimentFile.fileName) says \(fact.value) now",
        at: path, remedy: "Run 'fairmlpf train', or set it back", status: .badData)
    }
    guard training.outcome != "finished" || training.epochs >= settings.training.epochs else {
      throw Failure(
        "the network was trained for \(NumberText.count(training.epochs, "epoch")), and "
          + "\(ExperimentFile.fileName) says \(settings.training.epochs) now",
        at: path, remedy: "Run 'fairmlpf train'", status: .badData)
    }
  }
}
