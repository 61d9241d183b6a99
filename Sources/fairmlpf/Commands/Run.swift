import ArgumentParser
import Experiment

/// `fairmlpf run`.
struct Run: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Do all steps of the experiment that are not up to date.",
    discussion: """
      Writes the bundled sample if the experiment uses it, or fetches what is missing of its data set \
      after asking, then trains, evaluates (files of data.held_out apart), explains and makes the \
      report. Prints what these steps print. 'export', 'package' and 'publish' are steps of their own.
      """)

  @OptionGroup var experiment: ExperimentOptions
  @OptionGroup var consent: FetchConsent
  @OptionGroup var output: OutputOptions

  func run() throws {
    let folder = try ExperimentFolder(experiment.directory)
    let settings = try ExperimentFile(folder.settings)
    try Fetching.needed(by: folder, settings, agrees: consent.yes, output)
    try Train.train(folder, settings, force: experiment.force, output)
    let parts: [PrepareStage.Part] = settings.data.heldOut.isEmpty ? [.test] : [.test, .heldOut]
    for part in parts {
      try Evaluate.evaluate(
        folder, settings, on: part, force: experiment.force, json: false, output)
    }
    try Explain.explain(
      ExplainStage(folder, settings), force: experiment.force, json: false, output)
    try Report.report(folder, settings, force: experiment.force, output)
  }
}
