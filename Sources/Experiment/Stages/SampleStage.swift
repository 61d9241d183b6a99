public import Files
import Events
import FoundationEssentials

/// Puts the bundled sample where an experiment wants its events, if it asks for the sample.
public struct SampleStage: Sendable {
  private let folder: ExperimentFolder
  private let settings: ExperimentFile

  /// Prepares the stage.
  public init(_ folder: ExperimentFolder, _ settings: ExperimentFile) {
    self.folder = folder
    self.settings = settings
  }

  /// Writes the sample unless all its files are there.
  ///
  /// - Parameter progress: told when files are written.
  /// - Throws: `Failure` when the folder holds other event files, or the sample is not installed or
  ///   cannot be written.
  public func run(_ progress: some Progress) throws(Failure) {
    guard settings.data.source == .sample else { return }
    let target = folder.resolve(settings.data.folder)
    let missing = BundledSample.files.contains {
      !FileManager.default.fileExists(atPath: "\(target)/\($0)")
    }
    guard missing else { return }
    let others =
      FolderContents.isFolder(target)
      ? try FolderContents.names(target).filter {
        ($0.hasSuffix(".pkl") || $0.hasSuffix(".pkl.bz2")) && !BundledSample.files.contains($0)
      } : []
    if let other = NaturalOrder.sorted(others).first {
      throw Failure(
        "the folder holds event files of your own, such as '\(other)', and 'data.source' is sample",
        at: target, remedy: "Set 'source: folder' in experiment.yaml, or name another folder",
        status: .badData)
    }
    try AtomicFile.removeLeftovers(in: target)
    try BundledSample.write(from: ResourceFolder.sample(), to: target)
    progress.say("Wrote the bundled sample of 150 events to \(target).")
  }
}
