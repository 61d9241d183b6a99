/// A way to turn elements into particles; each is compared with generator truth.
public enum Method: String, Codable, Sendable, CaseIterable {
  /// The network's prediction.
  case mlpf
  /// The data set's rule-based particle flow (`ycand`), completed massless.
  case ruleBased = "rule_based"
  /// Generator bits for tracks and an energy rule for clusters, see `TrivialBaseline`.
  case baseline

  /// The name used in tables.
  public var name: String {
    switch self {
    case .mlpf: "MLPF"
    case .ruleBased: "rule-based PF"
    case .baseline: "trivial baseline"
    }
  }
}
