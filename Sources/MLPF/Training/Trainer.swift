import Events
public import Files
import FoundationEssentials

/// Trains a network over epochs, with validation, checkpoints and exact continuation.
///
/// The order of events in an epoch follows from the seed and the epoch's number, and sums are taken
/// in a fixed order, so a training that was killed and continued ends with the same weights, bit for
/// bit, as one that was not.
public final class Trainer {
  /// How a training ended.
  public enum Outcome: Sendable, Equatable {
    /// All epochs are done.
    case finished
    /// The validation loss had not fallen for longer than the patience.
    case stoppedEarly
    /// It was asked to stop; the checkpoint says where to go on.
    case interrupted
  }

  /// The network as it stands.
  public var network: PFNet { learner.network }
  /// Epochs finished so far.
  public var history: [EpochMetrics] { state.history }
  /// The epoch with the smallest deciding loss, from 1; 0 before the first one.
  public var bestEpoch: Int { state.bestEpoch }

  private let options: TrainingOptions
  private let folder: String
  private let training: [NamedEvent]
  private let validation: [NamedEvent]
  private let notes: [String: String]
  private let ranks: Ranks
  private let learner: Learner
  private var state: TrainingState

  private static var now: Double { Date().timeIntervalSince1970 }

  /// Starts a training, or takes up the one whose checkpoint lies in the folder.
  ///
  /// - Parameters:
  ///   - architecture: the network's shape.
  ///   - options: how to train.
  ///   - training: training events, at least one.
  ///   - validation: validation events, may be empty.
  ///   - folder: an existing folder for checkpoint, model and logs.
  ///   - data: names the data, so that a checkpoint is not continued with other data.
  ///   - notes: metadata for the model file.
  ///   - ranks: who share the mini-batches; all call this and `run` alike, and the first one writes.
  /// - Throws: `Failure` when a checkpoint is damaged or belongs to another training, or when the
  ///   ranks are more than the events of a step or do not start from the same weights.
  public init(
    _ architecture: Architecture, _ options: TrainingOptions, training: [NamedEvent],
    validation: [NamedEvent], folder: String, data: String, notes: [String: String] = [:],
    ranks: Ranks = .solo
  ) throws(Failure) {
    precondition(!training.isEmpty, "no training events")
    guard ranks.count <= options.eventsPerStep else {
      throw Failure(
        "\(ranks.count) ranks cannot share the \(options.eventsPerStep) events of a step",
        at: "training.events_per_step",
        remedy: "Start as many ranks or fewer, or give a step more events", status: .usage)
    }
    self.ranks = ranks
    self.options = options
    self.folder = folder
    self.training = training
    self.validation = validation
    self.notes = notes
    var network = PFNet(architecture, seed: options.seed)
    let fingerprint = options.fingerprint(architecture, data: data)
    let path = "\(folder)/\(Checkpoint.fileName)"
    if FileManager.default.fileExists(atPath: path) {
      let (state, file) = try Checkpoint.open(path)
      guard state.fingerprint == fingerprint else {
        throw Failure(
          "the checkpoint belongs to a training with other settings or other data", at: path,
          remedy: "Choose another run name, or run with --force to start this one again",
          status: .badData)
      }
      try ModelFile.readScalings(file, into: &network)
      learner = Learner(
        network, loss: options.loss, optimiser: options.optimiser, threads: options.threads)
      try Checkpoint.restore(file, state, network, learner.adam)
      self.state = state
    } else {
      if options.standardisesInputs {
        network.inputScaling = InputScaling(standardising: training.lazy.map(\.event))
      }
      network.momentumScaling =
        options.momentumTargets == .standardised
        ? MomentumScaling(standardising: training.lazy.map { options.targets(of: $0.event) })
        : MomentumScaling(options.momentumTargets)
      learner = Learner(
        network, loss: options.loss, optimiser: options.optimiser, threads: options.threads)
      state = TrainingState(fingerprint: fingerprint)
    }
    try compareWeights()
  }

