/// The kind of a detector element, feature 0 of every row of `X`.
public enum ElementKind: Int, Sendable, CaseIterable, Codable {
  /// A calorimeter tower, called cluster in the MLPF papers.
  case cluster = 1
  /// A reconstructed track.
  case track = 2

  /// The name used in tables and files.
  public var name: String { self == .cluster ? "cluster" : "track" }
}
