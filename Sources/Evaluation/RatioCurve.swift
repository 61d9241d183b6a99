/// A proportion in each bin of an axis, with Wilson's 68 % interval.
///
/// Bins with few entries are kept; their intervals are wide. (The published figures set bins with
/// fewer than 50 entries to 0.)
public struct RatioCurve: Codable, Sendable, Equatable {
  /// Entries in question: those that passed.
  public private(set) var passed: Histogram
  /// All entries.
  public private(set) var total: Histogram

  /// An empty curve.
  ///
  /// - Parameter axis: what will be counted along.
  public init(_ axis: Axis) {
    passed = Histogram(axis)
    total = Histogram(axis)
  }

  /// What is counted along.
  public var axis: Axis { total.axis }

  /// Counts an entry.
  ///
  /// - Parameters:
  ///   - value: in the axis's unit.
  ///   - passed: whether the entry passed.
  public mutating func fill(_ value: Double, passed: Bool) {
    total.fill(value)
    if passed { self.passed.fill(value) }
  }

  /// Adds the entries of a curve along the same axis.
  ///
  /// - Parameter other: its axis must be equal.
  public mutating func merge(_ other: RatioCurve) {
    passed.merge(other.passed)
    total.merge(other.total)
  }

  /// The proportion and its interval in each bin; `nil` where the bin is empty.
  public var intervals: [WilsonInterval?] {
    zip(passed.counts, total.counts).map { WilsonInterval(successes: $0, trials: $1) }
  }

  /// The proportion over all entries, those outside the axis included.
  public var overall: WilsonInterval? {
    WilsonInterval(successes: passed.entries, trials: total.entries)
  }

  private enum CodingKeys: String, CodingKey {
    case passed, total, value, lower, upper
  }

  /// Reads the two histograms; the rest follows from them.
  ///
  /// - Parameter decoder: stands at the curve.
  /// - Throws: `DecodingError` if something else stands there.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    passed = try container.decode(Histogram.self, forKey: .passed)
    total = try container.decode(Histogram.self, forKey: .total)
    guard passed.axis == total.axis, passed.underflow <= total.underflow,
      passed.overflow <= total.overflow,
      zip(passed.counts, total.counts).allSatisfy({ $0 <= $1 })
    else {
      throw DecodingError.dataCorruptedError(
        forKey: .passed, in: container, debugDescription: "more entries passed than there are")
    }
  }

  /// Writes the histograms and, for readers without this program, the proportions.
  ///
  /// - Parameter encoder: where it is written.
  /// - Throws: the encoder's error.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(passed, forKey: .passed)
    try container.encode(total, forKey: .total)
    let intervals = intervals
    try container.encode(intervals.map { $0?.value }, forKey: .value)
    try container.encode(intervals.map { $0?.lower }, forKey: .lower)
    try container.encode(intervals.map { $0?.upper }, forKey: .upper)
  }
}
