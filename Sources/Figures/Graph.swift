/// Nodes and edges in a plane; nodes are sized and coloured by a value, edges drawn by weight.
public struct Graph: Sendable, Equatable {
  /// Shapes of nodes.
  public enum Marker: Sendable, Equatable { case circle, square }

  /// A node.
  public struct Node: Sendable, Equatable {
    /// Horizontal place.
    public var x: Double
    /// Vertical place.
    public var y: Double
    /// What its colour and area stand for, 0 or more.
    public var value: Double
    /// Its shape.
    public var marker: Marker
    /// Whether it is the one the picture is about; drawn with a ring.
    public var isCentre: Bool

    /// Describes a node.
    ///
    /// - Parameters:
    ///   - x: horizontal place.
    ///   - y: vertical place.
    ///   - value: what its colour and area stand for.
    ///   - marker: its shape.
    ///   - isCentre: whether the picture is about it.
    public init(
      x: Double, y: Double, value: Double, marker: Marker = .circle, isCentre: Bool = false
    ) {
      self.x = x
      self.y = y
      self.value = value
      self.marker = marker
      self.isCentre = isCentre
    }
  }

  /// An edge between two nodes.
  public struct Edge: Sendable, Equatable {
    /// Number of the node it starts from.
    public var from: Int
    /// Number of the node it leads to.
    public var to: Int
    /// Its weight, 0 to 1; thin and pale when small.
    public var weight: Double

    /// Describes an edge.
    ///
    /// - Parameters:
    ///   - from: number of the node it starts from.
    ///   - to: number of the node it leads to.
    ///   - weight: 0 to 1.
    public init(from: Int, to: Int, weight: Double) {
      self.from = from
      self.to = to
      self.weight = weight
    }
  }

  /// The nodes.
  public var nodes: [Node]
  /// The edges.
  public var edges: [Edge]
  /// Title of the colour scale.
  public var label: String
  /// What a circle stands for in the legend, and what a square does.
  public var markerNames: (circle: String, square: String)

  /// Describes a graph.
  ///
  /// - Parameters:
  ///   - nodes: the nodes.
  ///   - edges: the edges; their numbers are places in `nodes`.
  ///   - label: title of the colour scale.
  ///   - circle: what a circle stands for.
  ///   - square: what a square stands for.
  public init(nodes: [Node], edges: [Edge], label: String, circle: String, square: String) {
    precondition(
      edges.allSatisfy { nodes.indices.contains($0.from) && nodes.indices.contains($0.to) })
    self.nodes = nodes
    self.edges = edges
    self.label = label
    markerNames = (circle, square)
  }

  /// Whether two graphs show the same.
  public static func == (a: Graph, b: Graph) -> Bool {
    a.nodes == b.nodes && a.edges == b.edges && a.label == b.label
      && a.markerNames == b.markerNames
  }
}
