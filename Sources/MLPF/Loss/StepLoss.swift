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

  /// The loss of no element.
  init() {}

  /// Adds up the blocks of a step in their order, so that the sum is always the same.
  init(_ parts: [PartialLoss], _ options: LossOptions, elements: Int) {
    self.elements = elements
    for part in parts {
      classification += part.classification
      regression += part.regression
      correct += part.correct
    }
    total = classification + Double(options.alpha) * regression
  }
}

extension StepLoss {
  /// What adds up, as numbers; those of elements are whole.
  var sums: [Double] { [classification, regression, Double(correct), Double(elements)] }

  /// A loss from its sums.
  init(sums: some Collection<Double>, _ options: LossOptions) {
    let sums = Array(sums)
    (classification, regression) = (sums[0], sums[1])
    (correct, elements) = (Int(sums[2]), Int(sums[3]))
    total = classification + Double(options.alpha) * regression
  }
}

/// One block's part of a step's loss.
struct PartialLoss {
  var classification = 0.0
  var regression = 0.0
  var correct = 0
}
