public import ArgumentParser
public import Experiment
import Files

/// `fairmlpf export`.
struct Export: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Write the trained network for other programs.",
    discussion: """
      Writes into models/<run>/ and prints the path of the file:

      onnx: model.onnx, for ONNX Runtime and other programs (opset 17, standard operators). It takes \
      the features X (elements, 12) of one event as they are in the DELPHES files, and gives logits \
      (elements, 6) and momenta (elements, 6) in GeV. Any number of elements will do; memory grows \
      with its square, 100 MB for each matrix of distances of 5,000 elements.

      safetensors: state_dict.safetensors, weights and scalings with the names of a PyTorch module.

      state-dict: state_dict.json, which says what to compute with these tensors.
      """)

  @OptionGroup var experiment: ExperimentDirectory
  @OptionGroup var output: OutputOptions

  @Option(help: ArgumentHelp("What to write.", valueName: "format"))
  var format: ExportStage.Format = .onnx

  @Flag(help: "Write the file even if it is up to date.")
  var force = false

  func run() throws {
    let folder = try ExperimentFolder(experiment.directory)
    let settings = try ExperimentFile(folder.settings)
    let report = try ExportStage(folder, settings).run(format, force: force)
    let progress = output.progress("files")
    progress.say(report.wasUpToDate ? "The export is up to date" : "Exported the network")
    try StandardOutput.write(report.path + "\n")
  }
}

extension ExportStage.Format: ExpressibleByArgument {}