  /// Steps in an epoch; the last one may have fewer events.
  private var stepsPerEpoch: Int {
    (training.count + options.eventsPerStep - 1) / options.eventsPerStep
  }

  /// Whether there is nothing left to do.
  public var isFinished: Bool { state.epoch >= options.epochs || hasLostPatience }

  private var hasLostPatience: Bool {
    state.best != nil && state.epoch - state.bestEpoch > options.patience
  }

  /// Trains until the end, or until asked to stop.
  ///
  /// - Parameters:
  ///   - progress: told of every step and epoch.
  ///   - shouldStop: asked after every step.
  /// - Returns: how it ended; a checkpoint has been written unless there was nothing to do.
  /// - Throws: `Failure` when a loss is not finite or a file cannot be written.
  public func run(
    progress: some Progress, shouldStop: () -> Bool = { false }
  ) throws(Failure) -> Outcome {
    guard !isFinished else { return hasLostPatience ? .stoppedEarly : .finished }
    let log =
      ranks.isFirst
      ? try TensorBoardFile(in: folder, history: state.history, time: Self.now) : nil
    if state.optimiserSteps > 0 {
      progress.say(
        "Going on from the checkpoint: epoch \(state.epoch + 1), step \(state.step + 1).")
    }
    let clock = ContinuousClock()
    var lastCheckpoint = clock.now
    while state.epoch < options.epochs {
      if hasLostPatience { return .stoppedEarly }
      let start = clock.now
      var generator = SeededGenerator(seed: options.seed, stream: UInt64(state.epoch) + 1)
      let order = generator.permutation(training.count)
      while state.step < stepsPerEpoch {
        let isDue = clock.now - lastCheckpoint > options.checkpointInterval
        let (stops, writes) = try agree(stops: shouldStop(), writes: isDue)
        if stops {
          try writeCheckpoint()
          return .interrupted
        }
        if writes {
          try writeCheckpoint()
          lastCheckpoint = clock.now
        }
        try step(order)
        report(progress)
      }
      try finishEpoch(log, seconds: (clock.now - start) / .seconds(1))
      lastCheckpoint = clock.now
    }
    return .finished
  }

  /// What all ranks do next: any of them may be asked to stop, and the first one keeps the time.
  private func agree(stops: Bool, writes: Bool) throws(Failure) -> (stops: Bool, writes: Bool) {
    var votes = [stops ? 1 : 0, writes && ranks.isFirst ? 1 : 0]
    try ranks.sum(&votes)
    return (votes[0] > 0, votes[1] > 0)
  }

  /// One mini-batch.
  private func step(_ order: [Int]) throws(Failure) {
    let first = state.step * options.eventsPerStep
    let batch = order[first..<min(first + options.eventsPerStep, order.count)].map { training[$0] }
    let own = ranks.share(of: batch.map(\.event.count)).map { batch[$0].event }
    let loss = try learner.differentiate(
      own.map { .init(elements: $0.elements, targets: options.targets(of: $0)) }, with: ranks)
    guard loss.total.isFinite else {
      let names = batch.map { "\($0.file), event \($0.index)" }.joined(separator: "; ")
      throw Failure(
        "the loss is not finite in epoch \(state.epoch + 1), step \(state.step + 1)", at: names,
        remedy: "Lower the learning rate or clip the gradient; what was saved before is kept",
        status: .badData)
    }
    learner.update(factor: options.learningRateFactor(step: learner.adam.steps, total: totalSteps))
    state.sums.add(loss)
    state.step += 1
    state.optimiserSteps = learner.adam.steps
  }

  private var totalSteps: Int { options.epochs * stepsPerEpoch }

