import ArgumentParser
import Experiment

/// `fairmlpf publish zenodo`.
struct PublishZenodo: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "zenodo",
    abstract: "Put the package into a draft on Zenodo, and publish it if you say so.")

  @OptionGroup var place: ExperimentDirectory
  @OptionGroup var output: OutputOptions

  func run() throws {
    let folder = try ExperimentFolder(place.directory)
    output.progress("files").say(folder.path)
  }
}
