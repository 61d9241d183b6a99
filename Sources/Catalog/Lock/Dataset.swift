public import Files

/// The files of a record in a folder, and the lock that says which they are.
public struct Dataset: Sendable {
  /// Where the files lie.
  public let folder: String
  /// Where the lock lies.
  public let lockFolder: String

  /// Names the two folders.
  ///
  /// - Parameters:
  ///   - folder: where the files lie.
  ///   - lockFolder: where the lock lies.
  public init(folder: String, lockFolder: String) {
    self.folder = folder
    self.lockFolder = lockFolder
  }

  /// Where a file lies.
  ///
  /// - Parameter name: its name within the record.
  /// - Returns: its path.
  public func path(of name: String) -> String { FilePlaces.path(name, in: folder) }

  /// The lock; `nil` if there is none.
  ///
  /// - Throws: `Failure` when it is damaged.
  public func lock() throws(Failure) -> DatasetLock? { try DatasetLock.read(in: lockFolder) }

  /// Fetches files and adds them to the lock.
  ///
  /// - Parameters:
  ///   - files: the files.
  ///   - empty: the lock of their record, without files.
  ///   - downloader: fetches them.
  ///   - mirror: the beginning of addresses that the lock has the repository's own in place of.
  ///   - progress: told of bytes.
  ///   - shouldStop: asked whether the user wants to stop.
  /// - Returns: what became of each file; the lock has those that are there, however it ended.
  /// - Throws: `Failure` when nothing can be begun or the lock cannot be written.
  public func fetch(
    _ files: [RecordFile], of empty: DatasetLock, _ downloader: Downloader, mirror: String?,
    progress: any Progress, shouldStop: () -> Bool
  ) throws(Failure) -> Downloader.Result {
    let result = try downloader.fetch(
      files, into: folder, progress: progress, shouldStop: shouldStop)
    guard !result.files.isEmpty else { return result }
    try FolderContents.create(lockFolder)
    // Another process may be adding its own files.
    try LockedFile.alone(in: lockFolder) { () throws(Failure) in
      var lock = try lock() ?? empty
      let known = Set(lock.files.map { "\($0.name)/\($0.sha256)" })
      // An entry that is there already may know more, such as the repository's digest.
      let new = result.files.filter { !known.contains("\($0.name)/\($0.sha256)") }
      lock.add(
        new.map { file in
          DatasetLock.File(file, url: Self.own(file.address, mirror, lock.repository))
        })
      try lock.write(in: lockFolder)
      var seen = SeenFiles(in: folder)
      for file in result.files {
        if let stamp = FileStamp(file.path) { seen.see(file.name, file.sha256, stamp) }
      }
      seen.keep(in: folder)
    }
    return result
  }

  /// An address of the repository itself, whatever mirror the file came from.
  private static func own(_ address: String, _ mirror: String?, _ repository: String) -> String {
    guard let mirror, address.hasPrefix(mirror) else { return address }
    let path = address.dropFirst(mirror.count)
    return path.hasPrefix("/") ? repository + path : "\(repository)/\(path)"
  }
}
