import Evaluation
import Relevance

extension ReportPage {
  /// With what, when and from what the results were made.
  var provenanceTable: PageTable {
    let sources: [(name: String, values: [String: String])] = [
      ("training", trainingProvenance), ("evaluation", evaluation?.provenance ?? [:]),
      ("explanation", explanation?.provenance ?? [:]),
    ].filter { !$0.1.isEmpty }
    // Files have a table of their own.
    let known = ["program", "time", "system", "processor", "cores", "model_sha256"]
    let others = Set(sources.flatMap { $0.values.keys }).subtracting(known + ["test_files"])
    let rows = (known + others.sorted()).compactMap { key -> [PageTable.Cell]? in
      let values = sources.map { $0.values[key] ?? "–" }
      guard values.contains(where: { $0 != "–" }) else { return nil }
      let words = key.split(separator: "_").joined(separator: " ")
      return [PageTable.Cell(words == "model sha256" ? "model, SHA-256" : words)]
        + values.map { key.hasSuffix("sha256") ? .code($0) : .init($0) }
    }
    return PageTable(
      "Where the results come from", columns: ["what"] + sources.map(\.name),
      parts: [.init(rows: rows)], isNumeric: false)
  }

  private var trainingProvenance: [String: String] {
    guard let made = training?.provenance else { return [:] }
    return [
      "program": made.program, "time": made.time, "system": made.system,
      "processor": made.processor, "cores": "\(made.cores)",
    ]
  }
}
