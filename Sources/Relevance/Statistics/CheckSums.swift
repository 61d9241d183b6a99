import Events
import MLPF

/// Collects what a published statement about two classes is tested with, and tests it.
///
/// The mean of a quantity over all correctly classified elements of each class is compared. The
/// uncertainty is the bootstrap's (B. Efron, Ann. Statist. 7 (1979) 1): elements of one event are not
/// independent, so whole events are drawn with replacement; with fewer than 5 events there would be
/// too few to draw from, and elements are drawn within each class.
struct CheckSums {
  private let name: String
  private let statement: String
  private let quantity: String
  private let (first, second): (PID, PID)
  private let measure: @Sendable (ElementSummary) -> Double
  private var events: [[(sum: Double, count: Int)]] = []
  /// The numbers themselves, as long as there are few events.
  private var values: [[Double]] = [[], []]
  private static let fewestEvents = 5
  private static let replicas = 1000

  /// The two statements of arXiv:2111.12840.
  static var published: [CheckSums] {
    [
      CheckSums(
        name: "charge",
        statement: "Charge matters more for charged hadrons than for neutral hadrons.",
        quantity: "share of |R| on the charge, of the element and of all its neighbours",
        first: .chargedHadron, second: .neutralHadron, measure: { $0.chargeShare }),
      CheckSums(
        name: "neighbours",
        statement: "Charged hadrons use their neighbours more than neutral hadrons do.",
        quantity: "share of |R| on neighbours", first: .chargedHadron, second: .neutralHadron,
        measure: { $0.neighbourShare }),
    ]
  }

  private init(
    name: String, statement: String, quantity: String, first: PID, second: PID,
    measure: @escaping @Sendable (ElementSummary) -> Double
  ) {
    self.name = name
    self.statement = statement
    self.quantity = quantity
    (self.first, self.second) = (first, second)
    self.measure = measure
  }

  /// Starts the next event.
  mutating func beginEvent() {
    events.append([(0, 0), (0, 0)])
    if events.count >= Self.fewestEvents { values = [[], []] }
  }

  /// Adds a correctly classified element of the current event.
  mutating func add(_ summary: ElementSummary, truth: PID) {
    let place = truth == first ? 0 : truth == second ? 1 : -1
    guard place >= 0, !events.isEmpty else { return }
    let value = measure(summary)
    events[events.count - 1][place].sum += value
    events[events.count - 1][place].count += 1
    if events.count < Self.fewestEvents { values[place].append(value) }
  }

  /// Tests the statement.
  ///
  /// - Parameter seed: of the bootstrap.
  /// - Returns: means, intervals and the verdict.
  func check(seed: UInt64) -> PhysicsCheck {
    let totals = (0...1).map { place in
      events.reduce((sum: 0.0, count: 0)) { ($0.sum + $1[place].sum, $0.count + $1[place].count) }
    }
    let byEvent = events.count >= Self.fewestEvents
    func result(
      _ means: [PhysicsCheck.Estimate?], _ difference: PhysicsCheck.Estimate?,
      _ verdict: PhysicsCheck.Verdict
    ) -> PhysicsCheck {
      PhysicsCheck(
        name: name, statement: statement, quantity: quantity, first: first,
        firstElements: totals[0].count, second: second, secondElements: totals[1].count,
        firstMean: means[0], secondMean: means[1], difference: difference, verdict: verdict,
        resampled: byEvent ? "event" : "element", replicas: Self.replicas)
    }
    guard totals.allSatisfy({ $0.count > 0 }) else { return result([nil, nil], nil, .untested) }
    let means = totals.map { $0.sum / Double($0.count) }
    let replicas = byEvent ? replicasOfEvents(seed) : replicasOfElements(seed)
    let difference = Self.estimate(means[0] - means[1], replicas.map { $0[0] - $0[1] })
    return result(
      (0...1).map { place in Self.estimate(means[place], replicas.map { $0[place] }) }, difference,
      difference.lower > 0 ? .holds : difference.upper < 0 ? .fails : .undecided)
  }

  /// Means of both classes in samples of events drawn with replacement.
  private func replicasOfEvents(_ seed: UInt64) -> [[Double]] {
    var generator = SeededGenerator(seed: seed, stream: Self.stream)
    return (0..<Self.replicas).compactMap { _ in
      var sums = [(sum: 0.0, count: 0), (sum: 0.0, count: 0)]
      for _ in events.indices {
        let drawn = events[generator.number(below: events.count)]
        for place in 0...1 {
          sums[place].sum += drawn[place].sum
          sums[place].count += drawn[place].count
        }
      }
      // A sample without one of the classes says nothing of it.
      guard sums.allSatisfy({ $0.count > 0 }) else { return nil }
      return sums.map { $0.sum / Double($0.count) }
    }
  }

  /// Means of both classes in samples of elements drawn with replacement.
  private func replicasOfElements(_ seed: UInt64) -> [[Double]] {
    var generator = SeededGenerator(seed: seed, stream: Self.stream)
    return (0..<Self.replicas).map { _ in
      values.map { values in
        let sum = values.indices.reduce(0.0) { sum, _ in
          sum + values[generator.number(below: values.count)]
        }
        return sum / Double(values.count)
      }
    }
  }

  /// Keeps the bootstrap's random numbers apart from those of the sampling.
  private static let stream: UInt64 = 0xB007

  /// A value with the interval that the middle 95 % of the replicas span.
  private static func estimate(_ value: Double, _ replicas: [Double]) -> PhysicsCheck.Estimate {
    let sorted = replicas.sorted()
    guard let last = sorted.indices.last else {
      return PhysicsCheck.Estimate(value: value, lower: value, upper: value)
    }
    func quantile(_ probability: Double) -> Double {
      let place = probability * Double(last)
      let low = Int(place)
      return sorted[low] + (place - Double(low)) * (sorted[min(low + 1, last)] - sorted[low])
    }
    return PhysicsCheck.Estimate(value: value, lower: quantile(0.025), upper: quantile(0.975))
  }
}
