import Evaluation
import Events
import Testing

/// Every metric of a random problem against numpy and scipy (`Scripts/make-evaluation-fixtures.py`,
/// numpy 2.4.6, scipy 1.17.1).
@Suite struct OracleTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let subset: Subset
    let method: Method
    var testDescription: String { "\(method.name), \(subset.name)" }
  }

  static let cases = Subset.allCases.flatMap { subset in
    Method.allCases.map { Case(subset: subset, method: $0) }
  }

  static let result = Problem.random?.evaluator().finish()

  @Test(arguments: cases) func everyMetric(_ which: Case) throws {
    let problem = try #require(Problem.random)
    let result = try #require(Self.result)
    let part = try #require(result[which.subset])
    let found = try #require(part[which.method])
    let subset = try #require(problem.expected[which.subset.rawValue])
    let expected = try #require(subset.methods[which.method.rawValue])

    #expect(part.elements == subset.elements)
    #expect(found.confusion.counts == expected.confusion)
    #expect(close(found.accuracy, expected.accuracy))
    #expect(close(found.maskedAccuracy, expected.maskedAccuracy))
    for pid in PID.allCases {
      #expect(close(found.confusion.efficiency(pid), expected.efficiency[pid.rawValue]))
      #expect(close(found.confusion.fakeRate(pid), expected.fakeRate[pid.rawValue]))
    }
    for curve in expected.curves {
      let efficiency = try #require(found.efficiency(curve.pid, along: curve.quantity))
      expect(efficiency.curve, curve.efficiency)
      let truthOnly = try #require(
        found.fakeRate(curve.pid, along: curve.quantity, .truthOnly))
      expect(truthOnly.curve, curve.truthOnly)
      let all = try #require(found.fakeRate(curve.pid, along: curve.quantity, .allElements))
      expect(all.curve, curve.allElements)
    }
    for entry in expected.resolutions {
      let resolution = try #require(
        found.resolution(entry.pid, entry.quantity, entry.selection))
      expect(resolution, entry)
    }
    for (pid, entry) in zip(PID.allCases, expected.multiplicities) {
      let multiplicity = try #require(found.multiplicity(pid))
      #expect(part.counts.map { $0.truth[pid.rawValue] } == entry.truth)
      #expect(part.counts.map { $0[which.method][pid.rawValue] } == entry.reco)
      #expect(close(multiplicity.correlation, entry.correlation))
      #expect(close(multiplicity.mean, entry.mean))
      #expect(close(multiplicity.sigma, entry.sigma))
    }
    expect(found.distributions, expected.distributions)
    expect(part.truth, subset.truth)
  }

  private func expect(_ curve: RatioCurve, _ expected: [[Double]]) {
    let passed = [curve.passed.underflow] + curve.passed.counts + [curve.passed.overflow]
    #expect(curve.total.sparse == expected.map { [Int($0[0]), Int($0[2])] })
    for row in expected {
      let slot = Int(row[0])
      #expect(passed[slot] == Int(row[1]))
      guard slot > 0, slot <= curve.axis.bins else { continue }
      let interval = curve.intervals[slot - 1]
      #expect(close(interval?.value, row[1] / row[2]))
      #expect(close(interval?.lower, row[3]))
      #expect(close(interval?.upper, row[4]))
    }
  }

  /// Missing energies are completed in float32 by us and in float64 by numpy, hence 1e-6.
  private func expect(_ found: Resolution, _ expected: Problem.Resolution) {
    #expect(found.count == expected.count)
    #expect(found.excluded == expected.excluded)
    #expect(close(found.mean, expected.mean, 1e-6))
    #expect(close(found.sigma, expected.sigma, 1e-6))
    #expect(found.histogram.sparse == expected.histogram)
    guard let quartiles = expected.quartiles else {
      #expect(found.median == nil && found.interquartileRange == nil)
      return
    }
    // 0.1 % of the two residuals beside each quantile; they may be further out than the quantile.
    #expect(close(found.median, quartiles[1], 1e-3))
    #expect(close(found.interquartileRange, quartiles[2] - quartiles[0], 2e-3))
  }

  private func expect(_ found: Distributions, _ expected: [Problem.Distribution]) {
    #expect(found.entries.map(\.pid) == expected.map(\.pid))
    #expect(found.entries.map(\.quantity) == expected.map(\.quantity))
    for (entry, row) in zip(found.entries, expected) {
      #expect(entry.histogram.sparse == row.histogram)
    }
  }
}
