import Evaluation
import Events
import Foundation
import Testing

/// The random problem of `Fixtures/random.json`, see `Scripts/make-evaluation-fixtures.py`.
struct Problem: Decodable {
  struct Tables: Decodable {
    let X: [Float]
    let ygen: [Float]
    let ycand: [Float]
    let predicted: [Float]

    var event: Event {
      Event(
        elements: table(X, Columns.elementFeatures), truth: table(ygen, Columns.targets),
        ruleBased: table(ycand, Columns.targets))
    }

    var prediction: Particles { Particles(targets: table(predicted, Columns.targets)) }

    private func table(_ values: [Float], _ columns: Int) -> Table {
      Table(values, rows: values.count / columns, columns: columns)
    }
  }

  /// Slots that are not empty, with their counts.
  typealias Sparse = [[Int]]

  struct Subset: Decodable {
    let elements: Int
    let truth: [Distribution]
    let methods: [String: Metrics]
  }

  struct Metrics: Decodable {
    let confusion: [[Int]]
    let efficiency: [Double?]
    let fakeRate: [Double?]
    let accuracy: Double?
    let maskedAccuracy: Double?
    let curves: [Curve]
    let resolutions: [Resolution]
    let multiplicities: [Multiplicity]
    let distributions: [Distribution]
  }

  /// Each row: slot, passed, total, lower and upper end of the interval.
  struct Curve: Decodable {
    let pid: PID
    let quantity: Quantity
    let efficiency: [[Double]]
    let truthOnly: [[Double]]
    let allElements: [[Double]]
  }

  struct Resolution: Decodable {
    let pid: PID
    let quantity: Quantity
    let selection: Evaluation.Resolution.Selection
    let count: Int
    let excluded: Int
    let mean: Double?
    let sigma: Double?
    let quartiles: [Double]?
    let histogram: Sparse
  }

  struct Multiplicity: Decodable {
    let truth: [Int]
    let reco: [Int]
    let correlation: Double?
    let mean: Double?
    let sigma: Double?
  }

  struct Distribution: Decodable {
    let pid: PID?
    let quantity: Quantity
    let histogram: Sparse
  }

  let events: [Tables]
  let expected: [String: Subset]

  static let random: Problem? = {
    guard
      let url = Bundle.module.url(
        forResource: "random", withExtension: "json", subdirectory: "Fixtures"),
      let data = try? Data(contentsOf: url)
    else { return nil }
    return try? JSONDecoder().decode(Problem.self, from: data)
  }()

  /// An evaluator that has seen some of the events.
  func evaluator(_ range: Range<Int>? = nil) -> Evaluator {
    var evaluator = Evaluator()
    for index in range ?? events.indices {
      evaluator.add(
        event: events[index].event, predicted: events[index].prediction, number: index)
    }
    return evaluator
  }
}

extension Histogram {
  /// The slots that are not empty, with their counts.
  var sparse: Problem.Sparse {
    let all = [underflow] + counts + [overflow]
    return all.indices.filter { all[$0] > 0 }.map { [$0, all[$0]] }
  }
}

/// Whether two numbers are equal to a relative tolerance, or both undefined.
func close(_ a: Double?, _ b: Double?, _ tolerance: Double = 1e-9) -> Bool {
  guard let a, let b else { return a == nil && b == nil }
  return abs(a - b) <= tolerance * max(1, abs(b))
}
