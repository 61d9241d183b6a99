import Events
import Files
import Foundation
import TestSupport
import Testing

@testable import MLPF

@Suite struct TrainerTests {
  static let architecture = Architecture(
    encoder: [8, 6], gravNetLayers: 2, space: 3, features: 5, neighbours: 4, gravNetOutput: 7,
    gravNetActivation: .leakyReLU, headHidden: [9], pidInputs: [.features, .nodes],
    p4Inputs: [.features, .logits, .nodes])

  static func events(_ count: Int, seed: UInt64) -> [NamedEvent] {
    (0..<count).map {
      NamedEvent(
        RandomEvents.event(20 + 37 * $0, seed: seed + UInt64($0)), file: "made-up.pkl", index: $0)
    }
  }

  static var options: TrainingOptions {
    var options = TrainingOptions()
    options.epochs = 4
    options.eventsPerStep = 2
    options.optimiser.learningRate = 1e-3
    options.schedule = .cosine
    options.warmUpSteps = 2
    options.standardisesInputs = true
    options.threads = 1
    return options
  }

  static func trainer(_ folder: TemporaryFolder, _ options: TrainingOptions = options) throws
    -> Trainer
  {
    try Trainer(
      architecture, options, training: events(5, seed: 1), validation: events(2, seed: 50),
      folder: folder.path, data: "made-up")
  }

