import Files
import FoundationEssentials

/// Folders for the time of a run.
enum TemporaryPlace {
  /// Makes a folder that only this user can open.
  static func make() throws(Failure) -> String {
    let path =
      "\(FileManager.default.temporaryDirectory.path)/fairmlpf-template-\(UUID().uuidString)"
    do {
      try FileManager.default.createDirectory(
        atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    } catch {
      throw Failure(
        "the folder cannot be created", at: path, remedy: "Check the space for temporary files",
        status: .cannotCreate, cause: "\(error)")
    }
    return path
  }
}
