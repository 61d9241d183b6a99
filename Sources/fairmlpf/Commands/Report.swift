import ArgumentParser
import Experiment
import Files

/// `fairmlpf report`.
struct Report: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Make one page of everything the experiment found.",
    discussion: """
      Draws figures of the training, the evaluation and the explanation into reports/figures, each \
      with its data, script and pictures, and writes reports/report.html: one file with tables and \
      pictures inside, to be read anywhere. Prints the path of the page. The figures need gnuplot.
      """)

  @OptionGroup var experiment: ExperimentOptions
  @OptionGroup var output: OutputOptions

  func run() throws {
    let folder = try ExperimentFolder(experiment.directory)
    let settings = try ExperimentFile(folder.settings)
    try Self.report(folder, settings, force: experiment.force, output)
  }

  /// Makes the page and prints its path.
  static func report(
    _ folder: ExperimentFolder, _ settings: ExperimentFile, force: Bool, _ output: OutputOptions
  ) throws {
    let drawing = output.progress("figures")
    defer { drawing.end() }
    let outcome = try ReportStage(folder, settings).run(
      force: force, drawing: drawing, shouldStop: { Interrupt.isRequested() })
    drawing.end()
    if outcome.withoutPicture > 0 {
      drawing.say(
        "\(outcome.withoutPicture) of \(outcome.figures) figures have no picture, because gnuplot is "
          + "not installed: install it (on Debian and Ubuntu 'apt install gnuplot-nox') and run "
          + "'fairmlpf report' again.")
    }
    drawing.say(outcome.wasUpToDate ? "The report is up to date" : "Made the report")
    try StandardOutput.write(outcome.path + "\n")
  }
}
