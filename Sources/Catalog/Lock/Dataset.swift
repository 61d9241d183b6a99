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
  ///   - known: the lock of their record as far as it is known here or elsewhere.
  ///   - patterns: patterns that choose no file but these and those in the lock.
  ///   - downloader: fetches them.
  ///   - mirror: the beginning of addresses that the lock has the repository's own in place of.
  ///   - progress: told of bytes.
  ///   - shouldStop: asked whether the user wants to stop.
  /// - Returns: what became of each file; the lock has those that are there, however it ended.
  /// - Throws: `Failure` when nothing can be begun or the lock cannot be written.
  public func fetch(
    _ files: [RecordFile], of known: DatasetLock, completing patterns: [String],
    _ downloader: Downloader, mirror: String?, progress: any Progress, shouldStop: () -> Bool
  ) throws(Failure) -> Downloader.Result {
    try refuseLocks(files)
    let result = try downloader.fetch(
      files, into: folder, progress: progress, shouldStop: shouldStop)
    let isWhole = result.files.count == files.count
    guard !result.files.isEmpty || isWhole else { return result }
    try FolderContents.create(lockFolder)
    // Another process may be adding its own files.
    try LockedFile.alone(in: lockFolder) { () throws(Failure) in
      try AtomicFile.removeLeftovers(in: lockFolder)
      var lock = try lock() ?? known.emptied()
      // An entry that exists may know more, such as the repository's digest.
      let entries = Dictionary((lock.files + known.files).map { ($0.name, $0) }) { first, _ in first
      }
      lock.add(
        result.files.map { file in
          if let entry = entries[file.name], entry.sha256 == file.sha256 { return entry }
          return DatasetLock.File(file, url: Self.own(file.address, mirror, lock.repository))
        })
      if isWhole { lock.addComplete(patterns) }
      try lock.write(in: lockFolder)
      var seen = SeenFiles(in: folder)
      for file in result.files {
        if let stamp = FileStamp(file.path) { seen.see(file.name, file.sha256, stamp) }
      }
      seen.keep(in: folder)
    }
    return result
  }

  /// Makes sure that no file of the record is written where the lock is: it says what is trusted.
  private func refuseLocks(_ files: [RecordFile]) throws(Failure) {
    let lock = DatasetLock.path(in: lockFolder)
    for file in files where path(of: file.name).lowercased() == lock.lowercased() {
      throw Failure(
        "the record has a file '\(file.name)', the name of the lock", at: lock,
        remedy: "Choose other files with --files", status: .badData)
    }
  }

  /// An address of the repository itself, whatever mirror the file came from.
  private static func own(_ address: String, _ mirror: String?, _ repository: String) -> String {
    guard let mirror, address.hasPrefix(mirror) else { return address }
    let path = address.dropFirst(mirror.count)
    return path.hasPrefix("/") ? repository + path : "\(repository)/\(path)"
  }
}
