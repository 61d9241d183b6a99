/// Numbers of entries along a regular axis, with underflow and overflow.
public struct Histogram: Codable, Sendable, Equatable {
  /// What is counted along.
  public let axis: Axis
  /// Entries of the bins from low to high.
  public private(set) var counts: [Int]
  /// Entries below the first bin.
  public private(set) var underflow = 0
  /// Entries at or above the upper edge, and those that are not numbers.
  public private(set) var overflow = 0

  /// An empty histogram.
  ///
  /// - Parameter axis: what will be counted along.
  public init(_ axis: Axis) {
    self.axis = axis
    counts = Array(repeating: 0, count: axis.bins)
  }

  /// Reads a histogram.
  ///
  /// - Parameter decoder: stands at the histogram.
  /// - Throws: `DecodingError` if counts and axis do not fit together.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    axis = try container.decode(Axis.self, forKey: .axis)
    counts = try container.decode([Int].self, forKey: .counts)
    underflow = try container.decode(Int.self, forKey: .underflow)
    overflow = try container.decode(Int.self, forKey: .overflow)
    guard axis.lower < axis.upper, counts.count == axis.bins, !counts.isEmpty,
      (counts + [underflow, overflow]).allSatisfy(Self.allowedCounts.contains)
    else {
      throw DecodingError.dataCorruptedError(
        forKey: .counts, in: container, debugDescription: "not \(axis.bins) numbers of entries")
    }
  }

  /// Counts that are believed when they are read: no sum of them can overflow.
  static let allowedCounts = 0..<(1 << 48)

  private enum CodingKeys: String, CodingKey { case axis, counts, underflow, overflow }

  /// A bin with its edges; underflow has no lower one and overflow no upper one.
  public struct Slot: Sendable, Equatable {
    /// The lower edge.
    public let lower: Double?
    /// The upper edge.
    public let upper: Double?
    /// Number of entries.
    public let count: Int
  }

  /// Underflow, the bins from low to high, and overflow.
  public var slots: [Slot] {
    let edges: [Double?] = [nil] + axis.edges + [nil]
    let all = [underflow] + counts + [overflow]
    return all.indices.map { Slot(lower: edges[$0], upper: edges[$0 + 1], count: all[$0]) }
  }

  /// Number of entries, those outside the axis included.
  public var entries: Int { counts.reduce(underflow + overflow, +) }

  /// Counts a value.
  ///
  /// - Parameter value: in the axis's unit.
  public mutating func fill(_ value: Double) {
    let slot = axis.slot(of: value)
    if slot == 0 {
      underflow += 1
    } else if slot > axis.bins {
      overflow += 1
    } else {
      counts[slot - 1] += 1
    }
  }

  /// Adds the entries of a histogram along the same axis.
  ///
  /// - Parameter other: its axis must be equal.
  public mutating func merge(_ other: Histogram) {
    precondition(axis == other.axis, "axis \(axis.name) and \(other.axis.name) differ")
    for bin in counts.indices { counts[bin] += other.counts[bin] }
    underflow += other.underflow
    overflow += other.overflow
  }

  /// The probability density of each bin, in 1/unit; empty cells where there are no entries.
  ///
  /// Normalised to the entries inside the axis, as `numpy.histogram(density=True)` does.
  public var density: [Double?] {
    let inside = entries - underflow - overflow
    let width = (axis.upper - axis.lower) / Double(axis.bins)
    return counts.map { inside == 0 ? nil : Double($0) / (Double(inside) * width) }
  }
}
