public import ArgumentParser
public import Events
import Experiment
import Files

/// `fairmlpf predict`.
struct Predict: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Find the particles in files of events with a trained network.",
    discussion: """
      Writes for each file, such as a.pkl.bz2, a file a.particles.safetensors (or a.particles.csv) with \
      the class, charge, pT, eta, sin phi, cos phi and energy of the particle of every element, in the \
      order of the elements, and prints its path. An element without a particle has the class 0.

      With --model no experiment is needed. Nothing is written outside the folder of -o.
      """)

  @Argument(
    help: ArgumentHelp(
      "DELPHES files (.pkl.bz2, .pkl) or event stores (.safetensors).", valueName: "file"),
    completion: .file())
  var files: [String]

  @Option(
    help: ArgumentHelp(
      "A model.safetensors that 'train' has written. Default: that of the experiment.",
      valueName: "file"), completion: .file(extensions: ["safetensors"]))
  var model: String?

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp(
      "The folder for the particles, made if missing. Default: the current one.",
      valueName: "dir"), completion: .directory)
  var output: String?

  @Option(help: "The form of the files.")
  var format: ParticleFile.Format = .safetensors

  @Option(help: ArgumentHelp("Events at a time; 0: one for each core.", valueName: "n"))
  var threads = 0

  @OptionGroup var experiment: ExperimentDirectory
  @OptionGroup var messages: OutputOptions

  func validate() throws {
    guard threads >= 0 else {
      throw ValidationError("--threads is \(threads) and must be 0 or more.")
    }
    guard model == nil || experiment.directory == nil else {
      throw ValidationError("--model and -C exclude each other.")
    }
    guard output != "" else { throw ValidationError("-o names no folder.") }
  }

  func run() throws {
    let progress = messages.progress("events")
    defer { progress.end() }
    try stage().run(
      files, into: output ?? "", format, threads: threads, progress: progress,
      shouldStop: { Interrupt.isRequested() }
    ) { report throws(Failure) in
      progress.say(
        "Found \(report.particles) particles among \(report.elements) elements of "
          + "\(report.events) events.")
      try StandardOutput.write(report.path + "\n")
    }
  }

  private func stage() throws(Failure) -> PredictStage {
    if let model { return try PredictStage(model: model) }
    let folder = try ExperimentFolder(experiment.directory)
    return try PredictStage(folder, ExperimentFile(folder.settings))
  }
}

extension ParticleFile.Format: ExpressibleByArgument {}
