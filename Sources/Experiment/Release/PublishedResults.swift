import Evaluation
import Figures
import Files
import FoundationEssentials
import MLPF
import Publication
import Relevance
import Report

/// The results that are published as they are, and the rest of the report as one archive.
///
/// Only files that the program made are taken, each by its name: what else lies in these folders is the
/// user's own.
struct PublishedResults {
  private let folder: ExperimentFolder
  private let settings: ExperimentFile
  private let results: ReleaseResults

  init(_ folder: ExperimentFolder, _ settings: ExperimentFile, _ results: ReleaseResults) {
    self.folder = folder
    self.settings = settings
    self.results = results
  }

  /// Copies of the results, and the archive.
  ///
  /// - Returns: the files.
  /// - Throws: `Failure` when a file cannot be read.
  func files() throws(Failure) -> [PublicationFile] {
    let (run, reports) = (folder.run(settings.run), folder.reports)
    let onnx = try ExportStage(folder, settings).run(.onnx, force: false)
    var files = [
      try PublicationFile(
        "model.safetensors", .weights, "application/octet-stream",
        "The trained weights with architecture and scalings", copyOf: results.model.path),
      try PublicationFile(
        "model.onnx", .exchange, "application/octet-stream",
        "The network for ONNX Runtime: raw features to class logits and momenta",
        copyOf: onnx.path),
      try PublicationFile(
        "experiment.yaml", .settings, "application/yaml", "Every setting of the experiment",
        copyOf: folder.settings),
      try PublicationFile(
        "training.json", .result, "application/json", "How the training was done",
        copyOf: "\(run)/\(TrainStage.summaryName)"),
      try PublicationFile(
        "metrics.csv", .result, "text/csv", "Losses and accuracy of every epoch",
        copyOf: "\(run)/metrics.csv"),
      try PublicationFile(
        "evaluation.json", .result, "application/json", "All metrics on the test events",
        copyOf: "\(reports)/\(EvaluateStage.fileName)"),
      try PublicationFile(
        "explanation.json", .result, "application/json",
        "Statistics of the relevance of neighbours and features",
        copyOf: "\(reports)/\(ExplainStage.fileName)"),
      try PublicationFile(
        "report.html", .report, "text/html", "Everything on one page",
        copyOf: "\(reports)/\(ReportStage.fileName)"),
      PublicationFile(
        "reports.zip", .report, "application/zip",
        "Tables as CSV, and each figure with its data, script and pictures",
        try Zip.archive(tables(), name: "reports.zip")),
    ]
    if results.heldOut != nil {
      let path = "\(EvaluateStage.reports(folder, on: .heldOut))/\(EvaluateStage.fileName)"
      files.append(
        try PublicationFile(
          "evaluation-held-out.json", .result, "application/json",
          "All metrics on the held-out events", copyOf: path))
    }
    let relevance = "\(reports)/\(RelevanceFile.name)"
    if FileStamp(relevance) != nil {
      files.append(
        try PublicationFile(
          RelevanceFile.name, .result, "application/octet-stream",
          "The R-map of every explained element", copyOf: relevance))
    }
    let lock = "\(folder.lockFolder)/dataset.lock.json"
    if settings.data.source != .sample, FileStamp(lock) != nil {
      files.append(
        try PublicationFile(
          "dataset.lock.json", .settings, "application/json",
          "Which files of which record the events are from", copyOf: lock))
    }
    let licence = "\(folder.path)/LICENSE"
    if FileStamp(licence) != nil {
      files.append(
        try PublicationFile(
          "LICENSE", .licence, "text/plain", "The licence", copyOf: licence))
    }
    return files
  }

  /// What goes into the archive, by the path in it.
  private func tables() throws(Failure) -> [String: Data] {
    var names = Array(results.evaluation.csv().keys) + Array(results.explanation.csv().keys)
    if results.evaluation.timing.isEmpty { names.removeAll { $0 == "inference_time.csv" } }
    for illustration in results.report.illustrations.all {
      names += FigureFiles.endings.map { "figures/\(illustration.figure.name).\($0)" }
    }
    if let heldOut = results.heldOut {
      names += heldOut.csv().keys.map { "\(PrepareStage.Part.heldOut.rawValue)/\($0)" }
    }
    var entries: [String: Data] = [:]
    for name in names {
      let path = "\(folder.reports)/\(name)"
      guard FileStamp(path) != nil else { continue }
      entries[name] = Data(try ReportInputs.bytes(path))
    }
    return entries
  }
}
