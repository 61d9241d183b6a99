public import Files
import FoundationEssentials

extension DatasetLock {
  private static let remedy =
    "Restore it from a copy, or remove it and run 'fairmlpf fetch' again"

  /// Reads the lock in a folder.
  ///
  /// - Parameter folder: the folder.
  /// - Returns: `nil` if there is none.
  /// - Throws: `Failure` with status `badData` when it is damaged or of another version.
  public static func read(in folder: String) throws(Failure) -> DatasetLock? {
    let path = self.path(in: folder)
    guard FileStamp(path) != nil else { return nil }
    var bytes = Data()
    try FilePieces.read(path) { piece in
      unsafe piece.withUnsafeBytes { unsafe bytes.append(contentsOf: $0) }
    }
    let lock = try ResultJSON.decode(
      DatasetLock.self, bytes, at: path, what: "the lock of a data set", remedy: remedy)
    for file in lock.files {
      // The lock travels with the experiment's code: it is as foreign as a record.
      _ = try FilePlaces(file.name, in: folder)
    }
    return lock
  }

  /// Where the lock of a folder lies.
  ///
  /// - Parameter folder: the folder.
  /// - Returns: its path.
  public static func path(in folder: String) -> String { FilePlaces.path(fileName, in: folder) }

  /// Writes the lock.
  ///
  /// - Parameter folder: where it goes.
  /// - Throws: `Failure` when it cannot be written.
  public func write(in folder: String) throws(Failure) {
    let path = Self.path(in: folder)
    let text = try ResultJSON.encode(self, at: path)
    if let old = try? Data(contentsOf: URL(fileURLWithPath: path)), old == Data(text.utf8) {
      return
    }
    try AtomicFile.write(text, to: path)
  }
}
