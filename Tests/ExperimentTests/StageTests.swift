import Evaluation
import Events
import Experiment
import Files
import Foundation
import MLPF
import Synchronization
import TestSupport
import Testing

/// The stages on an experiment that trains in milliseconds.
@Suite struct StageTests {
  let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    try TinyExperiment.make(in: folder.path)
  }

  private var run: String { folder.path + "/models/baseline" }

  private func change(_ settings: String) throws {
    try AtomicFile.write(settings, to: folder.path + "/experiment.yaml")
  }

  @discardableResult
  private func train(
    in place: String? = nil, force: Bool = false, shouldStop: () -> Bool = { false }
  ) throws(Failure) -> TrainStage.Report {
    let experiment = try ExperimentFolder(place ?? folder.path)
    return try TrainStage(experiment, ExperimentFile(experiment.settings)).run(
      force: force, converting: SilentProgress(), training: SilentProgress(),
      shouldStop: shouldStop)
  }

  @discardableResult
  private func evaluate(
    force: Bool = false, shouldStop: @Sendable () -> Bool = { false }
  ) throws(Failure) -> EvaluateStage.Report {
    let experiment = try ExperimentFolder(folder.path)
    return try EvaluateStage(experiment, ExperimentFile(experiment.settings)).run(
      force: force, converting: SilentProgress(), evaluating: SilentProgress(),
      shouldStop: shouldStop)
  }

  private func bytes(_ path: String) throws -> Data { try Data(contentsOf: URL(filePath: path)) }

  /// What a stage says, with the folder of the test left out.
  private func said(_ body: () throws(Failure) -> Void) -> (
    sentence: String?, status: Files.ExitStatus?
  ) {
    let found = failure(body)
    return (found?.description.replacing(folder.path + "/", with: ""), found?.status)
  }

  @Test func trainingWritesWhatItShould() throws {
    let report = try train()
    #expect(report.outcome == .finished)
    #expect(report.epochs.map(\.epoch) == [1, 2])
    #expect(report.folder == run)
    let names = try FolderContents.names(run)
    #expect(
      Set(names.filter { !$0.hasPrefix("events.out.tfevents.") }) == [
        "checkpoint.safetensors", "metrics.csv", "model.safetensors", "training.json",
      ])
    #expect(names.count == 5)
    let rows = String(decoding: try bytes(run + "/metrics.csv"), as: UTF8.self)
      .split(separator: "\n")
    #expect(rows.count == 1 + 2)

    let summary = try #require(
      try JSONSerialization.jsonObject(with: bytes(run + "/training.json")) as? [String: Any])
    #expect(summary["schema"] as? Int == 1)
    #expect(summary["outcome"] as? String == "finished")
    #expect(summary["epochs"] as? Int == 2)
    #expect(summary["best_epoch"] as? Int == report.bestEpoch)
    #expect(summary["preset"] as? String == "lrp-paper")
    #expect(summary["seed"] as? Int == 1)
    let network = try ModelFile.read(run + "/model.safetensors")
    #expect(summary["parameters"] as? Int == network.architecture.parameterCount)
    #expect(network.architecture.encoder == [8, 4])
    let sources = try #require(summary["training_files"] as? [[String: Any]])
    #expect(sources.map { $0["name"] as? String } == ["a.pkl"])
    #expect(
      sources[0]["sha256"] as? String == (try SHA256Digest.ofFile(folder.path + "/data/raw/a.pkl")))
    #expect(
      summary["settings_sha256"] as? String
        == (try SHA256Digest.ofFile(folder.path + "/experiment.yaml")))
  }

  @Test func heldOutEventsAreJudgedApart() throws {
    try train()
    try evaluate()
    let whole = try bytes(folder.path + "/reports/evaluation.json")
    let raw = folder.path + "/data/raw"
    try bytes(raw + "/c.pkl").write(to: URL(filePath: raw + "/d.pkl"))
    let settings = String(
      decoding: try bytes(folder.path + "/experiment.yaml"), as: UTF8.self)
    try change(settings.replacing("test: \"c.pkl\"", with: "test: c.pkl, held_out: d.pkl"))
    let experiment = try ExperimentFolder(folder.path)
    let report = try EvaluateStage(
      experiment, ExperimentFile(experiment.settings), on: .heldOut
    ).run(
      force: false, converting: SilentProgress(), evaluating: SilentProgress(),
      shouldStop: { false })
    #expect(report.path == folder.path + "/reports/held_out/evaluation.json")
    #expect(report.result.provenance["test_files"]?.hasPrefix("d.pkl ") == true)
    #expect(FileManager.default.fileExists(atPath: folder.path + "/reports/held_out/confusion.csv"))
    #expect(try bytes(folder.path + "/reports/evaluation.json") == whole)
    #expect(try evaluate().wasUpToDate)
  }

  /// More ranks than three events would leave one without work.
  @Test(arguments: [2, 4]) func ranksEvaluateAsOneDoes(count: Int) throws {
    try train()
    let alone = try evaluate()
    let folder = self.folder.path
    let results = ThreadMessenger.run(count) { ranks in
      let experiment = try ExperimentFolder(folder)
      return try EvaluateStage(experiment, ExperimentFile(experiment.settings), ranks: ranks).run(
        force: true, converting: SilentProgress(), evaluating: SilentProgress(),
        shouldStop: { false })
    }
    for report in try results.map({ try $0.get() }) {
      #expect(!report.wasUpToDate)
      #expect(report.result.subsets == alone.result.subsets)
    }
  }

  @Test func theSampleIsNotMixedWithOtherEvents() throws {
    let settings = String(
      decoding: try bytes(folder.path + "/experiment.yaml"), as: UTF8.self)
    try change(settings.replacing("source: folder", with: "source: sample"))
    #expect(
      said { () throws(Failure) in try train() }
        == (
          "data/raw: the folder holds event files of your own, such as 'a.pkl', and 'data.source' is "
            + "sample. Set 'source: folder' in experiment.yaml, or name another folder.", .badData
        ))
  }

  @Test func theSummaryOfAShorterTrainingGoesWhenItIsContinued() throws {
    try train()
    let settings = String(
      decoding: try bytes(folder.path + "/experiment.yaml"), as: UTF8.self)
    try change(settings.replacing("epochs: 2", with: "epochs: 9"))
    #expect(try train(shouldStop: { true }).outcome == .interrupted)
    #expect(!FileManager.default.fileExists(atPath: run + "/training.json"))
    #expect(try train().epochs.count == 9)
    #expect(FileManager.default.fileExists(atPath: run + "/training.json"))
  }

  @Test func evaluationWritesWhatItShould() throws {
    try train()
    let report = try evaluate()
    #expect(!report.wasUpToDate)
    #expect(report.path == folder.path + "/reports/evaluation.json")
    #expect(report.result.events == 3 && report.result.elements == 9)
    let data = try bytes(report.path)
    #expect(try EvaluationResult(json: data, at: "") == report.result)
    #expect(report.result.timing.isEmpty)
    #expect(report.result.provenance["experiment"] == "tiny")

    // JSON has no NaN and no infinity; what is left are numbers, texts and null.
    func check(_ value: Any, _ path: String) {
      switch value {
      case let list as [Any]: for item in list { check(item, path) }
      case let object as [String: Any]: for (key, item) in object { check(item, "\(path).\(key)") }
      case let number as NSNumber: #expect(number.doubleValue.isFinite, "\(path)")
      default: #expect(value is String || value is NSNull, "\(path)")
      }
    }
    check(try JSONSerialization.jsonObject(with: data), "")

    let tables = try FolderContents.names(folder.path + "/reports").filter { $0.hasSuffix(".csv") }
    #expect(Set(tables) == Set(report.result.csv().keys))
    for (name, text) in report.result.csv() {
      #expect(try bytes("\(folder.path)/reports/\(name)") == Data(text.utf8), "\(name)")
      #expect(!text.lowercased().contains("nan") && !text.contains("inf,"), "\(name)")
    }
  }

  @Test func doingItAgainChangesNothing() throws {
    try train()
    try evaluate()
    let before = try FolderSnapshot(folder.path)
    #expect(before.leftovers == [])
    let training = try train()
    #expect(training.outcome == nil && training.epochs.count == 2)
    #expect(try evaluate().wasUpToDate)
    #expect(try FolderSnapshot(folder.path) == before)
  }

  @Test func forceRepeatsWithTheSameWeights() throws {
    try train()
    try evaluate()
    let model = try bytes(run + "/model.safetensors")
    let before = try FolderSnapshot(folder.path).files
    #expect(try train(force: true).outcome == .finished)
    #expect(try !evaluate(force: true).wasUpToDate)
    #expect(try bytes(run + "/model.safetensors") == model)
    let after = try FolderSnapshot(folder.path)
    #expect(after.leftovers == [])
    for name in ["models/baseline/model.safetensors", "reports/evaluation.json"] {
      #expect(after.files[name]?.modified != before[name]?.modified, "\(name)")
    }
  }

  /// Otherwise a model of the old training would pass for one of the new.
  @Test func twoTrainingsOfARunAreNotMixed() throws {
    var second: [(sentence: String?, status: Files.ExitStatus?)] = []
    let report = try train(shouldStop: {
      if second.isEmpty {
        second.append(said { () throws(Failure) in try train(force: true) })
      }
      return false
    })
    #expect(report.outcome == .finished)
    #expect(second.first?.status == .unavailable)
    #expect(
      second.first?.sentence
        == "models/baseline: another program is training this run. "
        + "Wait until it has ended, or choose another name with training.run.")
    // It is free again.
    #expect(try train().outcome == nil)
  }

  @Test func forceLeavesNothingOfTheOldTraining() throws {
    try train()
    #expect(try train(force: true, shouldStop: { true }).outcome == .interrupted)
    let names = try FolderContents.names(run).filter { !$0.hasPrefix("events.out") }
    #expect(names == ["checkpoint.safetensors"])
    #expect(
      said { () throws(Failure) in try evaluate() }
        == (
          "models/baseline/model.safetensors: there is no trained model. Run 'fairmlpf train' first.",
          .missingInput
        ))
  }

  @Test func changedSettingsDoNotContinueAnotherTraining() throws {
    try train()
    try change(TinyExperiment.settings("epochs: 2\nseed: 2"))
    #expect(
      said { () throws(Failure) in try train() }
        == (
          "models/baseline/checkpoint.safetensors: the checkpoint belongs to a training with other "
            + "settings or other data. Choose another run name, or run with --force to start this "
            + "one again.", .badData
        ))
    try change(TinyExperiment.settings("epochs: 2\nseed: 2\nrun: other"))
    #expect(try train().outcome == .finished)
    #expect(try train(force: true).outcome == .finished)
  }

  @Test func aLongerTrainingGoesOn() throws {
    try train()
    try change(TinyExperiment.settings("epochs: 3"))
    let report = try train()
    #expect(report.outcome == .finished && report.epochs.count == 3)
    let summary = String(decoding: try bytes(run + "/training.json"), as: UTF8.self)
    #expect(summary.contains("\"epochs\" : 3"))
  }

  @Test(arguments: [1, 2, 4]) func interruptedTrainingEndsTheSame(steps: Int) throws {
    let settings = TinyExperiment.settings("epochs: 5\nschedule: cosine\nstandardise_inputs: true")
    try change(settings)
    try train()
    let other = folder.path + "/other"
    try TinyExperiment.make(in: other, settings)
    var rounds = 0
    var outcome: Trainer.Outcome?
    repeat {
      rounds += 1
      try #require(rounds < 30)
      var left = steps
      outcome =
        try train(
          in: other,
          shouldStop: {
            left -= 1
            return left < 0
          }
        ).outcome
      let isFinished = outcome == .finished
      #expect(
        FileManager.default.fileExists(atPath: other + "/models/baseline/training.json")
          == isFinished)
    } while outcome == .interrupted
    #expect(rounds > 2)
    #expect(
      try bytes(other + "/models/baseline/model.safetensors")
        == bytes(run + "/model.safetensors"))
    #expect(try FolderSnapshot(other).leftovers == [])
  }

  /// As if the program had been killed between the last checkpoint and the summary.
  @Test func aMissingSummaryIsWritten() throws {
    try train()
    try FileManager.default.removeItem(atPath: run + "/training.json")
    #expect(try train().outcome == nil)
    let summary = String(decoding: try bytes(run + "/training.json"), as: UTF8.self)
    #expect(summary.contains("\"outcome\" : \"finished\""))
  }

  @Test func earlyStoppingIsInTheSummary() throws {
    try change(
      TinyExperiment.settings("epochs: 50\npatience: 0\nregression_loss: huber").replacing(
        "1.0e-3", with: "0.3"))
    #expect(try train().outcome == .stoppedEarly)
    let summary = String(decoding: try bytes(run + "/training.json"), as: UTF8.self)
    #expect(summary.contains("\"outcome\" : \"stopped early\""))
    try FileManager.default.removeItem(atPath: run + "/training.json")
    #expect(try train().outcome == nil)
    #expect(String(decoding: try bytes(run + "/training.json"), as: UTF8.self).contains("stopped"))
  }

  @Test func aMissingTableIsWritten() throws {
    try train()
    try evaluate()
    let path = folder.path + "/reports/confusion.csv"
    let table = try bytes(path)
    try FileManager.default.removeItem(atPath: path)
    #expect(try evaluate().wasUpToDate)
    #expect(try bytes(path) == table)
    try Data("damaged".utf8).write(to: URL(filePath: folder.path + "/reports/evaluation.json"))
    #expect(try !evaluate().wasUpToDate)
  }

  @Test func leftoversOfAKilledProgramAreRemoved() throws {
    let names = [
      "models/baseline/checkpoint.safetensors", "reports/a.csv", "data/processed/a.safetensors",
    ]
    for name in names {
      let path = "\(folder.path)/\(name)"
      try FolderContents.create((path as NSString).deletingLastPathComponent)
      // No process has this number: Linux and macOS stay far below.
      try Data("x".utf8).write(to: URL(filePath: path + ".999999999-1.part"))
    }
    try train()
    try evaluate()
    #expect(try FolderSnapshot(folder.path).leftovers == [])
  }

  @Test func changesMakeTheEvaluationStale() throws {
    try train()
    try evaluate()
    try change(TinyExperiment.settings("epochs: 3"))
    try train()
    #expect(try !evaluate().wasUpToDate)
    try change(TinyExperiment.settings("epochs: 3").replacing("tiny", with: "new"))
    #expect(try evaluate().result.provenance["experiment"] == "new")
  }

  /// Threads only share out the events, whose results are added in order.
  @Test func evaluationDoesNotDependOnThreads() throws {
    try train()
    let results = try [1, 2, 3].map { threads in
      try change(TinyExperiment.settings().replacing("threads: 1", with: "threads: \(threads)"))
      return try evaluate(force: true).result.subsets
    }
    #expect(results[0] == results[1] && results[0] == results[2])
  }

  @Test func anInterruptedEvaluationWritesNothing() throws {
    try train()
    #expect(
      said { () throws(Failure) in try evaluate(shouldStop: { true }) }
        == ("the evaluation was interrupted. Run 'fairmlpf evaluate' again.", .interrupted))
    #expect(try FolderContents.names(folder.path + "/reports") == [])
  }

  @Test func missingModel() {
    #expect(
      said { () throws(Failure) in try evaluate() }
        == (
          "models/baseline/model.safetensors: there is no trained model. Run 'fairmlpf train' first.",
          .missingInput
        ))
  }

  @Test func modelRemovedAfterTheTraining() throws {
    try train()
    try FileManager.default.removeItem(atPath: run + "/model.safetensors")
    let found = said { () throws(Failure) in try train() }
    #expect(
      found.sentence
        == "models/baseline/model.safetensors: the model of epoch 2, the best one so far, is "
        + "missing. Restore it from a copy, or start this training again with --force.")
    #expect(found.status == .missingInput)
    #expect(try train(force: true).outcome == .finished)
  }

  @Test func damagedCheckpointAndModel() throws {
    try train()
    let model = run + "/model.safetensors"
    let whole = try bytes(model)
    try whole.prefix(whole.count / 2).write(to: URL(filePath: model))
    let found = said { () throws(Failure) in try evaluate() }
    #expect(found.status == .badData)
    #expect(found.sentence?.hasPrefix("models/baseline/model.safetensors: ") == true)
    let checkpoint = run + "/checkpoint.safetensors"
    let state = try bytes(checkpoint)
    try state.prefix(100).write(to: URL(filePath: checkpoint))
    #expect(
      said { () throws(Failure) in try train() }
        == (
          "models/baseline/checkpoint.safetensors: the safetensors header is longer than the file: "
            + "it is truncated or damaged. Make the file again or restore it from a copy.", .badData
        ))
    #expect(try train(force: true).outcome == .finished)
  }

  @Test func dataThatIsNotThere() throws {
    try change(TinyExperiment.settings().replacing("train: a.pkl", with: "train: \"x*.pkl\""))
    #expect(
      said { () throws(Failure) in try train() }
        == (
          "data/raw: no file fits 'x*.pkl'. Change the pattern; the folder holds a.pkl, b.pkl, c.pkl.",
          .missingInput
        ))
    try change(TinyExperiment.settings(test: "z.pkl"))
    try train()
    #expect(
      said { () throws(Failure) in try evaluate() }
        == (
          "data/raw: no file fits 'z.pkl'. Change the pattern; the folder holds a.pkl, b.pkl, c.pkl.",
          .missingInput
        ))
    try change("data: {source: folder, folder: nowhere, train: a.pkl}\n")
    #expect(
      said { () throws(Failure) in try train() }
        == ("nowhere: cannot open (no such file or directory). Check the path.", .missingInput))
    try change("data: {source: folder}\n")
    #expect(
      said { () throws(Failure) in try train() }
        == (
          "experiment.yaml: 'data.train' names no files. Add the names of event files, or patterns "
            + "such as \"*_ttbar_*.pkl.bz2\".", .badData
        ))
  }

  @Test func aFileServesOnePurpose() throws {
    try change(TinyExperiment.settings(test: "?.pkl"))
    #expect(
      said { () throws(Failure) in try train() }
        == (
          "data/raw/a.pkl: the file is chosen by 'data.train' and by 'data.test'. "
            + "Use every file for one purpose only.", .badData
        ))
    try change(TinyExperiment.settings().replacing("validation: b.pkl", with: "validation: a.pkl"))
    #expect(
      said { () throws(Failure) in try train() }
        == (
          "data/raw/a.pkl: the file is chosen by 'data.train' and by 'data.validation'. "
            + "Use every file for one purpose only.", .badData
        ))
  }

  @Test func trainingWithoutValidation() throws {
    try change(TinyExperiment.settings().replacing("validation: b.pkl, ", with: ""))
    let report = try train()
    #expect(report.outcome == .finished && report.epochs.allSatisfy { $0.validation == nil })
  }

  /// Half of all numbers a user can write do not train; that must be said, not crash.
  @Test func aDivergingTrainingSaysSo() throws {
    try change(TinyExperiment.settings().replacing("1.0e-3", with: "1.0e+30"))
    let found = said { () throws(Failure) in try train() }
    #expect(found.status == .badData)
    #expect(
      found.sentence?.hasSuffix(
        "Lower the learning rate or clip the gradient; what was saved before is kept.") == true)
    try change(TinyExperiment.settings("epochs: 3\nalpha: 3.0e+38"))
    let other = said { () throws(Failure) in try train() }
    #expect(other.status == .badData)
    try change(
      TinyExperiment.settings("epochs: 1\nevents_per_step: 3").replacing("1.0e-3", with: "1e30"))
    #expect(
      said { () throws(Failure) in try train() }
        == (
          "b.pkl, event 0: the validation loss is not finite after epoch 1. "
            + "Lower the learning rate or clip the gradient; what was saved before is kept.",
          .badData
        ))
  }

  @Test func foldersThatAreNoFolders() throws {
    try Data().write(to: URL(filePath: folder.path + "/models"))
    let found = said { () throws(Failure) in try train() }
    #expect(found.status == .cannotCreate)
    #expect(found.sentence?.hasPrefix("models") == true)
  }

  @Test func theSampleIsWrittenWhereItIsMissing() throws {
    try change("data: {folder: sample, test: \"*_2.pkl.bz2\"}\n")
    let experiment = try ExperimentFolder(folder.path)
    try SampleStage(experiment, ExperimentFile(experiment.settings)).run(SilentProgress())
    let first = try FolderSnapshot(folder.path + "/sample")
    #expect(Set(first.files.keys) == Set(BundledSample.files))
    try SampleStage(experiment, ExperimentFile(experiment.settings)).run(SilentProgress())
    #expect(try FolderSnapshot(folder.path + "/sample") == first)
  }
}
