import Evaluation
import Events
import Foundation
import Testing

@Suite struct EvaluatorTests {
  /// However the events are shared out, the result is the same to the last bit.
  @Test(arguments: [[0, 6], [0, 1, 6], [0, 3, 6], [0, 1, 2, 3, 4, 5, 6], [0, 0, 6]])
  func mergedPartsEqualTheWhole(cuts: [Int]) throws {
    let problem = try #require(Problem.random)
    var merged = Evaluator()
    for (start, end) in zip(cuts, cuts.dropFirst()) {
      merged.merge(problem.evaluator(start..<end))
    }
    #expect(merged.finish() == problem.evaluator().finish())
  }

  @Test func eventsStandAsInTheSampleWhoeverSawThem() throws {
    let problem = try #require(Problem.random)
    var merged = Evaluator()
    for index in [4, 0, 5, 2, 1, 3] { merged.merge(problem.evaluator(index..<index + 1)) }
    var inOrder = Evaluator()
    for tables in problem.events {
      inOrder.add(event: tables.event, predicted: tables.prediction)
    }
    #expect(merged.finish() == inOrder.finish())
  }

  /// As a rank sends its part to another.
  @Test func partsThatWereSentEqualTheWhole() throws {
    let problem = try #require(Problem.random)
    var merged = Evaluator()
    for part in [0..<2, 2..<6] {
      let sent = try JSONEncoder().encode(problem.evaluator(part))
      merged.merge(try JSONDecoder().decode(Evaluator.self, from: sent))
    }
    #expect(merged.finish() == problem.evaluator().finish())
  }

  @Test func clustersAndTracksAddUp() throws {
    let result = try #require(Problem.random).evaluator().finish()
    #expect(result.events == 6)
    #expect(result.elements == 240)
    let all = try #require(result[.all])
    let clusters = try #require(result[.clusters])
    let tracks = try #require(result[.tracks])
    #expect(all.elements == clusters.elements + tracks.elements)
    for method in Method.allCases {
      var sum = try #require(clusters[method]).confusion
      sum.merge(try #require(tracks[method]).confusion)
      #expect(sum == all[method]?.confusion)
    }
  }

  /// Truth compared with itself is perfect.
  @Test func perfectPrediction() throws {
    let problem = try #require(Problem.random)
    var evaluator = Evaluator()
    for tables in problem.events {
      evaluator.add(event: tables.event, predicted: Particles(targets: tables.event.truth))
    }
    let found = try #require(evaluator.finish()[.all]?[.mlpf])
    #expect(found.accuracy == 1)
    for pid in PID.allCases where pid != .none {
      #expect(found.confusion.efficiency(pid) == 1)
      #expect(found.confusion.fakeRate(pid) == 0)
      #expect(found.multiplicity(pid)?.mean == 0)
      #expect(found.resolution(pid, .energy, .own)?.sigma == 0)
      #expect(found.resolution(pid, .eta, .own)?.median == 0)
    }
  }

  /// Rows that are neither cluster nor track do not count.
  @Test func paddingIsPassedOver() {
    var evaluator = Evaluator()
    let row = Table(Array(repeating: 0, count: 7), rows: 1, columns: 7)
    let event = Event(
      elements: Table(Array(repeating: 0, count: 12), rows: 1, columns: 12), truth: row,
      ruleBased: row)
    evaluator.add(event: event, predicted: Particles(targets: row))
    #expect(evaluator.events == 1)
    #expect(evaluator.finish().elements == 0)
  }

  /// A network that diverged predicts NaN; nothing of it may reach the result but its class.
  @Test func predictionsThatAreNotNumbers() throws {
    let problem = try #require(Problem.random)
    var evaluator = Evaluator()
    for tables in problem.events {
      var predicted = tables.prediction
      for row in 0..<predicted.count {
        predicted.pT[row] = .nan
        predicted.eta[row] = .infinity
        predicted.energy[row] = -.infinity
      }
      evaluator.add(event: tables.event, predicted: predicted)
    }
    let result = evaluator.finish()
    let pT = try #require(result[.all]?[.mlpf]?.resolution(.photon, .pT, .own))
    #expect(pT.count == 0)
    #expect(pT.excluded > 0)
    #expect(pT.mean == nil)
    // The encoder throws at the first number that is not finite.
    #expect(try !result.json().contains(" nan"))
  }
}
