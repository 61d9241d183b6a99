import Events
import Figures
import Files
import Relevance

/// One element with the nodes that carry its relevance, in the plane of eta and phi.
enum RGraphFigure {
  static func illustrations(_ explanation: Explanation) -> [Illustration] {
    guard let graph = explanation.graph, let centre = graph.nodes.first else { return [] }
    let nodes = graph.nodes.enumerated().map { index, node in
      Graph.Node(
        x: node.eta, y: unwrapped(node.phi, near: centre.phi), value: max(node.share, 0),
        marker: node.kind == .track ? .square : .circle, isCentre: index == 0)
    }
    let edges = graph.edges.filter {
      nodes.indices.contains($0.from) && nodes.indices.contains($0.to)
    }.map { Graph.Edge(from: $0.from, to: $0.to, weight: min(max($0.weight, 0), 1)) }
    return [
      Illustration(
        Figure(
          name: "rgraph", title: "R-graph of a \(centre.kind.name): \(graph.truth.name)",
          subtitle: "classified as \(graph.predicted.name), explained output: \(graph.output)",
          height: 12,
          panels: [
            Panel(
              x: PlotAxis("eta", range: range(nodes.map(\.x))),
              y: PlotAxis("phi (rad)", range: range(nodes.map(\.y))),
              content: .graph(
                Graph(
                  nodes: nodes, edges: edges, label: "share of |R|", circle: "cluster",
                  square: "track")), legend: .below)
          ]),
        alt:
          "A graph in the plane of eta and phi: \(NumberText.count(nodes.count, "node")) and "
          + "\(NumberText.count(edges.count, "edge")) around a \(centre.kind.name) at eta "
          + "\(NumberText.fixed(centre.eta)), phi \(NumberText.fixed(centre.phi)). The element itself "
          + "carries \(NumberText.percent(centre.share)) of the relevance.",
        howToRead:
          "The ringed node is the explained element; larger and brighter nodes carry more relevance, "
          + "and edges are the neighbours that the network chose in its learnt space, which need not "
          + "be near in eta and phi.")
    ]
  }

  /// An azimuth moved by whole turns to within half a turn of another; it may leave -pi to pi.
  static func unwrapped(_ phi: Double, near centre: Double) -> Double {
    let turn = 2 * Double.pi
    return phi - turn * ((phi - centre) / turn).rounded()
  }

  /// The ends of the numbers with a margin, at least 0.2 wide.
  static func range(_ values: [Double]) -> ClosedRange<Double> {
    let low = values.min() ?? 0
    let high = values.max() ?? 0
    let margin = max(0.08 * (high - low), (0.2 - (high - low)) / 2)
    return (low - margin)...(high + margin)
  }
}
