import Experiment
import Files
import Foundation
import TestSupport
import Testing

/// The page of an experiment that trains in milliseconds.
@Suite struct ReportStageTests {
  let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    try TinyExperiment.make(in: folder.path)
  }

  private var reports: String { folder.path + "/reports" }

  private func stages() throws(Failure) -> (ExperimentFolder, ExperimentFile) {
    let experiment = try ExperimentFolder(folder.path)
    return (experiment, try ExperimentFile(experiment.settings))
  }

  private func trainAndEvaluate() throws {
    let (experiment, settings) = try stages()
    _ = try TrainStage(experiment, settings).run(
      force: false, converting: SilentProgress(), training: SilentProgress(),
      shouldStop: { false })
    _ = try EvaluateStage(experiment, settings).run(
      force: false, converting: SilentProgress(), evaluating: SilentProgress(),
      shouldStop: { false })
  }

  @discardableResult
  private func report(
    force: Bool = false, shouldStop: @Sendable () -> Bool = { false }
  ) throws(Failure) -> ReportStage.Outcome {
    let (experiment, settings) = try stages()
    return try ReportStage(experiment, settings).run(
      force: force, drawing: SilentProgress(), shouldStop: shouldStop)
  }

  private func text(_ path: String) throws -> String {
    try String(contentsOfFile: path, encoding: .utf8)
  }

  /// What the stage says, with the folder of the test left out.
  private func said(_ body: () throws(Failure) -> Void) -> (
    sentence: String?, status: Files.ExitStatus?
  ) {
    let found = failure(body)
    return (found?.description.replacing(folder.path + "/", with: ""), found?.status)
  }

  @Test func onePageOfEverything() throws {
    try trainAndEvaluate()
    let first = try report()
    #expect(first.path == reports + "/report.html" && !first.wasUpToDate)
    let page = try text(first.path)
    #expect(page.contains("<h1>tiny</h1>"))
    #expect(page.contains("<code>c.pkl</code></th><td>test</td>"))
    #expect(page.contains("&#39;fairmlpf explain&#39; does so."))
    #expect(!page.contains("Out of date"))
    #expect(page.contains("<svg role=\"img\"") == (first.withoutPicture == 0))
    let data = try FolderContents.names(reports + "/figures").filter { $0.hasSuffix(".csv") }
    #expect(data.contains("confusion_all.csv") && data.contains("training.csv"))

    // Again: nothing changes.
    let before = try FolderSnapshot(folder.path)
    #expect(before.leftovers == [])
    #expect(try report().wasUpToDate)
    #expect(try FolderSnapshot(folder.path) == before)
    #expect(try !report(force: true).wasUpToDate)
    #expect(try text(first.path) == page)

    // A page that says nothing of its inputs is another one's.
    try Data("<html>".utf8).write(to: URL(filePath: first.path))
    #expect(try !report().wasUpToDate)
    #expect(try text(first.path) == page)

    // Another name, and a model that is not the one evaluated.
    let settings = TinyExperiment.settings().replacing("tiny", with: "'<b>'")
    try AtomicFile.write(settings, to: folder.path + "/experiment.yaml")
    let model = folder.path + "/models/baseline/model.safetensors"
    try (Data(contentsOf: URL(filePath: model)) + Data("x".utf8)).write(to: URL(filePath: model))
    #expect(try !report().wasUpToDate)
    let changed = try text(first.path)
    #expect(changed.contains("<h1>&lt;b&gt;</h1>"))
    #expect(
      changed.contains(
        "The evaluation below was made with another model than the one of this run: run &#39;fairmlpf evaluate&#39; "
          + "and &#39;fairmlpf report&#39; again."))
  }

  @Test func nothingToReport() {
    #expect(
      said { () throws(Failure) in try report() }
        == (
          "reports: there is nothing to report yet. Run 'fairmlpf evaluate' first.", .missingInput
        ))
  }

  @Test func damagedResultsAreNamed() throws {
    try FolderContents.create(reports)
    try AtomicFile.write("{}", to: reports + "/evaluation.json")
    #expect(
      said { () throws(Failure) in try report() }
        == (
          "reports/evaluation.json: this is not the result of an evaluation. Run fairmlpf evaluate "
            + "again.", .badData
        ))
    try AtomicFile.write("{", to: reports + "/explanation.json")
    try FileManager.default.removeItem(atPath: reports + "/evaluation.json")
    #expect(
      said { () throws(Failure) in try report() }
        == (
          "reports/explanation.json: this is not the result of an explanation. Run fairmlpf explain "
            + "again.", .badData
        ))
    #expect(!FileManager.default.fileExists(atPath: reports + "/report.html"))
  }

  @Test func anInterruptedReportWritesNoPage() throws {
    try trainAndEvaluate()
    let found = said { () throws(Failure) in try report(shouldStop: { true }) }
    #expect(found.status == .interrupted)
    #expect(!FileManager.default.fileExists(atPath: reports + "/report.html"))
  }
}
