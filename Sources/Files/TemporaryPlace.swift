import FoundationEssentials

/// Folders for the time of a run.
public enum TemporaryPlace {
  /// Makes a folder that only this user can open; whoever asked removes it.
  ///
  /// - Parameter purpose: a word for its name.
  /// - Returns: its path.
  /// - Throws: `Failure` when it cannot be created.
  public static func make(for purpose: String) throws(Failure) -> String {
    let path =
      "\(FileManager.default.temporaryDirectory.path)/fairmlpf-\(purpose)-\(UUID().uuidString)"
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
