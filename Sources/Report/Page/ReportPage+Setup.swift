import Evaluation
import Files
import Relevance

extension ReportPage {
  /// The network and its training.
  var networkTable: PageTable {
    var rows: [[PageTable.Cell]] = [
      ["Run", .init(subject.run)], ["Preset", .init(training?.preset ?? subject.preset)],
    ]
    if let training {
      rows += [
        ["Parameters", .init(training.parameters)],
        [
          "Epochs",
          .init("\(training.epochs), best \(training.bestEpoch) (\(training.outcome))"),
        ],
        ["Seed", .init("\(training.seed)")],
        ["Duration of the training", .init(Self.duration(training.seconds))],
        ["Trained with", .init(training.provenance.program)],
      ]
    }
    if let evaluation {
      rows += [
        ["Test events", .init(evaluation.events)],
        ["Elements in them", .init(evaluation.elements)],
      ]
    }
    return PageTable(
      "Network and training", columns: ["what", "value"], parts: [.init(rows: rows)],
      isNumeric: false)
  }

  /// The files of events, and what each was used for.
  var filesTable: PageTable {
    let used = [
      ("training", training?.trainingFiles ?? []), ("validation", training?.validationFiles ?? []),
    ].flatMap { use, files in files.map { (use, $0.name, $0.sha256) } }
    let rows =
      (used + testFiles.map { ("test", $0.name, $0.sha256) }).map { use, name, sha256 in
        [PageTable.Cell.code(name), .init(use), .code(sha256)]
      }
    return PageTable(
      "Files of events", columns: ["file", "used for", "SHA-256"], parts: [.init(rows: rows)],
      isNumeric: false)
  }

  /// Names and digests of the test files, from the provenance of a result.
  private var testFiles: [(name: String, sha256: String)] {
    let lines =
      evaluation?.provenance["test_files"] ?? explanation?.provenance["test_files"] ?? ""
    return lines.split(separator: "\n").map { line in
      // The digest stands last; a name may have spaces in it.
      guard let space = line.lastIndex(of: " ") else { return (String(line), "") }
      return (String(line[..<space]), String(line[line.index(after: space)...]))
    }
  }

  /// "14 s", "3 min 20 s", "2 h 5 min".
  static func duration(_ seconds: Double) -> String {
    guard seconds.isFinite, seconds >= 0, seconds < 1e9 else { return "unknown" }
    if seconds < 10 { return "\(NumberText.fixed(seconds, 1)) s" }
    let whole = Int(seconds.rounded())
    if whole < 60 { return "\(whole) s" }
    if whole < 3600 { return "\(whole / 60) min \(whole % 60) s" }
    return "\(whole / 3600) h \(whole % 3600 / 60) min"
  }
}
