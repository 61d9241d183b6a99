public import Events

/// A published statement about two classes, tested on the explained elements.
public struct PhysicsCheck: Codable, Sendable, Equatable {
  /// What the numbers say about the statement.
  public enum Verdict: String, Codable, Sendable {
    /// The whole interval of the difference is above 0.
    case holds
    /// The whole interval of the difference is below 0.
    case fails
    /// The interval of the difference holds 0.
    case undecided
    /// One of the classes has no correctly classified element among the explained ones.
    case untested
  }

  /// A mean over elements with the interval that 95 % of the bootstrap replicas lie in.
  public struct Estimate: Codable, Sendable, Equatable {
    /// The mean.
    public let value: Double
    /// Lower end of the interval.
    public let lower: Double
    /// Upper end of the interval.
    public let upper: Double
  }

  /// Short name: "charge" or "neighbours".
  public let name: String
  /// The statement.
  public let statement: String
  /// What is compared, in words.
  public let quantity: String
  /// The class that is said to have more of it.
  public let first: PID
  /// How many correctly classified elements of it were explained.
  public let firstElements: Int
  /// The class that is said to have less of it.
  public let second: PID
  /// How many correctly classified elements of it were explained.
  public let secondElements: Int
  /// The mean of the first class.
  public let firstMean: Estimate?
  /// The mean of the second class.
  public let secondMean: Estimate?
  /// The first mean minus the second.
  public let difference: Estimate?
  /// The verdict.
  public let verdict: Verdict
  /// What the bootstrap draws: "event", or "element" where there are fewer than 5 events.
  public let resampled: String
  /// Number of bootstrap replicas.
  public let replicas: Int
}
