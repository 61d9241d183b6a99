import Evaluation
import Events
import Files
import Foundation
import MLPF
import TestSupport
import Testing

@testable import Relevance

/// Statistics of a few elements, worked out by hand.
@Suite struct ExplanationTests {
  /// Elements: a track, a cluster, a track, all with a true charged hadron but the cluster.
  static let event = Event(
    elements: Table(
      [2, 1, 2].flatMap { [$0] + [Float](repeating: 0.5, count: 11) }, rows: 3, columns: 12),
    truth: Table([1, 2, 1].flatMap { [$0, 0, 1, 0, 0, 1, 1] }, rows: 3, columns: 7),
    ruleBased: Table([Float](repeating: 0, count: 21), rows: 3, columns: 7))

  static func summary(
    _ element: Int, own: [Int: Double], other: Int, _ features: [Int: Double], value: Double,
    predicted: PID
  ) -> ElementSummary {
    ElementSummary(
      ElementRelevance(
        element: element, value: value, explainedClass: predicted, predicted: predicted,
        nodes: [other, element],
        scores: ElementSummaryTests.row(features) + ElementSummaryTests.row(own)), neighbours: 1)
  }

  static let summaries = [
    summary(0, own: [1: 3], other: 1, [5: -1], value: 2, predicted: .chargedHadron),
    summary(1, own: [5: 2], other: 2, [9: 2], value: 4, predicted: .neutralHadron),
    summary(2, own: [1: 1, 9: 1], other: 0, [1: 2], value: 8, predicted: .chargedHadron),
  ]

  static func subject(_ events: Int) -> Explanation.Subject {
    Explanation.Subject(
      output: "predicted", rule: .standard, neighbours: 1, elementsPerClass: nil, seed: 3,
      classes: PID.allCases, events: Array(0..<events), standardisedInputs: false)
  }

  static func explanation(events: Int = 1) -> Explanation {
    var builder = ExplanationBuilder(neighbours: 1, reach: 4)
    for _ in 0..<events { builder.add(summaries, of: event) }
    return builder.finish(
      subject(events), elements: 3 * events, graph: nil, seconds: 1, provenance: ["a": "b"])
  }

