import Events
import Testing

@testable import Relevance

/// Expected numbers worked out by hand.
@Suite struct ElementSummaryTests {
  /// Relevance of a node that sits on a few features.
  static func row(_ features: [Int: Double]) -> [Double] { (0..<12).map { features[$0] ?? 0 } }

  static let relevance = ElementRelevance(
    element: 7, value: 4, explainedClass: .photon, predicted: .photon, nodes: [3, 7, 9, 2],
    scores: row([0: 1, 9: -2]) + row([1: 5]) + row([1: -1]) + row([5: 1, 6: -0.0]))

  @Test func mapStartsWithTheElementAndGoesByRelevance() {
    let summary = ElementSummary(Self.relevance, neighbours: 2)
    #expect(summary.element == 7)
    // 9 and 2 carry the same: the smaller number comes first.
    #expect(summary.nodes == [7, 3, 2])
    #expect(summary.scores == Self.row([1: 5]) + Self.row([0: 1, 9: -2]) + Self.row([5: 1]))
    #expect(summary.total == 10)
    #expect(summary.sum == 4)
    #expect(summary.neighbourShare == 0.5)
    #expect(summary.chargeShare == 0.2)
    #expect(summary.rScores == Self.row([0: 0.1, 1: 0.4, 5: 0.1, 9: -0.2]))
    #expect(summary.normalisedMap[1] == 0.5 && summary.normalisedMap[12 + 9] == 0.2)
    #expect(summary.isDefined)
  }

  @Test func relevantNodesCarryNearlyAll() {
    // Node sums 5, 3, 1 and 1: nine tenths are not enough.
    #expect(ElementSummary(Self.relevance, neighbours: 0).relevantNodes == 4)
    let single = ElementRelevance(
      element: 0, value: 1, explainedClass: nil, predicted: .none, nodes: [1, 0],
      scores: Self.row([2: 0.04]) + Self.row([1: -0.96]))
    #expect(ElementSummary(single, neighbours: 1).relevantNodes == 1)
  }

  @Test func missingNeighboursAreMarked() {
    let summary = ElementSummary(Self.relevance, neighbours: 6)
    #expect(summary.nodes == [7, 3, 2, 9, -1, -1, -1])
    #expect(summary.scores.count == 7 * 12)
    #expect(summary.scores.dropFirst(4 * 12).allSatisfy { $0 == 0 })
  }

  @Test func nothingIsUndefined() {
    let nothing = ElementRelevance(
      element: 0, value: 0, explainedClass: PID.none, predicted: .none, nodes: [0],
      scores: Self.row([:]))
    let summary = ElementSummary(nothing, neighbours: 1)
    #expect(!summary.isDefined)
    #expect(summary.neighbourShare == 0 && summary.rScores.allSatisfy { $0 == 0 })
  }
}
