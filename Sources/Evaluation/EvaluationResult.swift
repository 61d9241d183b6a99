import Events

/// Everything an evaluation found, as it is written to `evaluation.json`.
public struct EvaluationResult: Codable, Sendable, Equatable {
  /// Version of the layout; a change that readers must know of raises it.
  public static let currentSchema = 1

  /// Version of the layout.
  public let schema: Int
  /// Names of the classes; a `pid` is a place in this list.
  public let classes: [String]
  /// Units of the quantities; empty for a number without a unit.
  public let units: [String: String]
  /// Number of events.
  public let events: Int
  /// Number of elements in all events.
  public let elements: Int
  /// All metrics for all elements, clusters only and tracks only.
  public let subsets: [SubsetResult]
  /// The paper's table for each subset, the published values beside those for all elements.
  public let headline: [HeadlineTable]
  /// Inference times; empty where none were measured.
  public let timing: [InferenceTime]
  /// What the result was made from.
  public let provenance: [String: String]

  init(
    events: Int, elements: Int, subsets: [SubsetResult], timing: [InferenceTime],
    provenance: [String: String]
  ) {
    schema = Self.currentSchema
    classes = PID.allCases.map(\.name)
    var units = Dictionary(uniqueKeysWithValues: Quantity.allCases.map { ($0.rawValue, $0.unit) })
    units["residual"] = ""
    units["time"] = "ms"
    self.units = units
    self.events = events
    self.elements = elements
    self.subsets = subsets
    headline = subsets.map(HeadlineTable.init)
    self.timing = timing
    self.provenance = provenance
  }

  /// The metrics of a subset of the elements.
  ///
  /// - Parameter subset: any.
  public subscript(subset: Subset) -> SubsetResult? { subsets.first { $0.subset == subset } }
}
