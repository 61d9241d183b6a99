import Events
import Files
import FoundationEssentials
import Testing

@testable import Evaluation

@Suite struct EvaluationResultJSONTests {
  static let empty = Evaluator().finish()
  static var full: EvaluationResult? {
    Problem.random?.evaluator().finish(
      timing: [InferenceTime(elements: 5000, milliseconds: 12.5)],
      provenance: ["model": "models/first/model.safetensors"])
  }

  @Test func decodesBack() throws {
    let full = try #require(Self.full)
    for result in [Self.empty, full] {
      let text = try result.json()
      #expect(try EvaluationResult(json: Data(text.utf8), at: "evaluation.json") == result)
      #expect(try result.json() == text)
      for word in [" nan", "[nan", "NaN", " inf", "-inf"] { #expect(!text.contains(word)) }
    }
  }

  @Test func undefinedIsNull() throws {
    let text = try Self.empty.json()
    #expect(text.contains("\"accuracy\" : null"))
    #expect(text.contains("\"correlation\" : null"))
    #expect(text.contains("\"interquartile_range\" : null"))
    #expect(text.contains("[null, null, null, null, null, null]"))
    #expect(OrNull(wrappedValue: .nan).wrappedValue == nil)
  }

  @Test(arguments: ["", "{}", "[1]", #"{"schema": 1}"#]) func refusesOtherFiles(text: String) {
    let failure = #expect(throws: Failure.self) {
      try EvaluationResult(json: Data(text.utf8), at: "reports/evaluation.json")
    }
    #expect(
      failure?.description
        == "reports/evaluation.json: this is not the result of an evaluation. "
        + "Run fairmlpf evaluate again.")
  }

  @Test func refusesAnotherVersion() throws {
    let text = try Self.empty.json().replacing("\"schema\" : 1", with: "\"schema\" : 2")
    let failure = #expect(throws: Failure.self) {
      try EvaluationResult(json: Data(text.utf8), at: "evaluation.json")
    }
    #expect(
      failure?.description
        == "evaluation.json: the layout has version 2, this program reads version 1. "
        + "Run fairmlpf evaluate again.")
  }

  /// Matrices and curves of the wrong size must not trap later.
  @Test func refusesCountsThatCannotBe() throws {
    func matrix(_ count: Int) -> Data {
      let row = "[0, 0, 0, 0, 0, \(count)]"
      return Data(
        "{\"counts\": [\([String](repeating: row, count: 6).joined(separator: ","))]}".utf8)
    }
    for wrong in [Data(#"{"counts": [[1]]}"#.utf8), matrix(-1), matrix(1 << 48), matrix(.max)] {
      #expect(throws: DecodingError.self) {
        try JSONDecoder().decode(ConfusionMatrix.self, from: wrong)
      }
    }
    let largest = try JSONDecoder().decode(ConfusionMatrix.self, from: matrix((1 << 48) - 1))
    #expect(largest.elements == 6 * ((1 << 48) - 1))
    let axis = #""axis": {"name": "E", "unit": "GeV", "lower": 0, "upper": 1, "bins": 2}"#
    for counts in ["[1]", "[1, -1]", "[1, \(1 << 48)]", "[\(Int.max), \(Int.max)]"] {
      let histogram = Data(
        "{\(axis), \"counts\": \(counts), \"underflow\": 0, \"overflow\": 0}".utf8)
      #expect(throws: DecodingError.self) {
        try JSONDecoder().decode(Histogram.self, from: histogram)
      }
    }
    func histogram(_ count: Int) -> String {
      "{\(axis), \"counts\": [\(count), 0], \"underflow\": 0, \"overflow\": 0}"
    }
    let largestHistogram = try JSONDecoder().decode(
      Histogram.self, from: Data(histogram((1 << 48) - 1).utf8))
    #expect(largestHistogram.entries == (1 << 48) - 1)
    let curve = Data("{\"passed\": \(histogram(2)), \"total\": \(histogram(1))}".utf8)
    #expect(throws: DecodingError.self) {
      try JSONDecoder().decode(RatioCurve.self, from: curve)
    }
    let counts = Data(#"{"truth": [1], "mlpf": [], "ruleBased": [], "baseline": []}"#.utf8)
    #expect(throws: DecodingError.self) {
      try JSONDecoder().decode(ParticleCounts.self, from: counts)
    }
  }
}

