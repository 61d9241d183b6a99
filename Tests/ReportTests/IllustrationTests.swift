import Evaluation
import Events
import Figures
import Files
import Relevance
import Testing

@testable import Report

@Suite struct IllustrationTests {
  private func all() throws -> [Illustration] {
    try SmallResults.illustrations(explanation: SmallResults.explanation()).all
  }

  private func figure(_ name: String) throws -> Figure {
    try #require(try all().first { $0.figure.name == name }).figure
  }

  private func series(_ panel: Panel) -> [Series] {
    if case .series(let series) = panel.content { series } else { [] }
  }

  @Test func namesAreThoseOfTheFigures() throws {
    #expect(
      try all().map(\.figure.name) == [
        "training", "confusion_all", "confusion_clusters", "efficiency_charged_hadron",
        "efficiency_neutral_hadron", "efficiency_photon", "resolution_charged_hadron",
        "resolution_neutral_hadron", "multiplicity", "distributions", "inference_time",
        "rmap_charged_hadron_track", "rmap_neutral_hadron_cluster", "rmap_published_charged_hadron",
        "rmap_published_neutral_hadron", "neighbour_share", "relevant_nodes",
        "rscore_charged_hadron_track", "rscore_neutral_hadron_cluster", "conservation", "rgraph",
      ])
  }

  @Test func everyFigureHasWordsAndSomethingInEachPanel() throws {
    for illustration in try all() {
      let name = illustration.figure.name
      #expect(illustration.alt.hasSuffix("."), "\(name)")
      #expect(illustration.howToRead.hasSuffix("."), "\(name)")
      for panel in illustration.figure.panels {
        switch panel.content {
        case .series(let series):
          #expect(!series.isEmpty, "\(name)")
          #expect(series.allSatisfy { $0.shape.hasNumbers }, "\(name)")
        case .heatMap(let map):
          #expect(map.values.contains { $0.contains { $0 != nil } }, "\(name)")
        case .graph(let graph): #expect(!graph.nodes.isEmpty, "\(name)")
        }
      }
    }
  }

  @Test func confusionHasTheSharesOfTheMatrix() throws {
    let panel = try #require(try figure("confusion_clusters").panels.first)
    guard case .heatMap(let map) = panel.content else {
      Issue.record("no heat map")
      return
    }
    // Of two photons the network takes one for nothing; nothing is found as nothing.
    #expect(map.values[PID.photon.rawValue] == [0.5, 0, 0, 0.5, 0, 0])
    #expect(map.values[PID.none.rawValue] == [1, 0, 0, 0, 0, 0])
    #expect(map.values[PID.muon.rawValue] == [nil, nil, nil, nil, nil, nil])
    #expect(panel.title == "MLPF")
  }

  @Test func efficiencyOfPhotonsIsOneHalfInTheirBin() throws {
    let panel = try #require(try figure("efficiency_photon").panels.first)
    let mlpf = try #require(series(panel).first { $0.style == .network })
    guard case .points(let points) = mlpf.shape else {
      Issue.record("no points")
      return
    }
    // One filled bin, 0.9 to 1.05 GeV of three joined ones; Wilson's interval of 1 in 2 at z = 1 is 1/2 ± 1/sqrt(12).
    #expect(points.count == 1)
    #expect(abs(points[0].x - 0.975) < 1e-9)
    #expect(points[0].y == 0.5)
    let range = try #require(points[0].yRange)
    #expect(abs(range.upperBound - 0.788675) < 1e-6 && abs(range.lowerBound - 0.211325) < 1e-6)
  }

  @Test func residualsHaveGapsAndNoZeros() throws {
    for panel in try figure("resolution_charged_hadron").panels {
      #expect(panel.y.isLogarithmic)
      for one in series(panel) {
        guard case .steps(_, let values) = one.shape else {
          Issue.record("no histogram")
          continue
        }
        #expect(values.compactMap { $0 } == [2])
      }
    }
  }

  @Test func multiplicityHasAPointPerEventAndTheDiagonal() throws {
    let photons = try #require(
      try figure("multiplicity").panels.first { $0.title == "photons" })
    let (equal, mlpf) = (series(photons)[0], series(photons)[2])
    guard case .points(let points) = mlpf.shape, case .line(let line) = equal.shape else {
      Issue.record("no points")
      return
    }
    #expect(points == [.init(1, 1), .init(1, 0)])
    #expect(line.allSatisfy { $0.x == $0.y })
    #expect(photons.x.range == photons.y.range)
    #expect(photons.x.range?.contains(0) == true && photons.x.range?.contains(1) == true)
  }

  @Test func manyEventsAreThinnedOut() throws {
    let result = SmallResults.evaluation(copies: 501)
    let illustration = try #require(
      try SmallResults.illustrations(evaluation: result).all.first {
        $0.figure.name == "multiplicity"
      })
    #expect(illustration.figure.subtitle == "one in 3 of 1,002 events")
    guard case .scatter(let points) = series(illustration.figure.panels[0])[1].shape else {
      Issue.record("no points")
      return
    }
    #expect(points.count == 334)
  }

  @Test func trainingMarksTheBestEpoch() throws {
    let loss = try #require(try figure("training").panels.first)
    let best = try #require(series(loss).last)
    guard case .line(let points) = best.shape else {
      Issue.record("no line")
      return
    }
    #expect(best.label == "best epoch" && points.map(\.x) == [2, 2])
    guard case .line(let validation) = series(loss)[1].shape else { return }
    #expect(validation.map(\.y) == [2.5, 1.5])
  }

  @Test func rMapsHaveAPanelPerOutcome() throws {
    #expect(
      try figure("rmap_neutral_hadron_cluster").panels.map(\.title) == [
        "classified correctly, 2 elements", "classified wrongly, 3 elements",
      ])
    #expect(
      try figure("rmap_neutral_hadron_cluster").subtitle
        == "explained elements: 2 correct, 3 wrong")
    guard case .heatMap(let map) = try figure("rmap_charged_hadron_track").panels[0].content else {
      Issue.record("no heat map")
      return
    }
    #expect(map.columns == Columns.track && map.rows == ["element", "neighbour 1", "neighbour 2"])
    #expect(map.isLogarithmic && map.range == 1e-3...1)
  }

  @Test func aFeatureWithoutScoresHasNoPanel() throws {
    let panels = try figure("rscore_charged_hadron_track").panels
    #expect(panels.count == 11 && panels.first?.title == "pT")
  }

  @Test func publishedMapStandsBelowOurs() throws {
    let panels = try figure("rmap_published_charged_hadron").panels
    guard case .heatMap(let ours) = panels[0].content, case .heatMap(let theirs) = panels[1].content
    else {
      Issue.record("no heat maps")
      return
    }
    #expect(ours.columns.count == 10 && ours.columns == theirs.columns)
    // Columns 3 and 4, and 7 and 8 are added: 0.08 + 0.08.
    #expect(ours.values[0] == [0.08, 0.08, 0.08, 0.16, 0.08, 0.08, 0.16, 0.08, 0, 0])
    #expect(theirs.values[0][0] == 0.15011)
  }

  @Test func mergingKeepsTheSum() {
    let row = (0..<12).map(Double.init)
    #expect(MergedRMap.merged(row) == [0, 1, 2, 7, 5, 6, 15, 9, 10, 11])
    #expect(MergedRMap.merged(row).reduce(0, +) == row.reduce(0, +))
  }

  @Test func nodesAreDrawnNearTheCentreAcrossPi() throws {
    guard case .graph(let graph) = try figure("rgraph").panels[0].content else {
      Issue.record("no graph")
      return
    }
    // -3.1 is 0.083 above 3.1 on the circle.
    #expect(abs(graph.nodes[1].y - (2 * Double.pi - 3.1)) < 1e-12)
    #expect(graph.nodes[2].y == 2.9)
    #expect(graph.nodes.map(\.isCentre) == [true, false, false])
    #expect(graph.nodes.map(\.marker) == [.square, .circle, .circle])
  }

  @Test(arguments: [(3.1, 3.1), (-3.1, 3.1), (0, 3.1), (3, -3), (-3, 3), (1, -2)])
  func unwrappingChangesByWholeTurns(phi: Double, centre: Double) {
    let moved = RGraphFigure.unwrapped(phi, near: centre)
    let turns = (moved - phi) / (2 * Double.pi)
    #expect(abs(turns - turns.rounded()) < 1e-12)
    #expect(abs(moved - centre) <= Double.pi + 1e-12)
  }

  @Test func aRangeIsNeverEmpty() {
    #expect(RGraphFigure.range([1]).upperBound - RGraphFigure.range([1]).lowerBound > 0.19)
    #expect(RGraphFigure.range([]).contains(0))
  }

  @Test func nothingIsDrawnOfNothing() throws {
    #expect(
      Illustrations(evaluation: nil, explanation: nil, history: nil, bestEpoch: nil).all.isEmpty)
    let empty = Evaluator().finish(timing: [], provenance: [:])
    #expect(
      Illustrations(evaluation: empty, explanation: nil, history: nil, bestEpoch: nil).all.isEmpty)
    #expect(
      try !SmallResults.illustrations(evaluation: SmallResults.evaluation(timing: false)).all
        .contains { $0.figure.name == "inference_time" })
  }
}

extension Series.Shape {
  fileprivate var hasNumbers: Bool {
    switch self {
    case .points(let points), .line(let points), .scatter(let points):
      points.contains { $0.y != nil }
    case .steps(let edges, let values):
      edges.count == values.count + 1 && values.contains { $0 != nil && $0 != 0 }
    }
  }
}
