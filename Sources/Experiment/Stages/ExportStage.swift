public import Files
import FoundationEssentials
import MLPF

/// Writes the trained network in a form that other programs read, into `models/<run>/`.
public struct ExportStage: Sendable {
  /// The forms.
  public enum Format: String, Sendable, CaseIterable {
    /// A model for ONNX runtimes: raw features to class logits and momenta.
    case onnx
    /// Weights and scalings for PyTorch, as one state dict.
    case safetensors
    /// A description of that state dict.
    case stateDict = "state-dict"

    /// Name of the file in the run's folder.
    public var fileName: String {
      switch self {
      case .onnx: ONNXModel.fileName
      case .safetensors: StateDict.fileName
      case .stateDict: StateDictDescription.fileName
      }
    }
  }

  /// What `fairmlpf export` has to say.
  public struct Report: Sendable {
    /// The file.
    public let path: String
    /// Whether it was there already.
    public let wasUpToDate: Bool
  }

  private let folder: ExperimentFolder
  private let settings: ExperimentFile

  /// Prepares the stage.
  public init(_ folder: ExperimentFolder, _ settings: ExperimentFile) {
    self.folder = folder
    self.settings = settings
  }

  /// Writes the file, unless it is there with the same content.
  ///
  /// The content has no date in it, so it can be compared with what is there.
  /// - Parameters:
  ///   - format: the form.
  ///   - force: whether to write it even so.
  /// - Returns: the file.
  /// - Throws: `Failure` when there is no model, it is damaged, or from the file system.
  public func run(_ format: Format, force: Bool) throws(Failure) -> Report {
    let model = try TrainedModel(folder, settings)
    let run = folder.run(settings.run)
    try AtomicFile.removeLeftovers(in: run)
    var (network, notes) = try ModelFile.readWithNotes(model.path)
    notes["model_sha256"] = model.sha256
    notes["exported_by"] = "fairmlpf \(Version.current)"
    let path = "\(run)/\(format.fileName)"
    let written =
      switch format {
      case .onnx:
        try write(ONNXModel.encode(network, notes: notes, at: path), to: path, force: force)
      case .safetensors: try StateDict.write(network, notes: notes, to: path, force: force)
      case .stateDict:
        try write(
          Data(StateDictDescription(network, notes: notes).json(at: path).utf8), to: path,
          force: force)
      }
    return Report(path: path, wasUpToDate: !written)
  }

  private func write(_ data: Data, to path: String, force: Bool) throws(Failure) -> Bool {
    if !force, (try? Data(contentsOf: URL(filePath: path))) == data { return false }
    try AtomicFile.write(data, to: path)
    return true
  }
}