  /// A training broken off after every few steps and taken up again must not differ in a single bit.
  @Test(arguments: [1, 2, 5]) func continuesExactly(stepsBetweenStops: Int) throws {
    let (whole, pieces) = (try TemporaryFolder(), try TemporaryFolder())
    defer {
      whole.remove()
      pieces.remove()
    }
    let reference = try Self.trainer(whole)
    #expect(try reference.run(progress: SilentProgress()) == .finished)
    var rounds = 0
    while true {
      let trainer = try Self.trainer(pieces)
      var steps = 0
      let outcome = try trainer.run(
        progress: SilentProgress(),
        shouldStop: {
          defer { steps += 1 }
          return steps == stepsBetweenStops
        })
      rounds += 1
      try #require(rounds < 40)
      if outcome == .finished {
        #expect(
          trainer.network.tensors().map(\.values) == reference.network.tensors().map(\.values))
        #expect(trainer.history.map(\.training) == reference.history.map(\.training))
        #expect(trainer.history.map(\.validation) == reference.history.map(\.validation))
        break
      }
    }
    #expect(rounds > 2)
  }

  @Test func doesNotDependOnThreads() throws {
    let weights = try [1, 2, 3].map { threads in
      var options = Self.options
      options.threads = threads
      let folder = try TemporaryFolder()
      defer { folder.remove() }
      let trainer = try Self.trainer(folder, options)
      _ = try trainer.run(progress: SilentProgress())
      return trainer.network.tensors().map(\.values)
    }
    #expect(weights[0] == weights[1])
    #expect(weights[0] == weights[2])
  }

  @Test func lossFalls() throws {
    var options = Self.options
    options.epochs = 40
    options.optimiser.learningRate = 1e-2
    let folder = try TemporaryFolder()
    defer { folder.remove() }
    let trainer = try Self.trainer(folder, options)
    _ = try trainer.run(progress: SilentProgress())
    let history = trainer.history
    #expect(history[39].training.classification < 0.95 * history[0].training.classification)
  }

  @Test func refusesACheckpointOfAnotherTraining() throws {
    let folder = try TemporaryFolder()
    defer { folder.remove() }
    _ = try Self.trainer(folder).run(progress: SilentProgress())
    var options = Self.options
    options.optimiser.learningRate = 2e-3
    let failure = try #require(throws: Failure.self) { try Self.trainer(folder, options) }
    #expect(
      failure.description
        == "\(folder.path)/checkpoint.safetensors: the checkpoint belongs to a training with other "
        + "settings or other data. Choose another run name, or run with --force to start this one "
        + "again.")
    #expect(failure.status == .badData)
  }

  @Test func refusesACheckpointWhosePositionMakesNoSense() throws {
    let folder = try TemporaryFolder()
    defer { folder.remove() }
    let path = folder.path + "/checkpoint.safetensors"
    let network = PFNet(Self.architecture)
    let adam = Adam(AdamOptions(), count: network.layout.count)
    let mistakes: [(inout TrainingState) -> Void] = [
      { $0.step = -1 }, { $0.epoch = -1 }, { $0.epoch = 1 }, { $0.optimiserSteps = -1 },
      { $0.bestEpoch = .min }, { $0.bestEpoch = 1 }, { $0.best = 0 },
    ]
    for mistake in mistakes {
      var state = TrainingState(
        fingerprint: Self.options.fingerprint(Self.architecture, data: "made-up"))
      mistake(&state)
      try Checkpoint.write(network, adam, state, to: path)
      let failure = try #require(throws: Failure.self) { try Self.trainer(folder) }
      #expect(failure.status == .badData)
      #expect(failure.what == "the position of the training in the checkpoint makes no sense")
    }
  }

  @Test func aPoisonedStateNeverReplacesAGoodCheckpoint() throws {
    let folder = try TemporaryFolder()
    defer { folder.remove() }
    let path = folder.path + "/checkpoint.safetensors"
    let network = PFNet(Self.architecture)
    let adam = Adam(AdamOptions(), count: network.layout.count)
    try Checkpoint.write(network, adam, TrainingState(fingerprint: ""), to: path)
    let good = try Data(contentsOf: URL(fileURLWithPath: path))
    for block in [network.parameters, adam.first, adam.second] {
      block.pointer[3] = .nan
      let failure = try #require(throws: Failure.self) {
        try Checkpoint.write(network, adam, TrainingState(fingerprint: ""), to: path)
      }
      #expect(failure.what == "a weight is not finite after step 0")
      #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == good)
      block.pointer[3] = 0
    }
  }

  @Test func stopsEarly() throws {
    var options = Self.options
    options.epochs = 50
    options.patience = 0
    options.schedule = .constant
    options.optimiser.learningRate = 0.3
    let folder = try TemporaryFolder()
    defer { folder.remove() }
    let trainer = try Self.trainer(folder, options)
    #expect(try trainer.run(progress: SilentProgress()) == .stoppedEarly)
    #expect(trainer.history.count < 50)
  }

  @Test func nonFiniteLossNamesTheEventAndKeepsTheCheckpoint() throws {
    let folder = try TemporaryFolder()
    defer { folder.remove() }
    var options = Self.options
    options.optimiser.learningRate = 1e30
    options.eventsPerStep = 1
    options.epochs = 100
    options.warmUpSteps = 0
    let failure = try #require(throws: Failure.self) {
      try Self.trainer(folder, options).run(progress: SilentProgress())
    }
    #expect(failure.place.hasPrefix("made-up.pkl, event "))
    #expect(failure.what.hasPrefix("the loss is not finite in epoch 1, step "))
    #expect(failure.status == .badData)
  }

  @Test func metricsFileHasARowAnEpoch() throws {
    let folder = try TemporaryFolder()
    defer { folder.remove() }
    _ = try Self.trainer(folder).run(progress: SilentProgress())
    let lines = try String(contentsOfFile: folder.path + "/metrics.csv", encoding: .utf8)
      .split(separator: "\n")
    #expect(lines.count == 5)
    #expect(lines[0].split(separator: ",").count == 11)
    for (index, line) in lines.dropFirst().enumerated() {
      let cells = line.split(separator: ",", omittingEmptySubsequences: false)
      #expect(cells.count == 11)
      #expect(cells[0] == "\(index + 1)")
      #expect(cells.dropFirst().allSatisfy { Double($0)?.isFinite == true })
    }
  }

  @Test func momentumScalingsUndoThemselves() {
    let momentum = Momentum(-1, 2.5, -3.1, 0.6, 0.8, 27, 0, 0)
    let standardised = MomentumScaling(
      .standardised, mean: [0, 1, 0, 0, 0, 9], deviation: [0.5, 3, 2, 1, 1, 20])
    for scaling in [.raw, standardised, MomentumScaling(.logRatio)] {
      let encoded = scaling.encode(momentum, elementPT: 2, elementEnergy: 30)
      let decoded = scaling.decode(encoded, elementPT: 2, elementEnergy: 30)
      for c in 0..<6 { #expect(abs(decoded[c] - momentum[c]) < 1e-5 * abs(momentum[c])) }
    }
    let zero = MomentumScaling(.logRatio).encode(Momentum(), elementPT: 0, elementEnergy: 5)
    #expect(zero[1] == 0)
    #expect(zero[5] == -10)
  }
}