@Suite struct EvaluationResultCSVTests {
  @Test func everyTableIsRectangular() throws {
    let result = try #require(EvaluationResultJSONTests.full)
    let tables = result.csv()
    #expect(
      tables.keys.sorted() == [
        "accuracy.csv", "confusion.csv", "distributions_E.csv", "distributions_charge.csv",
        "distributions_cos_phi.csv", "distributions_eta.csv", "distributions_pT.csv",
        "distributions_sin_phi.csv", "efficiency_fake_rate_E.csv", "efficiency_fake_rate_eta.csv",
        "efficiency_fake_rate_pT.csv", "headline.csv", "inference_time.csv",
        "multiplicities.csv", "multiplicity_summary.csv", "residuals.csv",
        "resolutions.csv",
      ])
    for (name, text) in tables {
      let lines = text.split(separator: "\n")
      let columns = lines[0].split(separator: ",").count
      #expect(lines.count > 1, "\(name)")
      for line in lines {
        let cells = line.split(separator: ",", omittingEmptySubsequences: false)
        #expect(cells.count == columns, "\(name): \(line)")
        #expect(!cells.contains("nan") && !cells.contains("inf") && !cells.contains("-inf"))
      }
    }
  }

  @Test func headersHaveUnits() throws {
    let tables = try #require(EvaluationResultJSONTests.full).csv()
    func header(_ name: String) -> Substring? { tables[name]?.split(separator: "\n").first }
    #expect(
      header("efficiency_fake_rate_pT.csv")
        == "subset,method,class,curve,pT_low_GeV,pT_high_GeV,passed,total,value,lower,upper")
    #expect(
      header("distributions_charge.csv")
        == "subset,class,charge_low_e,charge_high_e,truth,mlpf,rule_based,baseline")
    #expect(header("multiplicities.csv") == "subset,event,class,truth,mlpf,rule_based,baseline")
    #expect(
      header("residuals.csv")
        == "subset,method,class,quantity,selection,bin_low,bin_high,elements")
    #expect(header("inference_time.csv") == "elements,time_ms")
  }

  /// Every residual is in one bin, those outside the axis in the ones without an edge.
  @Test func residualsAddUpToTheirResolution() throws {
    let result = try #require(EvaluationResultJSONTests.full)
    let lines = try #require(result.csv()["residuals.csv"]).split(separator: "\n").dropFirst()
    var sums: [[Substring]: Int] = [:]
    var open = 0
    for line in lines {
      let cells = line.split(separator: ",", omittingEmptySubsequences: false)
      sums[Array(cells[..<5]), default: 0] += try #require(Int(cells[7]))
      if cells[5].isEmpty || cells[6].isEmpty { open += 1 }
    }
    var resolutions = 0
    for part in result.subsets {
      for found in part.methods {
        for entry in found.resolutions {
          let key = [
            part.subset.rawValue, found.method.rawValue, entry.pid.name, entry.quantity.name,
            entry.selection.rawValue,
          ]
          #expect(sums[key.map { $0[...] }] == entry.count)
          resolutions += 1
        }
      }
    }
    #expect(sums.count == resolutions)
    #expect(open == 2 * resolutions)
    #expect(sums.values.contains { $0 > 0 })
  }

  @Test func undefinedIsAnEmptyCell() throws {
    let tables = EvaluationResultJSONTests.empty.csv()
    #expect(tables["accuracy.csv"]?.contains("all,mlpf,0,,\n") == true)
    #expect(tables["inference_time.csv"] == nil)
  }
}

@Suite struct SummaryTests {
  @Test func rowsAreOfEqualLength() throws {
    let rows = try #require(EvaluationResultJSONTests.full).summary()
    #expect(
      rows[0] == [
        "elements", "class", "eff. MLPF", "eff. PF", "eff. trivial", "fake MLPF", "fake PF",
        "fake trivial",
      ])
    for row in rows { #expect(row.count == rows[0].count) }
    // The random problem's numbers of charged hadrons, all elements, by numpy.
    #expect(
      rows[1] == [
        "all elements", "charged hadron", "88.7 %", "85.6 %", "88.7 %", "1.1 %", "4.6 %", "0.0 %",
      ])
    #expect(
      rows.contains(["all elements", "accuracy", "90.4 %", "85.0 %", "75.8 %", "", "", ""]))
    #expect(rows.contains { $0[0] == "clusters only" && $0[1] == "photon" })
  }

  @Test func ofNothing() {
    let rows = EvaluationResultJSONTests.empty.summary([.clusters])
    #expect(rows.count == 3)
    #expect(rows[1] == ["clusters only", "accuracy", "-", "-", "-", "", "", ""])
  }
}

@Suite struct HeadlineTableTests {
  @Test func besideThePublishedValues() throws {
    let result = try #require(EvaluationResultJSONTests.full)
    let table = try #require(result.headline.first { $0.subset == .all })
    // Two classes, eight numbers, three methods.
    #expect(table.rows.count == 48)
    let row = try #require(
      table.rows.first {
        $0.metric == .momentumSigma && $0.pid == .neutralHadron && $0.method == .mlpf
      })
    #expect(row.published?.value == 0.32)
    #expect(row.published?.decimals == 2)
    #expect(row.value == result[.all]?[.mlpf]?.resolution(.neutralHadron, .energy, .paper)?.sigma)
    #expect(row.value != nil)
    #expect(table.rows.allSatisfy { ($0.published == nil) == ($0.method == .baseline) })
    #expect(row.metric.name(.neutralHadron) == "E resolution, sigma")
    #expect(row.metric.name(.chargedHadron) == "pT resolution, sigma")
  }

  @Test func otherSubsetsHaveNoPublishedValues() throws {
    let result = try #require(EvaluationResultJSONTests.full)
    for table in result.headline where table.subset != .all {
      #expect(table.rows.allSatisfy { $0.published == nil })
    }
  }

  @Test func fakeRatesAreMarkedAsNotConfirmed() {
    let value = PublishedValues.headline(.fakeRate, .neutralHadron, .mlpf)
    #expect(value?.confirmed == false)
    #expect(PublishedValues.headline(.efficiency, .photon, .mlpf) == nil)
  }
}
