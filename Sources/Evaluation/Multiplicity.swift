public import Events

/// How well the number of particles of a class in an event is reconstructed.
///
/// Relative difference is (n_reco - n_gen) / n_gen clipped to ±10, over the events with n_gen > 0
/// (arXiv:2101.08578).
public struct Multiplicity: Codable, Sendable, Equatable {
  /// The class; none counts the elements without a particle.
  public let pid: PID
  /// Number of events.
  public let events: Int
  /// Events with n_gen = 0, left out of the relative difference.
  public let excluded: Int
  /// Pearson's correlation of n_reco with n_gen over all events; `nil` if either is constant.
  @OrNull public var correlation: Double?
  /// Mean relative difference.
  @OrNull public var mean: Double?
  /// Standard deviation of the relative difference (divided by n).
  @OrNull public var sigma: Double?

  /// Compares the counts of all events.
  ///
  /// - Parameters:
  ///   - pid: the class.
  ///   - truth: particles of the class in truth, event by event.
  ///   - reco: particles of the class by the method, event by event.
  public init(_ pid: PID, truth: [Int], reco: [Int]) {
    precondition(truth.count == reco.count, "\(truth.count) events in truth, \(reco.count) in reco")
    var moments = Moments()
    for (gen, found) in zip(truth, reco) where gen > 0 {
      moments.add(min(10, Double(found - gen) / Double(gen)))
    }
    self.pid = pid
    events = truth.count
    excluded = truth.count - moments.count
    _correlation = OrNull(wrappedValue: Self.correlation(truth, reco))
    _mean = OrNull(wrappedValue: moments.mean)
    _sigma = OrNull(wrappedValue: moments.sigma)
  }

  /// Pearson's r from exact integer sums, wide enough for 2⁴⁰ particles.
  private static func correlation(_ x: [Int], _ y: [Int]) -> Double? {
    let n = Int128(x.count)
    let x = x.map { Int128($0) }
    let y = y.map { Int128($0) }
    let sumX = x.reduce(0, +)
    let sumY = y.reduce(0, +)
    let varianceX = n * x.reduce(0) { $0 + $1 * $1 } - sumX * sumX
    let varianceY = n * y.reduce(0) { $0 + $1 * $1 } - sumY * sumY
    guard varianceX > 0, varianceY > 0 else { return nil }
    let covariance = n * zip(x, y).reduce(0) { $0 + $1.0 * $1.1 } - sumX * sumY
    return Double(covariance) / (Double(varianceX).squareRoot() * Double(varianceY).squareRoot())
  }
}
