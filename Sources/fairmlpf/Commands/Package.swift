import ArgumentParser
import Experiment
import Files
import Publication

/// `fairmlpf package`.
struct Package: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Put everything that is published of the experiment into one folder.",
    discussion: """
      Writes the folder publication: the trained network (safetensors and ONNX), settings, results, the \
      report, and the metadata that archives and catalogues read, made of CITATION.cff, experiment.yaml, \
      the lock of the data set and the results. Nothing is sent to the network. Results that are missing \
      or old are named with the command that makes them.

      The same inputs give the same bytes; the date of the publication is that of the newest result, or \
      SOURCE_DATE_EPOCH. The folder is replaced as a whole; files of yours in it are refused. Prints the \
      path of the folder.
      """)

  @OptionGroup var experiment: ExperimentDirectory
  @Flag(help: "Write the folder even if it is up to date or files in it were changed.")
  var force = false
  @OptionGroup var output: OutputOptions

  func run() throws {
    let folder = try ExperimentFolder(experiment.directory)
    let settings = try ExperimentFile(folder.settings)
    let report = try PackageStage(folder, settings).run(force: force)
    let progress = output.progress("files")
    progress.say(
      report.wasUpToDate
        ? "The publication is up to date" : "Packed \(report.files) files")
    for path in report.changed { progress.say("Put the DOI into \(path)") }
    if report.address == nil {
      progress.say(
        "Where the experiment's code lies is not known: add 'repository-code: https://…' to CITATION.cff"
      )
    }
    if report.citation.licence == nil {
      progress.say(
        "There is no licence, so nobody may use the model: add 'license: …' to CITATION.cff")
    }
    try StandardOutput.write(report.path + "\n")
  }
}
