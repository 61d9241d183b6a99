import Files
import FoundationEssentials
import MLPF

/// The model of an experiment's run, for the stages that use it.
struct TrainedModel {
  /// The file.
  let path: String
  /// Its SHA-256.
  let sha256: String

  /// Finds the model.
  ///
  /// - Throws: `Failure` with status `missingInput` when nothing has been trained.
  init(_ folder: ExperimentFolder, _ settings: ExperimentFile) throws(Failure) {
    path = "\(folder.run(settings.run))/\(ModelFile.fileName)"
    guard FileManager.default.fileExists(atPath: path) else {
      throw Failure(
        "there is no trained model", at: path, remedy: "Run 'fairmlpf train' first",
        status: .missingInput)
    }
    sha256 = try SHA256Digest.ofFile(path)
  }

  /// The network.
  func network() throws(Failure) -> PFNet { try ModelFile.read(path) }
}
