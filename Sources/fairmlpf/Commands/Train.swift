import ArgumentParser
import Experiment
import Files
import MLPF

/// `fairmlpf train`.
struct Train: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Train the experiment's network.",
    discussion: """
      Reads experiment.yaml, fetches what is missing of its data set after asking, converts event \
      files where needed, and writes models/<run>/: model.safetensors (the best epoch), \
      checkpoint.safetensors, metrics.csv, a TensorBoard event file and training.json. Ctrl-C stops \
      at a checkpoint; the same command goes on from there and ends with the same weights as if it \
      had not been stopped.
      """ + Job.note)

  @OptionGroup var experiment: ExperimentOptions
  @OptionGroup var consent: FetchConsent
  @OptionGroup var output: OutputOptions

  func run() throws {
    let folder = try ExperimentFolder(experiment.directory)
    let settings = try ExperimentFile(folder.settings)
    let ranks = try Job.ranks()
    // The others wait for as long as fetching may take.
    if ranks.isFirst {
      try Fetching.needed(by: folder, settings, agrees: consent.yes, output)
    }
    try ranks.wait(patience: .seconds(7 * 24 * 3600))
    try Self.train(folder, settings, force: experiment.force, output)
  }

  /// Trains and says how it ended; an interruption ends the program.
  static func train(
    _ folder: ExperimentFolder, _ settings: ExperimentFile, force: Bool, _ output: OutputOptions
  ) throws {
    let ranks = try Job.ranks()
    let converting = output.progress("files", ranks)
    let training = output.progress("events", ranks)
    defer {
      converting.end()
      training.end()
    }
    let report = try TrainStage(folder, settings, ranks: ranks).run(
      force: force, converting: converting, training: training,
      shouldStop: { Interrupt.isRequested() })
    Interrupt.stopListening()
    training.end()
    let best = "best epoch \(report.bestEpoch) of \(report.epochs.count)"
    switch report.outcome {
    case nil: training.say("The training is up to date (\(best)): \(report.folder)")
    case .finished: training.say("Trained, \(best): \(report.folder)")
    case .stoppedEarly:
      training.say("Stopped early, \(best), no better one since: \(report.folder)")
    case .interrupted:
      let count = report.epochs.count
      throw Failure(
        "the training was interrupted after \(count) epoch\(count == 1 ? "" : "s")",
        at: report.folder,
        remedy: "Run the same command again to go on from the checkpoint", status: .interrupted)
    }
  }
}
