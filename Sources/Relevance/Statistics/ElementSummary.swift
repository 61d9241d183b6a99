public import Events

/// What is kept of one explained element: its R-map and a few sums.
public struct ElementSummary: Sendable, Equatable {
  /// The explained element, a row of its event.
  public let element: Int
  /// The class whose logit was explained; `nil` for a momentum component.
  public let explainedClass: PID?
  /// The class with the largest logit.
  public let predicted: PID
  /// Value of the explained output.
  public let value: Double
  /// Sum of the relevance of all nodes and features.
  public let sum: Double
  /// Sum of the absolute relevance of all nodes and features.
  public let total: Double
  /// The element itself, then its most relevant neighbours by decreasing sum of |R|; -1 where there
  /// are no more.
  public let nodes: [Int]
  /// Relevance with its sign of each of these nodes and the 12 features, row by row; 0 where there is
  /// no node.
  public let scores: [Double]
  /// Share of the total on neighbours, 0 to 1.
  public let neighbourShare: Double
  /// How many nodes, the most relevant first, carry 95 % of the total.
  public let relevantNodes: Int
  /// For each feature, its relevance summed over all nodes, divided by the total: -1 to 1.
  public let rScores: [Double]
  /// Share of the total on the column of the charge, over all nodes: 0 to 1.
  public let chargeShare: Double

  /// The share that counts as nearly all relevance.
  static let nearlyAll = 0.95
  /// The column of a track's charge.
  static let chargeColumn = 9

  /// Whether shares have a meaning: there is relevance, and all of it is finite.
  public var isDefined: Bool { total > 0 && total.isFinite }

  /// Sums up an element's relevance.
  ///
  /// - Parameters:
  ///   - relevance: of one element.
  ///   - neighbours: how many neighbours the R-map keeps.
  public init(_ relevance: ElementRelevance, neighbours: Int) {
    let columns = Columns.elementFeatures
    let rows = relevance.nodeTotals
    let total = rows.reduce(0, +)
    let kept = relevance.ranking(rows).prefix(neighbours + 1)
    var (features, charge) = ([Double](repeating: 0, count: columns), 0.0)
    for place in relevance.nodes.indices {
      let scores = relevance.scores(at: place)
      for column in 0..<columns { features[column] += scores[scores.startIndex + column] }
      charge += abs(scores[scores.startIndex + Self.chargeColumn])
    }
    let missing = neighbours + 1 - kept.count
    element = relevance.element
    explainedClass = relevance.explainedClass
    predicted = relevance.predicted
    value = relevance.value
    sum = relevance.sum
    self.total = total
    nodes = kept.map { relevance.nodes[$0] } + [Int](repeating: -1, count: missing)
    scores =
      kept.flatMap { relevance.scores(at: $0) } + [Double](repeating: 0, count: missing * columns)
    let scale = total > 0 ? 1 / total : 0
    neighbourShare = max(0, (total - rows[kept[0]]) * scale)
    relevantNodes = Self.count(rows.sorted(by: >), upTo: Self.nearlyAll * total)
    rScores = features.map { $0 * scale }
    chargeShare = charge * scale
  }

  /// How many of the largest numbers reach a sum.
  private static func count(_ rows: [Double], upTo wanted: Double) -> Int {
    var sum = 0.0
    for (index, row) in rows.enumerated() {
      sum += row
      if sum >= wanted { return index + 1 }
    }
    return rows.count
  }

  /// The normalised map |R| / sum |R|, a row for each of `nodes`.
  var normalisedMap: [Double] { scores.map { abs($0) / total } }
}
