import Events
import Files
import Foundation
import TestSupport
import Testing

@testable import MLPF

@Suite struct RanksTests {
  @Test func sumsAreTakenInTheOrderOfRanksAndEqualEverywhere() throws {
    // In float32, (1e8 + 1) - 1e8 is 0 and (1e8 - 1e8) + 1 is 1.
    let given: [[Float]] = [[1e8, 1, 2], [1, 10, 20], [-1e8, 100, 200]]
    let results = ThreadMessenger.run(3) { ranks in
      let numbers = AlignedFloats(count: 3)
      numbers.replace(given[ranks.rank], at: 0)
      try ranks.sum(numbers.pointer, count: 3)
      var whole = [ranks.rank, 7]
      try ranks.sum(&whole)
      return (numbers.values(0..<3), whole)
    }
    for result in results {
      let (floats, whole) = try result.get()
      #expect(floats == [0, 111, 222])
      #expect(whole == [3, 21])
    }
  }

  @Test func bytesGoToTheFirstRankAndFromIt() throws {
    let results = ThreadMessenger.run(3) { ranks in
      let gathered = try ranks.gather([UInt8](repeating: UInt8(ranks.rank), count: ranks.rank))
      return (gathered, try ranks.broadcast(ranks.isFirst ? [5, 6] : []))
    }
    #expect(try results[0].get().0 == [[], [1], [2, 2]])
    for result in results { #expect(try result.get().1 == [5, 6]) }
  }

  @Test func sharesAreBalancedAndWhole() throws {
    let sizes = [5, 1, 4, 2, 3, 3]
    let shares = try ThreadMessenger.run(2) { $0.share(of: sizes) }.map { try $0.get() }
    #expect(shares.joined().sorted() == [0, 1, 2, 3, 4, 5])
    #expect(shares.map { $0.reduce(0) { $0 + sizes[$1] } } == [9, 9])
    #expect(Ranks.solo.share(of: sizes) == [0, 1, 2, 3, 4, 5])
  }

  @Test func failuresNameAllRanksButTheFirst() {
    let failure = Failure("the file is empty", at: "a.pkl", remedy: "Fetch it", status: .badData)
    #expect(failure.on(rank: 0) == failure)
    #expect(failure.on(rank: 2).description == "rank 2: a.pkl: the file is empty. Fetch it.")
    #expect(
      Failure("all is lost", status: .badData).on(rank: 1).description == "rank 1: all is lost.")
  }

  /// Three examples on one to four ranks (the last has none): the same loss and gradient.
  @Test(arguments: [2, 3, 4]) func gradientsDoNotDependOnTheNumberOfRanks(count: Int) throws {
    let examples = [30, 9, 17].map { RandomEvents.example($0, seed: UInt64($0)) }
    let network = PFNet(TrainerTests.architecture, seed: 3)
    let learner = Learner(network, loss: LossOptions(), threads: 1)
    let loss = learner.differentiate(examples)
    let gradient = learner.gradients().values(0..<network.layout.count)
    let results = ThreadMessenger.run(count) { ranks in
      let network = PFNet(TrainerTests.architecture, seed: 3)
      let learner = Learner(network, loss: LossOptions(), threads: 1)
      let own = ranks.share(of: examples.map(\.elements.rows)).map { examples[$0] }
      let loss = try learner.differentiate(own, with: ranks)
      return (loss, learner.gradients().values(0..<network.layout.count))
    }
    for result in results {
      let (shared, other) = try result.get()
      #expect(abs(shared.total - loss.total) < 1e-6 * loss.total)
      #expect(shared.correct == loss.correct && shared.elements == loss.elements)
      #expect(relativeError(other, gradient.map { Double($0) }) < 1e-6)
      #expect(try other == results[0].get().1)
    }
  }

  @Test func aTrainingOnTwoRanksGoesOnWithOne() throws {
    let folder = try TemporaryFolder()
    defer { folder.remove() }
    let path = folder.path
    let outcomes = ThreadMessenger.run(2) { ranks in
      var steps = 0
      let trainer = try Self.trainer(path, ranks)
      return try trainer.run(
        progress: SilentProgress(),
        shouldStop: {
          steps += 1
          return ranks.rank == 1 && steps == 5
        })
    }
    for outcome in outcomes { #expect(try outcome.get() == .interrupted) }
    let rest = try Self.trainer(path, .solo)
    #expect(rest.history.count == 1)
    #expect(try rest.run(progress: SilentProgress()) == .finished)
    #expect(rest.history.count == 4)
  }

  @Test func moreRanksThanEventsOfAStepAreRefused() throws {
    let folder = try TemporaryFolder()
    defer { folder.remove() }
    let path = folder.path
    for result in ThreadMessenger.run(3, { _ = try Self.trainer(path, $0) }) {
      #expect(throws: Failure.self) { try result.get() }
      guard case .failure(let failure as Failure) = result else { continue }
      #expect(failure.status == .usage)
      #expect(
        failure.description
          == "training.events_per_step: 3 ranks cannot share the 2 events of a step. "
          + "Start as many ranks or fewer, or give a step more events.")
    }
  }

  static func trainer(_ folder: String, _ ranks: Ranks) throws -> Trainer {
    try Trainer(
      TrainerTests.architecture, TrainerTests.options, training: TrainerTests.events(5, seed: 1),
      validation: TrainerTests.events(2, seed: 50), folder: folder, data: "made-up", ranks: ranks)
  }
}
