public import Files
import FoundationEssentials

/// An experiment's folder and where things lie in it.
public struct ExperimentFolder: Sendable {
  /// Its path.
  public let path: String

  /// Finds the experiment a command speaks of.
  ///
  /// - Parameter directory: the folder the user named with `-C`; `nil` looks in the current folder and
  ///   its parents.
  /// - Throws: `Failure` with status `missingInput` when there is no `experiment.yaml`.
  public init(_ directory: String?) throws(Failure) {
    let manager = FileManager.default
    func holdsExperiment(_ folder: String) -> Bool {
      manager.fileExists(atPath: "\(folder)/\(ExperimentFile.fileName)")
    }
    if let directory {
      guard FolderContents.isFolder(directory), holdsExperiment(directory) else {
        throw Failure(
          Self.problem(directory), at: directory.isEmpty ? "-C ''" : directory,
          remedy: "Name an experiment's folder with -C, or make one with 'fairmlpf new'",
          status: .missingInput)
      }
      let end = directory.lastIndex { $0 != "/" }
      path = end.map { String(directory[...$0]) } ?? "/"
      return
    }
    var folder = manager.currentDirectoryPath
    while !holdsExperiment(folder) {
      guard folder != "/", let slash = folder.lastIndex(of: "/") else {
        throw Failure(
          "there is no \(ExperimentFile.fileName) here or in a folder above",
          at: manager.currentDirectoryPath,
          remedy: "Go to an experiment's folder, name it with -C, or make one with 'fairmlpf new'",
          status: .missingInput)
      }
      folder = slash == folder.startIndex ? "/" : String(folder[..<slash])
    }
    path = folder
  }

  /// Why a folder the user named holds no experiment.
  private static func problem(_ directory: String) -> String {
    if FolderContents.isFolder(directory) {
      return "there is no \(ExperimentFile.fileName) in this folder"
    }
    return FileManager.default.fileExists(atPath: directory)
      ? "this is a file, not a folder" : "there is no such folder"
  }

  /// The settings file.
  public var settings: String { "\(path)/\(ExperimentFile.fileName)" }
  /// Where the lock of the data set lies.
  public var lockFolder: String { "\(path)/data" }
  /// Converted events.
  public var processed: String { "\(path)/data/processed" }
  /// Results.
  public var reports: String { "\(path)/reports" }
  /// A run's model, checkpoint and logs.
  public func run(_ name: String) -> String { "\(path)/models/\(name)" }

  /// A path in the experiment; one that starts with a slash is taken as it is.
  public func resolve(_ relative: String) -> String {
    relative.hasPrefix("/") ? relative : "\(path)/\(relative)"
  }
}