  @Test func groupsByClassOutcomeAndKind() throws {
    let result = Self.explanation()
    #expect(result.explained == 3 && result.elements == 3 && result.events == 1)
    #expect(
      result.groups.map { "\($0.pid.name) \($0.outcome.rawValue) \($0.kind?.name ?? "all")" } == [
        "charged hadron correct all", "charged hadron correct track",
        "neutral hadron correct all", "neutral hadron correct cluster",
      ])
    let tracks = try #require(result[.chargedHadron, .correct, .track])
    #expect(tracks.elements == 2)
    // |R| / sum |R|: 3/4 of the first and 1/4 of the second lie on their own pT.
    #expect(tracks.rMap.mean[0][1] == 0.5 && tracks.rMap.mean[0][9] == 0.125)
    #expect(tracks.rMap.mean[1][1] == 0.25 && tracks.rMap.mean[1][5] == 0.125)
    // Numbers 0.75 and 0.25: the standard error of their mean is 0.25.
    #expect(abs(tracks.rMap.error[0][1] - 0.25) < 1e-15)
    #expect(tracks.rMap.trackShare == [1, 0.5])
    #expect(tracks.neighbourShare.mean == 0.375)
    #expect(abs(tracks.neighbourShare.error - 0.125) < 1e-15)
    #expect(tracks.relevantNodes.mean == 2)
    #expect(tracks.relevantNodes.histogram.counts == [0, 2, 0, 0])
    #expect(tracks.rScores[1].entries == 2)
    // R-scores of pT: 3/4 and 3/4.
    #expect(tracks.rScores[1].counts[Int((0.75 + 1.01) / 0.02)] == 2)
    #expect(tracks.rScores[0].counts[50] == 2)
  }

  @Test func wrongOnesAreApart() {
    var builder = ExplanationBuilder(neighbours: 1, reach: 4)
    let wrong = Self.summary(
      0, own: [1: 3], other: 1, [5: -1], value: 2, predicted: .photon)
    builder.add([wrong], of: Self.event)
    let result = builder.finish(
      Self.subject(1), elements: 3, graph: nil, seconds: 0, provenance: [:])
    #expect(result.groups.allSatisfy { $0.outcome == .wrong && $0.pid == .chargedHadron })
    #expect(result.checks.allSatisfy { $0.verdict == .untested && $0.difference == nil })
  }

  @Test func conservation() {
    // The sums are 2, 4 and 4, the outputs 2, 4 and 8.
    let result = Self.explanation().conservation
    #expect(result.elements == 3 && result.undefined == 0)
    #expect(result.median == 0 && abs(result.percentile99 - 0.5) < 0.002 && result.worst == 0.5)
    #expect(result.histogram.underflow == 2 && result.histogram.entries == 3)
  }

  @Test func conservationQuantilesAreThoseOfTheNumbers() {
    var sums = ConservationSums()
    let ratios = (0..<1001).map { pow(10, -12 + Double(($0 * 37) % 1001) / 125) }
    for ratio in ratios {
      sums.add(
        Self.summary(0, own: [1: 1 + ratio], other: 1, [:], value: 1, predicted: .photon))
    }
    let sorted = ratios.sorted()
    let result = sums.conservation
    // 1 + ratio is rounded to 2e-16.
    #expect(abs(result.median / sorted[500] - 1) < 0.01)
    #expect(abs(result.percentile99 / sorted[990] - 1) < 0.01)
    #expect(abs(result.worst / sorted[1000] - 1) < 0.01)
    sums.add(Self.summary(0, own: [1: 1], other: 1, [:], value: 0, predicted: .photon))
    #expect(sums.conservation.undefined == 1 && sums.conservation.elements == 1001)
  }

  @Test func checksCompareMeans() throws {
    let result = Self.explanation(events: 6)
    let charge = try #require(result.checks.first { $0.name == "charge" })
    #expect(charge.firstElements == 12 && charge.secondElements == 6)
    #expect(charge.firstMean?.value == 0.125 && charge.secondMean?.value == 0.5)
    // Equal events: every replica is the same.
    #expect(charge.difference == .init(value: -0.375, lower: -0.375, upper: -0.375))
    #expect(charge.verdict == .fails && charge.resampled == "event")
    let neighbours = try #require(result.checks.first { $0.name == "neighbours" })
    #expect(neighbours.firstMean?.value == 0.375 && neighbours.secondMean?.value == 0.5)
  }

  /// The bootstrap's interval of a mean is 1.96 standard errors either way.
  @Test(arguments: [1, 200]) func intervalsAreThoseOfTheMean(_ events: Int) throws {
    var generator = SeededGenerator(seed: 4)
    var sums = CheckSums.published[1]
    let perEvent = 400 / events
    var values: [Double] = []
    for _ in 0..<events {
      sums.beginEvent()
      for _ in 0..<perEvent {
        let share = Double(generator.number(below: 1000)) / 1000
        values.append(share)
        sums.add(
          Self.summary(
            0, own: [1: 1 - share], other: 1, [1: share], value: 1, predicted: .chargedHadron),
          truth: .chargedHadron)
        sums.add(
          Self.summary(1, own: [1: 1], other: 0, [:], value: 1, predicted: .neutralHadron),
          truth: .neutralHadron)
      }
    }
    let check = sums.check(seed: 1)
    let mean = values.reduce(0, +) / 400
    let sigma = (values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 400 / 400).squareRoot()
    let estimate = try #require(check.firstMean)
    #expect(abs(estimate.value - mean) < 1e-12)
    #expect(abs((estimate.upper - estimate.lower) / (2 * 1.96 * sigma) - 1) < 0.15)
    #expect(check.secondMean == .init(value: 0, lower: 0, upper: 0))
    #expect(check.verdict == .holds)
    #expect(check.resampled == (events == 1 ? "element" : "event"))
    #expect(sums.check(seed: 1) == check)
    #expect(sums.check(seed: 2) != check)
  }

  @Test func readsWhatItWrites() throws {
    let result = Self.explanation(events: 2)
    let text = try result.json()
    #expect(try Explanation(json: Data(text.utf8), at: "explanation.json") == result)
    for word in ["nan", "inf", "NaN"] { #expect(!text.contains(" \(word)")) }
    let failure = #expect(throws: Failure.self) {
      try Explanation(json: Data("{}".utf8), at: "reports/explanation.json")
    }
    #expect(
      failure?.description == "reports/explanation.json: this is not the result of an explanation. "
        + "Run fairmlpf explain again.")
  }

  @Test(arguments: [
    ("\"cos phi outer\"", "\"cos phi outer\", \"more\""),
    ("\"mean\" : [\n          [", "\"mean\" : [\n [1, "),
    ("\"track_share\" : [", "\"track_share\" : [0, "),
  ])
  func refusesListsThatDoNotFit(_ part: String, _ change: String) throws {
    let text = try Self.explanation().json()
    try #require(text.contains(part), "\(text.prefix(3000))")
    let failure = #expect(throws: Failure.self) {
      try Explanation(
        json: Data(text.replacing(part, with: change).utf8), at: "reports/explanation.json")
    }
    #expect(
      failure?.description == "reports/explanation.json: the lists in the file do not fit "
        + "together: it is damaged. Run fairmlpf explain again.")
  }

  @Test func tables() {
    let tables = Self.explanation().csv()
    #expect(
      tables.keys.sorted() == [
        "conservation.csv", "neighbour_share.csv", "physics_checks.csv", "r_maps.csv",
        "r_scores.csv", "relevance_summary.csv", "relevant_nodes.csv",
      ])
    for (name, text) in tables {
      let lines = text.split(separator: "\n").map {
        $0.split(separator: ",", omittingEmptySubsequences: false).count
      }
      #expect(lines.count > 1 && Set(lines).count == 1, "\(name)")
    }
    #expect(
      tables["r_maps.csv"]?.contains(
        "charged hadron,correct,track,2,0,1,pT,0.5,0.25,1.0\n") == true)
    #expect(
      tables["r_maps.csv"]?.contains(
        "charged hadron,correct,track,2,1,5,p|E,0.125,") == true)
  }

  @Test func summary() {
    let tables = Self.explanation().summary()
    #expect(
      tables[0] == [
        ["class", "outcome", "elements", "on neighbours", "relevant nodes"],
        ["charged hadron", "correct", "2", "37.5 %", "2.0"],
        ["neutral hadron", "correct", "1", "50.0 %", "2.0"],
      ])
    #expect(tables[2][1] == ["|sum R - output| / |output|", "0", "5.0e-1", "5.0e-1"])
  }
}
