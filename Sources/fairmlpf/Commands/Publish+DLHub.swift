import ArgumentParser
import Experiment
import Files
import Publication

/// `fairmlpf publish dlhub`.
struct PublishDLHub: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "dlhub",
    abstract: "Make and check the package for DLHub; nothing is uploaded.",
    discussion: """
      Writes publication/dlhub/ and the same as publication/dlhub.zip: a description, a function in \
      Python that runs model.onnx, and what it needs. home_run, the program that DLHub ran its models \
      with, executes it. Prints the path of the archive.

      The service is retired as far as is known (its models moved to Garden in 2024), so there is \
      nowhere to send the package to.
      """)

  @Flag(help: "Print the files of the package, and write none.")
  var dryRun = false
  @OptionGroup var place: ExperimentDirectory
  @OptionGroup var output: OutputOptions

  func run() throws {
    let folder = try ExperimentFolder(place.directory)
    let stage = PackageStage(folder, try ExperimentFile(folder.settings))
    if dryRun {
      let files = try DLHubPackage().files(of: stage.release())
      let rows = files.map { [$0.path, ByteText.of($0.size), $0.description] }
      try StandardOutput.write(TerminalTable.render([["file", "size", "holds"]] + rows) + "\n")
      return
    }
    let archive = try DLHubPackage.check(in: stage.run().path)
    output.progress("files").say(
      "The package is checked. It is not uploaded: DLHub is retired as far as is known, and its models "
        + "moved to Garden in 2024. It lies here:")
    try StandardOutput.write(archive + "\n")
  }
}
