import Files

/// The project's random numbers: those of `SplitMix64`, one sequence for each seed and stream.
public struct SeededGenerator: RandomNumberGenerator, Sendable {
  private var base: SplitMix64

  /// A generator whose sequence follows from the seed and the stream.
  ///
  /// - Parameters:
  ///   - seed: the user's seed.
  ///   - stream: keeps uses apart that share a seed, such as the epochs of a training.
  public init(seed: UInt64, stream: UInt64 = 0) {
    var start = SplitMix64(state: seed)
    base = SplitMix64(state: start.next() ^ (stream &* 0x9E37_79B9_7F4A_7C15))
  }

  /// The next 64 random bits.
  public mutating func next() -> UInt64 { base.next() }

  /// A number evenly distributed in [-1, 1).
  mutating func symmetric() -> Float {
    Float(next() >> 40) / Float(1 << 23) - 1
  }

  /// The numbers below `count` in random order (Fisher and Yates).
  ///
  /// - Parameter count: how many.
  /// - Returns: each of 0..<count once.
  package mutating func permutation(_ count: Int) -> [Int] {
    var order = Array(0..<count)
    for last in stride(from: count - 1, to: 0, by: -1) {
      order.swapAt(last, number(below: last + 1))
    }
    return order
  }

  /// A whole number from 0 to `count` - 1.
  ///
  /// - Parameter count: at least 1.
  /// - Returns: evenly distributed to better than one in 2^40, and the same everywhere.
  package mutating func number(below count: Int) -> Int {
    Int(next().multipliedFullWidth(by: UInt64(count)).high)
  }
}
