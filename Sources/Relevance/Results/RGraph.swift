public import Events

/// The R-graph of one element: the nodes that carry its relevance, where they are, and the edges.
public struct RGraph: Codable, Sendable, Equatable {
  /// A node; the first one of a graph is the explained element itself.
  public struct Node: Codable, Sendable, Equatable {
    /// Its place in the event.
    public let element: Int
    /// Its kind.
    public let kind: ElementKind
    /// Its pseudorapidity.
    public let eta: Double
    /// Its azimuth in radians, -pi to pi.
    public let phi: Double
    /// Its relevance, the sum over features.
    public let relevance: Double
    /// Its share of the total |R|, 0 to 1.
    public let share: Double
  }

  /// An edge along which a GravNet layer passes features.
  public struct Edge: Codable, Sendable, Equatable {
    /// The GravNet layer, from 0.
    public let layer: Int
    /// The node that receives; a place in `nodes`.
    public let to: Int
    /// The node that sends; a place in `nodes`.
    public let from: Int
    /// w = exp(-10 d^2), 0 to 1.
    public let weight: Double
  }

  /// The event's file.
  public let file: String
  /// The event, counted from 0 over all test files.
  public let event: Int
  /// True class.
  public let truth: PID
  /// Predicted class.
  public let predicted: PID
  /// Name of the explained output.
  public let output: String
  /// Its value.
  public let value: Double
  /// Nodes by decreasing share after the element itself.
  public let nodes: [Node]
  /// Edges between them.
  public let edges: [Edge]
}
