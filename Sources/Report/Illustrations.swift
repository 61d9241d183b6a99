public import Evaluation
public import Relevance

/// All figures of a report by subject; those without data are not there.
public struct Illustrations: Sendable, Equatable {
  /// Losses and accuracy.
  let training: [Illustration]
  /// Confusion, efficiency and fake rate.
  let classes: [Illustration]
  /// Residuals.
  let momenta: [Illustration]
  /// Particles in an event.
  let multiplicities: [Illustration]
  /// Spectra.
  let distributions: [Illustration]
  /// Inference time.
  let timing: [Illustration]
  /// Mean R-maps.
  let rMaps: [Illustration]
  /// R-maps beside the published ones.
  let published: [Illustration]
  /// How far relevance reaches.
  let reach: [Illustration]
  /// R-scores.
  let rScores: [Illustration]
  /// Conservation of relevance.
  let conservation: [Illustration]
  /// The R-graph.
  let graph: [Illustration]

  /// All of them in the order of the page.
  public var all: [Illustration] {
    training + classes + momenta + multiplicities + distributions + timing
      + rMaps + published + reach + rScores + conservation + graph
  }

  /// Chooses the figures that there is data for.
  ///
  /// - Parameters:
  ///   - evaluation: the result of `fairmlpf evaluate`.
  ///   - explanation: the result of `fairmlpf explain`.
  ///   - history: the epochs of the training.
  ///   - bestEpoch: the epoch whose weights are used.
  public init(
    evaluation: EvaluationResult?, explanation: Explanation?, history: TrainingHistory?,
    bestEpoch: Int?
  ) {
    func of(_ figures: (EvaluationResult) -> [Illustration]) -> [Illustration] {
      evaluation.map(figures) ?? []
    }
    func of(_ figures: (Explanation) -> [Illustration]) -> [Illustration] {
      explanation.map(figures) ?? []
    }
    training = history.map { TrainingFigure.illustrations($0, best: bestEpoch) } ?? []
    classes = of(ConfusionFigure.illustrations) + of(EfficiencyFigure.illustrations)
    momenta = of(ResolutionFigure.illustrations)
    multiplicities = of(MultiplicityFigure.illustrations)
    distributions = of(DistributionFigure.illustrations)
    timing = of(InferenceTimeFigure.illustrations)
    rMaps = of(RMapFigure.illustrations)
    published = of(PublishedRMapFigure.illustrations)
    reach = of(NodeFigures.illustrations)
    rScores = of(RScoreFigure.illustrations)
    conservation = of(ConservationFigure.illustrations)
    graph = of(RGraphFigure.illustrations)
  }
}
