public import Events

/// Runs a network on the events of a sample, on several threads of which none is idle for long.
///
/// An event that is more than one thread's share of the work is done by all threads together; each of the
/// others is done by one thread. The largest come first, so that the last ones to end are small.
public final class SamplePredictor {
  private let queue: WorkQueue
  private let together: Predictor
  private let alone: [Predictor]

  /// Prepares for running a network.
  ///
  /// - Parameters:
  ///   - network: the network.
  ///   - threads: how many threads share the work; 0 stands for all cores.
  public init(_ network: PFNet, threads: Int = 0) {
    queue = WorkQueue(threads: threads)
    together = Predictor(network, threads: queue.threads)
    alone = (0..<queue.threads).map { _ in Predictor(network, threads: 1) }
  }

  /// Number of threads, at least 1.
  public var threads: Int { queue.threads }

  /// Predicts the particles of all events.
  ///
  /// - Parameters:
  ///   - events: the events, none empty.
  ///   - shouldStop: asked before every event; the rest is left out once it says so.
  ///   - consume: takes the place of an event, the number of the thread, below `threads`, and one particle
  ///     per element; called once per event, from several threads at once, in no particular order.
  public func predict(
    _ events: [Event], shouldStop: () -> Bool = { false },
    _ consume: (_ event: Int, _ thread: Int, _ particles: Particles) -> Void
  ) {
    let order = Self.order(of: events.map(\.count), threads: threads)
    for event in order.together {
      if shouldStop() { return }
      consume(event, 0, together.particles(events[event]))
    }
    queue.forEach(order.alone.count) { place, thread in
      if shouldStop() { return }
      let event = order.alone[place]
      consume(event, thread, alone[thread].particles(events[event]))
    }
  }

  /// Which events all threads do together, and which ones a thread does alone, each in the order in which
  /// they are begun.
  ///
  /// - Parameters:
  ///   - sizes: number of elements of each event.
  ///   - threads: number of threads.
  /// - Returns: places in `sizes`.
  static func order(of sizes: [Int], threads: Int) -> (together: [Int], alone: [Int]) {
    let largestFirst = sizes.indices.sorted { (sizes[$0], $1) > (sizes[$1], $0) }
    guard threads > 1 else { return ([], largestFirst) }
    var left = sizes.reduce(0, +)
    let together = largestFirst.prefix { event in
      defer { left -= sizes[event] }
      return sizes[event] * threads > left
    }
    return (Array(together), Array(largestFirst.dropFirst(together.count)))
  }
}
