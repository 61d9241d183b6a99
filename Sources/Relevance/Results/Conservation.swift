public import Evaluation

/// How well relevance adds up: |sum of R at the inputs - explained output| / |explained output|.
public struct Conservation: Codable, Sendable, Equatable {
  /// Explained elements whose ratio is defined.
  public let elements: Int
  /// Explained elements whose output is exactly 0 or not finite, for which the ratio is undefined.
  public let undefined: Int
  /// The median over elements.
  public let median: Double
  /// The 99th percentile.
  public let percentile99: Double
  /// The largest.
  public let worst: Double
  /// The decimal logarithm of the ratio; an exact 0 is underflow.
  public let histogram: Histogram
}
