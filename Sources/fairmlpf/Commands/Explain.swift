import ArgumentParser
import Experiment
import Files
import MLPF
import Relevance

/// `fairmlpf explain`.
struct Explain: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Explain the network's decisions by layerwise relevance propagation.",
    discussion: """
      Tells for every chosen element which neighbours and which features decided the output, exactly \
      and in double precision. Writes reports/explanation.json and CSV tables (R-maps by true class, \
      R-scores, relevant nodes, neighbour shares, conservation, physics checks) and \
      reports/relevance.safetensors with the R-map of every element.

      Options that are not given are as in the section 'explanation' of experiment.yaml.

      Memory does not depend on how many elements are explained. An event takes about 4 kB for each \
      of its elements (lrp-paper), a thread about 8 bytes x block x reach x (2 F + 12), where at most \
      reach = k^L elements (k neighbours, L GravNet layers) send F features. With the default block \
      that is 1 to 15 MB a thread for the published networks.
      """ + Job.note)

  @OptionGroup var experiment: ExperimentOptions
  @OptionGroup var explanation: ExplanationArguments
  @OptionGroup var output: OutputOptions

  @Option(
    help: ArgumentHelp(
      "The element whose R-graph is kept, such as 3:120; default: the correctly classified charged "
        + "hadron with the largest pT.", valueName: "event:element"))
  var graph: ElementPlace?

  @Option(
    help: ArgumentHelp(
      "Elements that each thread explains at once; memory grows with it.", valueName: "n"))
  var block: Int?

  @Flag(help: "Print all statistics as JSON instead of tables.")
  var json = false

  func validate() throws {
    if let block, block < 1 {
      throw ValidationError("--block is \(block) and must be 1 or more.")
    }
  }

  func run() throws {
    let folder = try ExperimentFolder(experiment.directory)
    let settings = try ExperimentFile(folder.settings)
    let ranks = try Job.ranks()
    let stage = ExplainStage(
      folder, settings, explanation.options(settings.explanation), graph: graph, block: block,
      ranks: ranks)
    try Self.explain(stage, force: experiment.force, json: json, output, ranks)
  }

  /// Explains and prints the summary.
  static func explain(
    _ stage: ExplainStage, force: Bool, json: Bool, _ output: OutputOptions, _ ranks: Ranks = .solo
  ) throws {
    let converting = output.progress("files", ranks)
    let explaining = output.progress("events", ranks)
    defer {
      converting.end()
      explaining.end()
    }
    let report = try stage.run(
      force: force, converting: converting, explaining: explaining,
      shouldStop: { Interrupt.isRequested() })
    explaining.end()
    guard ranks.isFirst else { return }
    if json {
      try StandardOutput.write(report.result.json())
    } else {
      for table in report.result.summary() {
        try StandardOutput.write(TerminalTable.render(table) + "\n")
      }
    }
    let note =
      report.wasUpToDate
      ? "The explanation is up to date" : "Explained \(report.result.explained) elements"
    explaining.say("\(note): \(report.path)")
  }
}
