import Evaluation
import Events

/// Sums over the explained elements of one true class, outcome and kind.
struct GroupSums {
  private let neighbours: Int
  private var elements = 0
  private var map: [Double]
  private var mapSquares: [Double]
  private var present: [Int]
  private var tracks: [Int]
  private var share = (sum: 0.0, squares: 0.0)
  private var shareHistogram = Histogram(Binning.neighbourShare)
  private var nodes = 0
  private var nodeHistogram: Histogram
  private var rScores = (0..<Columns.elementFeatures).map { Histogram(Binning.rScore($0)) }

  init(neighbours: Int, reach: Int) {
    self.neighbours = neighbours
    let cells = (neighbours + 1) * Columns.elementFeatures
    map = [Double](repeating: 0, count: cells)
    mapSquares = map
    present = [Int](repeating: 0, count: neighbours + 1)
    tracks = present
    nodeHistogram = Histogram(Binning.relevantNodes(reach: reach))
  }

  /// Adds an element with a defined total.
  ///
  /// - Parameters:
  ///   - summary: its R-map and sums.
  ///   - isTrack: whether each of its nodes is a track.
  mutating func add(_ summary: ElementSummary, isTrack: [Bool]) {
    elements += 1
    for (cell, value) in summary.normalisedMap.enumerated() {
      map[cell] += value
      mapSquares[cell] += value * value
    }
    for (row, node) in summary.nodes.enumerated() where node >= 0 {
      present[row] += 1
      if isTrack[row] { tracks[row] += 1 }
    }
    share.sum += summary.neighbourShare
    share.squares += summary.neighbourShare * summary.neighbourShare
    shareHistogram.fill(summary.neighbourShare)
    nodes += summary.relevantNodes
    nodeHistogram.fill(Double(summary.relevantNodes))
    for (feature, score) in summary.rScores.enumerated() { rScores[feature].fill(score) }
  }

  /// The group's results; `nil` without elements.
  func group(pid: PID, outcome: Explanation.Outcome, kind: ElementKind?) -> Explanation.Group? {
    guard elements > 0 else { return nil }
    let count = Double(elements)
    func error(_ sum: Double, _ squares: Double) -> Double {
      elements > 1
        ? (max(0, squares / count - sum / count * sum / count) / (count - 1)).squareRoot() : 0
    }
    func rows(_ cells: [Double]) -> [[Double]] {
      let columns = Columns.elementFeatures
      return (0...neighbours).map { Array(cells[$0 * columns..<($0 + 1) * columns]) }
    }
    return Explanation.Group(
      pid: pid, outcome: outcome, kind: kind, elements: elements,
      rMap: Explanation.MeanRMap(
        mean: rows(map.map { $0 / count }), error: rows(zip(map, mapSquares).map(error)),
        trackShare: zip(tracks, present).map { $1 == 0 ? nil : Double($0) / Double($1) }),
      neighbourShare: Explanation.Share(
        mean: share.sum / count, error: error(share.sum, share.squares),
        histogram: shareHistogram),
      relevantNodes: Explanation.RelevantNodes(
        mean: Double(nodes) / count, histogram: nodeHistogram),
      rScores: rScores)
  }
}

extension Binning {
  /// The axis of the share of relevance on neighbours: 0 to 1 in 50 bins, 1 itself in the last one.
  static let neighbourShare = Axis(
    name: "share of |R| on neighbours", unit: "", lower: 0, upper: 1.000_000_1, bins: 50)

  /// The axis of an R-score: 101 bins from -1.01 to 1.01, an exact 0 in the middle one.
  static func rScore(_ feature: Int) -> Axis {
    Axis(
      name: "R-score of \(Explanation.FeatureNames.standard.both[feature])", unit: "",
      lower: -1.01, upper: 1.01, bins: 101)
  }

  /// The axis of the number of relevant nodes: whole numbers from 1, at most 256 of them.
  static func relevantNodes(reach: Int) -> Axis {
    let bins = min(max(reach, 1), 256)
    return Axis(
      name: "nodes that carry 95 % of |R|", unit: "", lower: 0.5, upper: Double(bins) + 0.5,
      bins: bins)
  }

  /// The axis of the relative violation of conservation: decimal logarithm, -18 to 2 in 80 bins.
  static let conservation = Axis(
    name: "log10 of |sum R - output| / |output|", unit: "", lower: -18, upper: 2, bins: 80)
}

extension Explanation.FeatureNames {
  /// The columns of the data set.
  static let standard = Explanation.FeatureNames(
    cluster: Columns.cluster, track: Columns.track,
    both: zip(Columns.track, Columns.cluster).map { track, cluster in
      track == cluster || cluster == "unused" ? track : "\(track)|\(cluster)"
    })
}
