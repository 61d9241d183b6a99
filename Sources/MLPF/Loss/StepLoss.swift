/// The loss of a step and what it is made of.
public struct StepLoss: Sendable, Equatable {
  /// Classification loss.
  public var classification = 0.0
  /// Momentum loss, before it is multiplied by alpha; 0 if no element takes part.
  public var regression = 0.0
  /// classification + alpha regression.
  public var total = 0.0
  /// Elements whose predicted class is the true one.
  public var correct = 0
  /// All elements.
  public var elements = 0
}
