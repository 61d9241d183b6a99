public import Events
import MLPF

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

extension RGraph {
  /// The most nodes that a graph shows.
  public static let largest = 200

  /// Explains one element and describes its graph.
  ///
  /// - Parameters:
  ///   - explainer: explains the element.
  ///   - event: the event.
  ///   - element: a row of it.
  ///   - output: what is explained.
  ///   - file: name of the event's file.
  ///   - number: the event, counted from 0 over all test files.
  public init(
    _ explainer: Explainer, _ event: Event, element: Int, output: ExplainedOutput, file: String,
    number: Int
  ) {
    let relevance = explainer.relevance(ofElement: element, in: event.elements, output: output)
    let totals = relevance.nodeTotals
    let total = totals.reduce(0, +)
    let nodes = relevance.ranking(totals).prefix(Self.largest).map { place in
      let node = relevance.nodes[place]
      return Node(
        element: node, kind: event.kind(node) ?? .cluster, eta: Double(event.elements[node, 2]),
        phi: Double(atan2(event.elements[node, 3], event.elements[node, 4])),
        relevance: relevance.scores(at: place).reduce(0, +),
        share: total > 0 ? totals[place] / total : 0)
    }
    self.init(
      file: file, event: number, truth: PID(event.truth[element, 0]) ?? .none,
      predicted: relevance.predicted,
      output: relevance.explainedClass?.name ?? output.name, value: relevance.value,
      nodes: nodes, edges: Self.edges(explainer, nodes.map(\.element)))
  }

  /// The edges that relevance took from the first of some nodes, layer by layer.
  private static func edges(_ explainer: Explainer, _ nodes: [Int]) -> [Edge] {
    let places = Dictionary(uniqueKeysWithValues: zip(nodes, nodes.indices))
    var (receivers, edges): (Set<Int>, [Edge]) = ([nodes[0]], [])
    for layer in explainer.network.gravNets.indices.reversed() {
      var senders: Set<Int> = []
      for receiver in receivers.sorted() {
        guard let to = places[receiver] else { continue }
        for near in explainer.neighbours(layer: layer, event: 0, element: receiver) {
          guard let from = places[near.element] else { continue }
          senders.insert(near.element)
          if from != to {
            edges.append(Edge(layer: layer, to: to, from: from, weight: near.weight))
          }
        }
      }
      receivers = senders
    }
    return edges
  }
}