  private func report(_ progress: some Progress) {
    let done =
      state.epoch * training.count
      + min(state.step * options.eventsPerStep, training.count)
    var note = "epoch \(state.epoch + 1)/\(options.epochs)"
    note += ", loss \(state.sums.averages.total.formatted4)"
    if let last = state.history.last?.validation { note += ", validation \(last.total.formatted4)" }
    progress.report(done, of: options.epochs * training.count, note: note)
  }

  /// Validation, logs, best model and checkpoint.
  private func finishEpoch(_ log: TensorBoardFile?, seconds: Double) throws(Failure) {
    guard network.parameters.isFinite else {
      throw Failure(
        "a weight is not finite after epoch \(state.epoch + 1)", at: folder,
        remedy: "Lower the learning rate or clip the gradient; what was saved before is kept",
        status: .badData)
    }
    var sums = LossSums()
    for (named, loss) in zip(validation, try validationLosses()) {
      guard loss.total.isFinite else {
        throw Failure(
          "the validation loss is not finite after epoch \(state.epoch + 1)",
          at: "\(named.file), event \(named.index)",
          remedy: "Lower the learning rate or clip the gradient; what was saved before is kept",
          status: .badData)
      }
      sums.add(loss)
    }
    let factor = options.learningRateFactor(step: learner.adam.steps - 1, total: totalSteps)
    let row = EpochMetrics(
      epoch: state.epoch + 1, training: state.sums.averages,
      validation: validation.isEmpty ? nil : sums.averages,
      learningRate: Double(options.optimiser.learningRate * factor), seconds: seconds)
    state.history.append(row)
    state.epoch += 1
    state.step = 0
    state.sums = LossSums()
    if row.deciding < state.best ?? .infinity {
      state.best = row.deciding
      state.bestEpoch = row.epoch
      if ranks.isFirst {
        try ModelFile.write(network, to: "\(folder)/\(ModelFile.fileName)", notes: notes)
      }
    }
    if let log {
      try MetricsFile.write(state.history, to: "\(folder)/\(MetricsFile.fileName)")
      try log.append(row, time: Self.now)
    }
    // Last: after a crash before it the epoch is repeated and the other files are written again.
    try writeCheckpoint()
  }

  /// The loss of every validation event: the ranks share them, and all have all losses in the end.
  private func validationLosses() throws(Failure) -> [StepLoss] {
    let width = 4
    var sums = [Double](repeating: 0, count: validation.count * width)
    for index in ranks.share(of: validation.map(\.event.count)) {
      let event = validation[index].event
      let loss = learner.evaluate([
        .init(elements: event.elements, targets: options.targets(of: event))
      ])
      sums.replaceSubrange(index * width..<(index + 1) * width, with: loss.sums)
    }
    // Each number has one rank that gives it, and the others give 0: nothing is rounded.
    try ranks.sum(&sums)
    return validation.indices.map {
      StepLoss(sums: sums[$0 * width..<($0 + 1) * width], options.loss)
    }
  }

  private func writeCheckpoint() throws(Failure) {
    try compareWeights()
    try ranks.first { () throws(Failure) in
      try Checkpoint.write(
        network, learner.adam, state, to: "\(folder)/\(Checkpoint.fileName)")
    }
  }

  /// All ranks must have the same weights at the same step; else one of them computes wrongly, or
  /// they read different files.
  private func compareWeights() throws(Failure) {
    guard ranks.count > 1 else { return }
    var digest = SHA256Digest()
    for block in [network.parameters, learner.adam.first, learner.adam.second] {
      digest.update(
        UnsafeRawBufferPointer(start: block.pointer, count: block.count * 4).bytes)
    }
    let own = "\(state.epoch) \(state.step) \(digest.finish())"
    let digests = try ranks.everybodys(Array(own.utf8))
    guard let odd = digests.firstIndex(where: { $0 != digests[0] }) else { return }
    throw Failure(
      "rank \(odd) has other weights than rank 0 after step \(state.optimiserSteps)", at: folder,
      remedy: "Check that all ranks see the same folder and run the same program on sound machines",
      status: .internalError)
  }
}
