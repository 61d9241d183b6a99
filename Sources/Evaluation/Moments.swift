/// Exact sums of residuals, from which mean and standard deviation follow.
///
/// Each residual is rounded to a multiple of 2⁻⁴⁰ (1e-12) and summed as an integer, so the sums do not
/// depend on the order of the entries: however events are spread over threads, results are equal to
/// the last bit. There is room for 2³⁹ entries within ±10.
struct Moments: Sendable, Equatable {
  /// Number of entries.
  private(set) var count = 0
  private var sum: Int128 = 0
  private var squares: Int128 = 0
  private static let unit = 0x1p40

  /// Adds a residual, clipped to ±10 by the caller.
  mutating func add(_ residual: Double) {
    let steps = Int128((residual * Self.unit).rounded())
    count += 1
    sum += steps
    squares += steps * steps
  }

  mutating func merge(_ other: Moments) {
    count += other.count
    sum += other.sum
    squares += other.squares
  }

  /// The mean; `nil` without entries.
  var mean: Double? { count == 0 ? nil : Double(sum) / Double(count) / Self.unit }

  /// The standard deviation, divided by n and not by n - 1; `nil` without entries.
  var sigma: Double? {
    guard let mean else { return nil }
    let ofSquares = Double(squares) / Double(count) / Self.unit / Self.unit
    return max(0, ofSquares - mean * mean).squareRoot()
  }
}

extension Moments: Codable {
  // 128-bit numbers as halves: not every coder takes them.
  private enum CodingKeys: CodingKey {
    case count, sum, squares
  }

  init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    func number(_ key: CodingKeys) throws -> Int128 {
      var halves = try values.nestedUnkeyedContainer(forKey: key)
      let high = Int128(try halves.decode(Int64.self))
      return high << 64 | Int128(try halves.decode(UInt64.self))
    }
    count = try values.decode(Int.self, forKey: .count)
    sum = try number(.sum)
    squares = try number(.squares)
  }

  func encode(to encoder: any Encoder) throws {
    var values = encoder.container(keyedBy: CodingKeys.self)
    func put(_ number: Int128, _ key: CodingKeys) throws {
      var halves = values.nestedUnkeyedContainer(forKey: key)
      try halves.encode(Int64(number >> 64))
      try halves.encode(UInt64(truncatingIfNeeded: number))
    }
    try values.encode(count, forKey: .count)
    try put(sum, .sum)
    try put(squares, .squares)
  }
}
