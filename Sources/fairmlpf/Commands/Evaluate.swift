import ArgumentParser
import Evaluation
import Experiment
import Files
import MLPF

/// `fairmlpf evaluate`.
struct Evaluate: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Compare the trained network with the rule-based particle flow.",
    discussion: """
      Runs the model over the test events and writes reports/evaluation.json and CSV tables: \
      confusion matrices, efficiencies and fake rates, resolutions, multiplicities, distributions and \
      inference times, for all elements, clusters only and tracks only.
      """ + Job.note)

  @OptionGroup var experiment: ExperimentOptions
  @OptionGroup var output: OutputOptions
  @Flag(help: "Print all metrics as JSON instead of a table.")
  var json = false
  @Flag(help: "Use the files of data.held_out instead; results go to reports/held_out.")
  var heldOut = false

  func run() throws {
    let folder = try ExperimentFolder(experiment.directory)
    let settings = try ExperimentFile(folder.settings)
    try Self.evaluate(
      folder, settings, on: heldOut ? .heldOut : .test, force: experiment.force, json: json, output)
  }

  /// Evaluates and prints the summary.
  static func evaluate(
    _ folder: ExperimentFolder, _ settings: ExperimentFile, on part: PrepareStage.Part, force: Bool,
    json: Bool, _ output: OutputOptions
  ) throws {
    let ranks = try Job.ranks()
    let converting = output.progress("files", ranks)
    let evaluating = output.progress("events", ranks)
    defer {
      converting.end()
      evaluating.end()
    }
    let report = try EvaluateStage(folder, settings, on: part, ranks: ranks).run(
      force: force, converting: converting, evaluating: evaluating,
      shouldStop: { Interrupt.isRequested() })
    evaluating.end()
    guard ranks.isFirst else { return }
    if json {
      try StandardOutput.write(report.result.json())
    } else {
      try StandardOutput.write(TerminalTable.render(report.result.summary()) + "\n")
    }
    let note = report.wasUpToDate ? "The evaluation is up to date" : "Evaluated"
    evaluating.say("\(note): \(report.path)")
  }
}
