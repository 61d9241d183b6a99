import Evaluation
import Files
import FoundationEssentials
import MLPF
import Relevance
import Report

/// The results of an experiment that its report is made of, as far as they are there.
struct ReportInputs {
  let subject: ReportSubject
  let evaluation: EvaluationResult?
  let heldOut: EvaluationResult?
  let explanation: Explanation?
  let training: TrainingSummary?
  private let history: TrainingHistory?
  /// What decides the page, piece by piece.
  private let pieces: [String]

  /// Reads the results.
  ///
  /// - Throws: `Failure` with status `missingInput` if there is neither an evaluation nor an
  ///   explanation, and `badData` if a result is damaged.
  init(_ folder: ExperimentFolder, _ settings: ExperimentFile) throws(Failure) {
    let run = folder.run(settings.run)
    let evaluationPath = "\(folder.reports)/\(EvaluateStage.fileName)"
    let explanationPath = "\(folder.reports)/\(ExplainStage.fileName)"
    let heldOutPath =
      "\(folder.reports)/\(PrepareStage.Part.heldOut.rawValue)/\(EvaluateStage.fileName)"
    let (metricsPath, summaryPath) = ("\(run)/metrics.csv", "\(run)/\(TrainStage.summaryName)")
    let texts = (
      evaluation: try Self.text(evaluationPath), explanation: try Self.text(explanationPath),
      heldOut: settings.data.heldOut.isEmpty ? nil : try Self.text(heldOutPath),
      metrics: try Self.text(metricsPath),
      summary: try Self.text(summaryPath)
    )
    guard texts.evaluation != nil || texts.explanation != nil else {
      throw Failure(
        "there is nothing to report yet", at: folder.reports,
        remedy: "Run 'fairmlpf evaluate' first", status: .missingInput)
    }
    evaluation = try texts.evaluation.map { text throws(Failure) in
      try EvaluationResult(json: Data(text.utf8), at: evaluationPath)
    }
    heldOut = try texts.heldOut.map { text throws(Failure) in
      try EvaluationResult(json: Data(text.utf8), at: heldOutPath)
    }
    explanation = try texts.explanation.map { text throws(Failure) in
      try Explanation(json: Data(text.utf8), at: explanationPath)
    }
    history = try texts.metrics.map { text throws(Failure) in
      try TrainingHistory(csv: text, at: metricsPath)
    }
    training = try texts.summary.map { text throws(Failure) in
      try TrainingSummary(json: Data(text.utf8), at: summaryPath)
    }

    var subject = ReportSubject(
      name: settings.name, run: settings.run, data: settings.data.origin,
      preset: settings.preset.rawValue, program: "fairmlpf \(Version.current)")
    let modelPath = "\(run)/\(ModelFile.fileName)"
    let model =
      FileManager.default.fileExists(atPath: modelPath)
      ? try SHA256Digest.ofFile(modelPath) : "no model"
    func isOld(_ provenance: [String: String]?) -> Bool {
      provenance.map { $0["model_sha256"] != model } ?? false
    }
    subject.evaluationIsOld = isOld(evaluation?.provenance) || isOld(heldOut?.provenance)
    subject.explanationIsOld = isOld(explanation?.provenance)
    self.subject = subject
    pieces =
      [subject.name, subject.run, subject.data, subject.preset, subject.program, model]
      + [texts.evaluation, texts.heldOut, texts.explanation, texts.metrics, texts.summary].map {
        $0 ?? "-"
      }
  }

  /// The figures that there is data for.
  var illustrations: Illustrations {
    Illustrations(
      evaluation: evaluation, explanation: explanation, history: history,
      bestEpoch: training?.bestEpoch)
  }

  /// What the page is made of, as one digest.
  func digest(with more: [String]) -> String {
    var digest = SHA256Digest()
    for piece in pieces + more {
      // The length keeps pieces apart.
      digest.update(Array("\(piece.utf8.count):\(piece)".utf8).span.bytes)
    }
    return digest.finish()
  }

  /// The text of a file; `nil` if there is none.
  static func text(_ path: String) throws(Failure) -> String? {
    guard FileManager.default.fileExists(atPath: path) else { return nil }
    return String(decoding: try bytes(path), as: UTF8.self)
  }

  /// The bytes of a file.
  static func bytes(_ path: String) throws(Failure) -> [UInt8] {
    try MappedFile(path).withBytes { span in span.withUnsafeBytes { Array($0) } }
  }
}
