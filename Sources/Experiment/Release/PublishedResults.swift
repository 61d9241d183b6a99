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
      try copy(
        "model.safetensors", .weights, "application/octet-stream",
        "The trained weights with architecture and scalings", of: results.model.path),
      try copy(
        "model.onnx", .exchange, "application/octet-stream",
        "The network for ONNX Runtime: raw features to class logits and momenta",
        of: onnx.path),
      try copy(
        "experiment.yaml", .settings, "application/yaml", "Every setting of the experiment",
        of: folder.settings),
      try copy(
        "training.json", .result, "application/json", "How the training was done",
        of: "\(run)/\(TrainStage.summaryName)"),
      try copy(
        "metrics.csv", .result, "text/csv", "Losses and accuracy of every epoch",
        of: "\(run)/metrics.csv"),
      try copy(
        "evaluation.json", .result, "application/json", "All metrics on the test events",
        of: "\(reports)/\(EvaluateStage.fileName)"),
      try copy(
        "explanation.json", .result, "application/json",
        "Statistics of the relevance of neighbours and features",
        of: "\(reports)/\(ExplainStage.fileName)"),
      try copy(
        "report.html", .report, "text/html", "Everything on one page",
        of: "\(reports)/\(ReportStage.fileName)"),
      PublicationFile(
        "reports.zip", .report, "application/zip",
        "Tables as CSV, and each figure with its data, script and pictures",
        try Zip.archive(tables(), name: "reports.zip")),
    ]
    if results.heldOut != nil {
      let path = "\(EvaluateStage.reports(folder, on: .heldOut))/\(EvaluateStage.fileName)"
      files.append(
        try copy(
          "evaluation-held-out.json", .result, "application/json",
          "All metrics on the held-out events", of: path))
    }
    let relevance = "\(reports)/\(RelevanceFile.name)"
    if FileStamp(relevance) != nil {
      files.append(
        try copy(
          RelevanceFile.name, .result, "application/octet-stream",
          "The R-map of every explained element", of: relevance))
    }
    let lock = "\(folder.lockFolder)/dataset.lock.json"
    if settings.data.source != .sample, FileStamp(lock) != nil {
      files.append(
        try copy(
          "dataset.lock.json", .settings, "application/json",
          "Which files of which record the events are from", of: lock))
    }
    let licence = "\(folder.path)/LICENSE"
    if FolderContents.isTaken(licence) {
      files.append(
        try copy("LICENSE", .licence, "text/plain", "The licence", of: licence))
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
      try refuseLink(path)
      entries[name] = Data(try ReportInputs.bytes(path))
    }
    return entries
  }

  private func copy(
    _ path: String, _ role: PublicationFile.Role, _ mediaType: String, _ description: String,
    of source: String
  ) throws(Failure) -> PublicationFile {
    try refuseLink(source)
    return try PublicationFile(path, role, mediaType, description, copyOf: source)
  }

  /// Whoever made the experiment may have put links in it to what only this user can read, and what is
  /// published everybody can.
  private func refuseLink(_ path: String) throws(Failure) {
    guard FolderContents.isLink(path, outOf: folder.path) else { return }
    throw Failure(
      "this is a link that leads out of the experiment, and would be published", at: path,
      remedy: "Put the file itself here", status: .badData)
  }
}
