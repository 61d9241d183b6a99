public import Files
import FoundationEssentials

extension ReleaseRecord {
  /// Where the file lies.
  ///
  /// - Parameter folder: the experiment.
  /// - Returns: its path.
  public static func path(in folder: String) -> String { "\(folder)/\(fileName)" }

  /// Reads the file of an experiment.
  ///
  /// - Parameter folder: the experiment.
  /// - Returns: a record without deposits if there is no file.
  /// - Throws: `Failure` with status `badData` when it is something else.
  public static func read(in folder: String) throws(Failure) -> ReleaseRecord {
    let path = path(in: folder)
    guard FileStamp(path) != nil else { return ReleaseRecord() }
    return try ResultJSON.decode(
      ReleaseRecord.self, try MappedFile.data(path), at: path,
      what: "the list of an experiment's deposits",
      remedy: "Restore it, or remove it to begin with a new draft")
  }

  /// Writes the file of an experiment.
  ///
  /// - Parameter folder: the experiment.
  /// - Throws: `Failure` when it cannot be written.
  public func write(in folder: String) throws(Failure) {
    let path = Self.path(in: folder)
    try AtomicFile.write(try ResultJSON.encode(self, at: path), to: path)
  }

  /// Changes the newest deposit of a repository.
  ///
  /// - Parameters:
  ///   - repository: the beginning of its addresses.
  ///   - change: changes it.
  public mutating func changeNewest(at repository: String, _ change: (inout Deposit) -> Void) {
    guard let index = deposits.lastIndex(where: { $0.repository == repository }) else { return }
    change(&deposits[index])
  }

  /// Forgets the newest deposit of a repository.
  ///
  /// - Parameter repository: the beginning of its addresses.
  public mutating func forgetNewest(at repository: String) {
    guard let index = deposits.lastIndex(where: { $0.repository == repository }) else { return }
    deposits.remove(at: index)
  }
}
