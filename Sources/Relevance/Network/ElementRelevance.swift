public import Events
import MLPF

/// The relevance that an element's output takes from every element and feature it can see.
///
/// Exact and sparse: only the at most k^L elements that reach it through L GravNet layers are listed,
/// all others have none.
public struct ElementRelevance: Sendable, Equatable {
  /// The explained element, a row of its event.
  public let element: Int
  /// Value of the explained output.
  public let value: Double
  /// The class whose logit was explained; `nil` for a momentum component.
  public let explainedClass: PID?
  /// The class with the largest logit.
  public let predicted: PID
  /// Elements that carry relevance, rows of the same event; each once, the explained element among
  /// them.
  public let nodes: [Int]
  /// Relevance of their features, shape (nodes, 12), row by row.
  public let scores: [Double]

  /// The relevance of a node's features.
  ///
  /// - Parameter place: its place in `nodes`.
  /// - Returns: 12 numbers.
  public func scores(at place: Int) -> ArraySlice<Double> {
    scores[place * Architecture.inputs..<(place + 1) * Architecture.inputs]
  }

  /// The sum of the absolute relevance of each node's features, in the order of `nodes`.
  var nodeTotals: [Double] {
    nodes.indices.map { place in scores(at: place).reduce(0) { $0 + abs($1) } }
  }

  /// Places in `nodes`: the explained element, then the others by decreasing total.
  ///
  /// Equal totals are told apart by the element's number, so that the order is unique.
  /// - Parameter totals: the `nodeTotals`.
  /// - Returns: each place once.
  func ranking(_ totals: [Double]) -> [Int] {
    let own = nodes.firstIndex(of: element) ?? 0
    return [own]
      + nodes.indices.filter { $0 != own }
      .sorted { (-totals[$0], nodes[$0]) < (-totals[$1], nodes[$1]) }
  }

  /// The sum over all nodes and features; equal to `value` but for the stabiliser.
  public var sum: Double { scores.reduce(0, +) }
}
