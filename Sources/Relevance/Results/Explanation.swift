public import Evaluation
public import Events

/// Everything `fairmlpf explain` found, as it is written to `explanation.json`.
public struct Explanation: Codable, Sendable, Equatable {
  /// Version of the layout; a change that readers must know of raises it.
  public static let currentSchema = 1

  /// Version of the layout.
  public let schema: Int
  /// Names of the classes; a `pid` is a place in this list.
  public let classes: [String]
  /// Names of the 12 feature columns of each kind of element.
  public let features: FeatureNames
  /// What was explained and how.
  public let subject: Subject
  /// Number of events.
  public let events: Int
  /// Number of elements in these events.
  public let elements: Int
  /// Number of elements that were explained.
  public let explained: Int
  /// Results by true class, outcome and kind of element; only groups that have elements.
  public let groups: [Group]
  /// How well relevance adds up to the explained outputs.
  public let conservation: Conservation
  /// Published statements, tested on these events.
  public let checks: [PhysicsCheck]
  /// One element with its neighbours; `nil` if none could be chosen.
  public let graph: RGraph?
  /// Wall-clock seconds of the explanation, reading and conversion excluded.
  public let seconds: Double
  /// What the result was made from.
  public let provenance: [String: String]

  /// The results of some elements.
  ///
  /// - Parameters:
  ///   - pid: their true class.
  ///   - outcome: whether the network classified them correctly.
  ///   - kind: their kind; `nil` for both together.
  public subscript(pid: PID, outcome: Outcome, kind: ElementKind?) -> Group? {
    groups.first { $0.pid == pid && $0.outcome == outcome && $0.kind == kind }
  }

  /// Whether an element was classified correctly.
  public enum Outcome: String, Codable, Sendable, CaseIterable {
    /// The predicted class is the true one.
    case correct
    /// It is another one.
    case wrong
  }

  /// Names of the 12 feature columns.
  public struct FeatureNames: Codable, Sendable, Equatable {
    /// Of clusters.
    public let cluster: [String]
    /// Of tracks.
    public let track: [String]
    /// Of both together: "pT|ET".
    public let both: [String]
  }

  /// What was explained and how.
  public struct Subject: Codable, Sendable, Equatable {
    /// The explained output: "predicted", "true", a class or a momentum component.
    public let output: String
    /// The rule: "epsilon", "epsilon-unsigned", "gamma" or "zero".
    public let rule: String
    /// The stabiliser.
    public let epsilon: Double
    /// The weight of agreeing contributions, 0 but for the rule "gamma".
    public let gamma: Double
    /// Neighbours kept in an R-map.
    public let neighbours: Int
    /// Elements sampled per true class; `nil` for all.
    public let elementsPerClass: Int?
    /// Seed of the sampling and of the bootstrap.
    public let seed: UInt64
    /// True classes of the explained elements.
    public let classes: [PID]
    /// The events, counted from 0 over all test files.
    public let events: [Int]
    /// Whether features reach the network standardised; then a raw 0 is no zero for the network and may
    /// carry relevance.
    public let standardisedInputs: Bool

    package init(
      output: String, rule: RelevanceRule, neighbours: Int, elementsPerClass: Int?, seed: UInt64,
      classes: [PID], events: [Int], standardisedInputs: Bool
    ) {
      self.output = output
      self.rule = rule.kind.rawValue
      (epsilon, gamma) = (rule.epsilon, rule.gamma)
      self.neighbours = neighbours
      self.elementsPerClass = elementsPerClass
      self.seed = seed
      self.classes = classes
      self.events = events
      self.standardisedInputs = standardisedInputs
    }
  }

  /// What holds for the elements of one true class, outcome and kind.
  public struct Group: Codable, Sendable, Equatable {
    /// True class.
    public let pid: PID
    /// Whether they were classified correctly.
    public let outcome: Outcome
    /// Their kind; `nil` for both together.
    public let kind: ElementKind?
    /// How many there are.
    public let elements: Int
    /// The mean R-map.
    public let rMap: MeanRMap
    /// The share of |R| that lies on neighbours, 0 to 1.
    public let neighbourShare: Share
    /// How many nodes carry 95 % of |R|.
    public let relevantNodes: RelevantNodes
    /// R-scores: for each of the 12 features, sum_j R_jf / sum |R|, -1 to 1.
    public let rScores: [Histogram]
  }

  /// The mean of the R-maps |R| / sum |R| of some elements.
  public struct MeanRMap: Codable, Sendable, Equatable {
    /// Row 0 is the element itself, then neighbours by decreasing row sum; 12 columns.
    public let mean: [[Double]]
    /// Standard errors of the means, elements taken as independent.
    public let error: [[Double]]
    /// For each row, the share of elements whose node in this row is a track; `nil` where no element
    /// has such a neighbour.
    public let trackShare: [Double?]
  }

  /// How a number from 0 to 1 is distributed over elements.
  public struct Share: Codable, Sendable, Equatable {
    /// The mean.
    public let mean: Double
    /// Standard error of the mean, elements taken as independent.
    public let error: Double
    /// The distribution.
    public let histogram: Histogram
  }

  /// How many nodes carry 95 % of |R|.
  public struct RelevantNodes: Codable, Sendable, Equatable {
    /// The mean.
    public let mean: Double
    /// The distribution; each whole number is the middle of a bin.
    public let histogram: Histogram
  }
}
