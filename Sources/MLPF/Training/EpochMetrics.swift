/// What an epoch came to, a row of `metrics.csv`.
public struct EpochMetrics: Sendable, Codable, Equatable {
  /// Averages over the steps (training) or events (validation) of an epoch.
  public struct Averages: Sendable, Codable, Equatable {
    /// Total loss.
    public var total = 0.0
    /// Classification loss.
    public var classification = 0.0
    /// Momentum loss, before alpha.
    public var regression = 0.0
    /// Share of elements with the right class.
    public var accuracy = 0.0
  }

  /// Number of the epoch, from 1.
  public var epoch: Int
  /// Training events, taken while the weights were changing.
  public var training: Averages
  /// Validation events, with the weights at the epoch's end; `nil` without validation events.
  public var validation: Averages?
  /// Learning rate of the epoch's last step.
  public var learningRate: Double
  /// Seconds the epoch took; an interrupted epoch counts only its last part.
  public var seconds: Double

  /// The loss that decides which epoch is best.
  var deciding: Double { validation?.total ?? training.total }
}

/// Sums that become `EpochMetrics.Averages`; part of a checkpoint.
struct LossSums: Codable, Equatable {
  var total = 0.0
  var classification = 0.0
  var regression = 0.0
  var correct = 0
  var elements = 0
  var steps = 0

  mutating func add(_ loss: StepLoss) {
    total += loss.total
    classification += loss.classification
    regression += loss.regression
    correct += loss.correct
    elements += loss.elements
    steps += 1
  }

  var averages: EpochMetrics.Averages {
    let n = Double(max(steps, 1))
    return EpochMetrics.Averages(
      total: total / n, classification: classification / n, regression: regression / n,
      accuracy: Double(correct) / Double(max(elements, 1)))
  }
}
