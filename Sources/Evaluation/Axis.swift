/// A regular axis: bins of equal width between two edges, with underflow and overflow beside them.
///
/// A bin holds its lower edge and not its upper one, so a value at `upper` is overflow; a value that
/// is not a number is overflow too.
public struct Axis: Codable, Sendable, Equatable {
  /// The quantity along the axis, as it is printed: "pT".
  public let name: String
  /// Unit of the edges: "GeV"; empty for a number without a unit.
  public let unit: String
  /// Lower edge of the first bin.
  public let lower: Double
  /// Upper edge of the last bin.
  public let upper: Double
  /// Number of bins between the edges.
  public let bins: Int

  /// Creates an axis.
  ///
  /// - Parameters:
  ///   - name: the quantity along the axis.
  ///   - unit: unit of the edges; empty for a number without a unit.
  ///   - lower: lower edge of the first bin.
  ///   - upper: upper edge of the last bin, above `lower`.
  ///   - bins: number of bins, at least 1.
  public init(name: String, unit: String, lower: Double, upper: Double, bins: Int) {
    precondition(lower < upper && bins > 0, "axis \(name): \(bins) bins from \(lower) to \(upper)")
    self.name = name
    self.unit = unit
    self.lower = lower
    self.upper = upper
    self.bins = bins
  }

  /// Number of slots with underflow and overflow: `bins` + 2.
  public var slots: Int { bins + 2 }

  /// The slot a value falls into: 0 is underflow, 1 to `bins` are the bins, `bins` + 1 is overflow.
  ///
  /// - Parameter value: in the axis's unit.
  /// - Returns: 0 to `bins` + 1.
  public func slot(of value: Double) -> Int {
    let place = (value - lower) / (upper - lower)
    if place < 0 { return 0 }
    return place < 1 ? min(Int(place * Double(bins)), bins - 1) + 1 : bins + 1
  }

  /// The edges of the bins from low to high, `bins` + 1 numbers.
  public var edges: [Double] {
    (0...bins).map { lower + (upper - lower) * Double($0) / Double(bins) }
  }

  /// The middles of the bins from low to high.
  public var centres: [Double] {
    (0..<bins).map { lower + (upper - lower) * (Double($0) + 0.5) / Double(bins) }
  }
}
