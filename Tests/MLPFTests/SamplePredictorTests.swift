import Events
import Synchronization
import Testing

@testable import MLPF

@Suite struct SamplePredictorTests {
  /// A small network, so that events take no time.
  private let network = PFNet(Architecture.Preset.lrpPaper.architecture, seed: 3)

  @Test func everyEventIsPredictedOnceAsIfAlone() {
    let sizes = [3, 400, 1, 17, 40, 2, 90, 33]
    let events = sizes.enumerated().map { RandomEvents.event($1, seed: UInt64($0)) }
    let predictor = SamplePredictor(network, threads: 3)
    let found = Mutex([Int: [Particles]]())
    predictor.predict(events) { event, thread, particles in
      #expect((0..<3).contains(thread))
      found.withLock { $0[event, default: []].append(particles) }
    }
    let single = Predictor(network, threads: 1)
    for (index, event) in events.enumerated() {
      #expect(found.withLock { $0[index] } == [single.particles(event)])
    }
  }

  @Test(
    arguments: [
      ([5, 5, 5, 5], 2, [], [0, 1, 2, 3]),
      // Smaller ones last, equal ones in their order.
      ([1, 7, 3, 7, 3], 2, [], [1, 3, 2, 4, 0]),
      // One that is more than half of everything.
      ([1, 2, 100, 3, 2], 2, [2], [3, 1, 4, 0]),
      // The second one is more than half of what the first one leaves.
      ([1, 50, 400, 1, 1, 1], 2, [2, 1], [0, 3, 4, 5]),
      ([9], 4, [0], []),
      ([1, 100, 2], 1, [], [1, 2, 0]),
      ([], 4, [], []),
    ] as [([Int], Int, [Int], [Int])])
  func noThreadIsLeftWithALargeEvent(
    sizes: [Int], threads: Int, together: [Int], alone: [Int]
  ) {
    let order = SamplePredictor.order(of: sizes, threads: threads)
    #expect(order.together == together && order.alone == alone)
  }

  @Test func nothingIsPredictedOnceAskedToStop() {
    let events = (0..<6).map { RandomEvents.event(8, seed: $0) }
    let calls = Mutex(0)
    SamplePredictor(network, threads: 1).predict(
      events, shouldStop: { calls.withLock { $0 } == 2 }
    ) { _, _, _ in calls.withLock { $0 += 1 } }
    #expect(calls.withLock { $0 } == 2)
  }
}
