import Events

/// The elements a result speaks of.
///
/// Tracks are classified by their two generator bits alone and are half of all elements, so only
/// clusters test a method; every result is given for all elements, for clusters and for tracks.
public enum Subset: String, Codable, Sendable, CaseIterable {
  /// Clusters and tracks.
  case all
  /// Calorimeter clusters only.
  case clusters
  /// Tracks only.
  case tracks

  /// The name used in tables.
  public var name: String {
    switch self {
    case .all: "all elements"
    case .clusters: "clusters only"
    case .tracks: "tracks only"
    }
  }

  /// The kinds of elements in the subset.
  var kinds: [ElementKind] {
    switch self {
    case .all: ElementKind.allCases
    case .clusters: [.cluster]
    case .tracks: [.track]
    }
  }
}
