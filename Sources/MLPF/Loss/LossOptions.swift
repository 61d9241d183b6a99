/// Which loss a training minimises: L = L_class + alpha L_momentum.
public struct LossOptions: Sendable, Equatable {
  /// The loss on class logits, over all elements.
  public enum Classification: Sendable, Equatable {
    /// Weighted cross entropy, normalised by the sum of the weights.
    case crossEntropy
    /// Cross entropy times (1 - p)^gamma, with p the probability of the true class (arXiv:1708.02002).
    case focal(gamma: Float)
  }

  /// The loss on momentum components.
  public enum Regression: String, Sendable, CaseIterable {
    /// Mean squared error.
    case mse
    /// Squared error for differences up to 1, linear beyond (half of both, as is usual).
    case huber
  }

  /// Which elements the momentum loss looks at.
  public enum RegressionRows: String, Sendable, CaseIterable {
    /// Those with a predicted class that is right and not none: the published choice.
    case correct
    /// All that have a true particle.
    case `true`
  }

  /// Loss on classes.
  public var classification: Classification = .crossEntropy
  /// Loss on momenta.
  public var regression: Regression = .mse
  /// Elements that the momentum loss looks at.
  public var regressionRows: RegressionRows = .correct
  /// Weight of the momentum loss.
  public var alpha: Float = 2e-4

  /// The published loss.
  public init() {}
}
