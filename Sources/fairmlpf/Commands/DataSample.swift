import ArgumentParser
import Events
import Experiment

/// `fairmlpf data sample`.
struct DataSample: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sample", abstract: "Write the bundled sample of 150 simulated events.",
    discussion: """
      Three .pkl.bz2 files in the form of the public DELPHES data set (ttbar, pileup 20), with their \
      own README and licence. Files that are there already are left alone.
      """)

  @Argument(help: "The folder to write to; made if missing.", completion: .directory)
  var directory: String

  @OptionGroup var output: OutputOptions

  func run() throws {
    try BundledSample.write(from: ResourceFolder.sample(), to: directory)
    output.progress("files").say("Wrote the bundled sample to \(directory).")
  }
}
