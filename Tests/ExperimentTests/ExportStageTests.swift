import Experiment
import Files
import Foundation
import TestSupport
import Testing

/// Exports of an experiment that trains in milliseconds.
@Suite struct ExportStageTests {
  let folder: TemporaryFolder
  private static let files = [
    ExportStage.Format.onnx: "model.onnx", .safetensors: "state_dict.safetensors",
    .stateDict: "state_dict.json",
  ]

  init() throws {
    folder = try TemporaryFolder()
    try TinyExperiment.make(in: folder.path)
  }

  private var run: String { folder.path + "/models/baseline" }

  private func train(force: Bool = false) throws(Failure) {
    let experiment = try ExperimentFolder(folder.path)
    _ = try TrainStage(experiment, ExperimentFile(experiment.settings)).run(
      force: force, converting: SilentProgress(), training: SilentProgress(),
      shouldStop: { false })
  }

  private func export(
    _ format: ExportStage.Format, force: Bool = false
  ) throws(Failure) -> ExportStage.Report {
    let experiment = try ExperimentFolder(folder.path)
    return try ExportStage(experiment, ExperimentFile(experiment.settings)).run(
      format, force: force)
  }

  private func bytes(_ path: String) throws -> Data { try Data(contentsOf: URL(filePath: path)) }

  private func inode(_ path: String) throws -> Int? {
    try FileManager.default.attributesOfItem(atPath: path)[.systemFileNumber] as? Int
  }

  @Test(arguments: ExportStage.Format.allCases)
  func isWrittenOnceAndAgainWhereItIsNotWhole(_ format: ExportStage.Format) throws {
    try train()
    let first = try export(format)
    #expect(try first.path == run + "/" + #require(Self.files[format]))
    #expect(!first.wasUpToDate)
    let (whole, place) = (try bytes(first.path), try inode(first.path))
    #expect(try export(format).wasUpToDate)
    #expect(try inode(first.path) == place)

    #expect(try !export(format, force: true).wasUpToDate)
    #expect(try inode(first.path) != place)
    #expect(try bytes(first.path) == whole)

    var damaged = whole
    damaged[damaged.count - 5] ^= 1
    for wrong in [whole.prefix(100), damaged] {
      try wrong.write(to: URL(filePath: first.path))
      #expect(try !export(format).wasUpToDate)
      #expect(try bytes(first.path) == whole)
    }
  }

  /// An export must not pass for the network of a later training.
  @Test func aNewTrainingRemovesExports() throws {
    try train()
    for format in ExportStage.Format.allCases { _ = try export(format) }
    try train()
    for name in Self.files.values { #expect(try FolderContents.names(run).contains(name)) }
    let old = try bytes(run + "/model.onnx")
    let settings = TinyExperiment.settings("epochs: 3")
    try AtomicFile.write(settings, to: folder.path + "/experiment.yaml")
    try train()
    for name in Self.files.values { #expect(try !FolderContents.names(run).contains(name)) }
    #expect(try !export(.onnx).wasUpToDate)
    #expect(try bytes(run + "/model.onnx") != old)
    try train(force: true)
    #expect(try !FolderContents.names(run).contains("model.onnx"))
  }

  @Test func saysWhatIsMissingOrDamaged() throws {
    let missing = failure { () throws(Failure) in _ = try export(.onnx) }
    #expect(
      missing?.description
        == "\(run)/model.safetensors: there is no trained model. Run 'fairmlpf train' first.")
    #expect(missing?.status == .missingInput)
    try train()
    try bytes(run + "/model.safetensors").dropLast(1).write(
      to: URL(filePath: run + "/model.safetensors"))
    for format in ExportStage.Format.allCases {
      let damaged = failure { () throws(Failure) in _ = try export(format) }
      #expect(damaged?.status == .badData)
      #expect(damaged?.place == run + "/model.safetensors")
    }
    for name in Self.files.values { #expect(try !FolderContents.names(run).contains(name)) }
  }
}
