/// Counts of residuals in bins of equal relative width, from which quantiles follow.
///
/// There are 512 bins for each power of two from 2⁻²⁰ (1e-6) to 16, for each sign, and one bin for
/// what is nearer to zero. A quantile is therefore within 0.1 % of the exact one, or within 1e-6 of
/// it, in at most 100 kB however many residuals there are, and does not depend on their order.
struct QuantileSketch: Sendable, Equatable {
  /// Positive bins from small to large; empty until the first entry.
  private var positive: [UInt32] = []
  private var negative: [UInt32] = []
  private var zero = 0
  private(set) var count = 0

  /// Bits of a float below those that choose the bin: 23 of the fraction less 9 for 512 bins.
  private static let shift: UInt32 = 14
  private static let first = Float(0x1p-20).bitPattern >> shift
  private static let bins = Int((Float(16).bitPattern >> shift) - first)

  /// Adds a residual, clipped to ±10 by the caller.
  mutating func add(_ residual: Double) {
    count += 1
    let bits = Float(residual.magnitude).bitPattern >> Self.shift
    guard bits >= Self.first else {
      zero += 1
      return
    }
    let bin = min(Int(bits - Self.first), Self.bins - 1)
    if residual > 0 {
      if positive.isEmpty { positive = Array(repeating: 0, count: Self.bins) }
      positive[bin] += 1
    } else {
      if negative.isEmpty { negative = Array(repeating: 0, count: Self.bins) }
      negative[bin] += 1
    }
  }

  mutating func merge(_ other: QuantileSketch) {
    count += other.count
    zero += other.zero
    Self.add(other.positive, to: &positive)
    Self.add(other.negative, to: &negative)
  }

  private static func add(_ other: [UInt32], to own: inout [UInt32]) {
    if own.isEmpty {
      own = other
    } else {
      for bin in other.indices { own[bin] += other[bin] }
    }
  }

  /// Quantiles, between two entries linearly as `numpy.quantile` does.
  ///
  /// - Parameter probabilities: each from 0 to 1.
  /// - Returns: as many residuals; `nil` without entries.
  func quantiles(_ probabilities: [Double]) -> [Double]? {
    guard count > 0 else { return nil }
    var levels: [(value: Double, upTo: Int)] = []  // non-empty bins, entries up to each
    var seen = 0
    func level(_ value: Double, _ entries: Int) {
      guard entries > 0 else { return }
      seen += entries
      levels.append((value, seen))
    }
    for bin in negative.indices.reversed() where negative[bin] > 0 {
      level(-Self.middle(bin), Int(negative[bin]))
    }
    level(0, zero)
    for bin in positive.indices where positive[bin] > 0 {
      level(Self.middle(bin), Int(positive[bin]))
    }
    func entry(_ rank: Int) -> Double {
      levels.first { $0.upTo > rank }?.value ?? levels[levels.count - 1].value
    }
    return probabilities.map { probability in
      let place = probability * Double(count - 1)
      let rank = Int(place)
      let low = entry(rank)
      return low + (place - Double(rank)) * (entry(min(rank + 1, count - 1)) - low)
    }
  }

  /// The middle of a positive bin.
  private static func middle(_ bin: Int) -> Double {
    Double(Float(bitPattern: ((UInt32(bin) + first) << shift) + (1 << (shift - 1))))
  }
}

extension QuantileSketch: Codable {
  // Most bins are empty: only the others are written, each as its place and its count.
  private enum CodingKeys: CodingKey {
    case positive, negative, zero, count
  }

  init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    func bins(_ key: CodingKeys) throws -> [UInt32] {
      var pairs = try values.nestedUnkeyedContainer(forKey: key)
      var bins: [UInt32] = []
      while !pairs.isAtEnd {
        if bins.isEmpty { bins = Array(repeating: 0, count: Self.bins) }
        let bin = try pairs.decode(Int.self)
        guard bins.indices.contains(bin) else {
          throw DecodingError.dataCorruptedError(
            in: pairs, debugDescription: "there is no bin \(bin)")
        }
        bins[bin] = try pairs.decode(UInt32.self)
      }
      return bins
    }
    positive = try bins(.positive)
    negative = try bins(.negative)
    zero = try values.decode(Int.self, forKey: .zero)
    count = try values.decode(Int.self, forKey: .count)
  }

  func encode(to encoder: any Encoder) throws {
    var values = encoder.container(keyedBy: CodingKeys.self)
    func put(_ bins: [UInt32], _ key: CodingKeys) throws {
      var pairs = values.nestedUnkeyedContainer(forKey: key)
      for (bin, count) in bins.enumerated() where count > 0 {
        try pairs.encode(bin)
        try pairs.encode(count)
      }
    }
    try put(positive, .positive)
    try put(negative, .negative)
    try values.encode(zero, forKey: .zero)
    try values.encode(count, forKey: .count)
  }
}
