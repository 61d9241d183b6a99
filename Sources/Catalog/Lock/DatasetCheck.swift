public import Files

/// Compares files with the lock of their data set.
public struct DatasetCheck: Sendable {
  /// Names of files that are what the lock says.
  public private(set) var sound: [String] = []
  /// Names of files that are not there.
  public private(set) var missing: [String] = []
  /// Names of files that are something else.
  public private(set) var wrong: [String] = []

  /// Looks at files.
  ///
  /// - Parameters:
  ///   - files: what the lock says of them.
  ///   - folder: where they lie.
  ///   - reads: whether every byte is read; otherwise a file is read only if its size or time is not as
  ///     when it was last read.
  ///   - progress: told of bytes.
  ///   - shouldStop: asked whether the user wants to stop.
  /// - Throws: `Failure` when a file cannot be read, or with status `interrupted`.
  public init(
    _ files: [DatasetLock.File], in folder: String, reads: Bool,
    progress: any Progress = SilentProgress(), shouldStop: () -> Bool = { false }
  ) throws(Failure) {
    var seen = SeenFiles(in: folder)
    defer { seen.keep(in: folder) }
    let total = files.reduce(0) { $0 + $1.size }
    var done = 0
    for file in files {
      let path = FilePlaces.path(file.name, in: folder)
      if let stamp = FileStamp(path) {
        var isSound = stamp.size == file.size
        if isSound {
          var sha256 = reads ? nil : seen.sha256(of: file.name, in: folder)
          if sha256 == nil {
            let digest = try Self.digest(path, done, total, progress, shouldStop)
            seen.see(file.name, digest, stamp)
            sha256 = digest
          }
          isSound = sha256 == file.sha256
        }
        if isSound { sound.append(file.name) } else { wrong.append(file.name) }
      } else {
        missing.append(file.name)
      }
      done += file.size
      progress.report(done, of: total, note: file.name)
    }
  }

  private static func digest(
    _ path: String, _ done: Int, _ total: Int, _ progress: any Progress, _ shouldStop: () -> Bool
  ) throws(Failure) -> String {
    try Digest.ofFile(path, .sha256) { count throws(Failure) in
      guard !shouldStop() else {
        throw Failure(
          "the check was interrupted", at: path, remedy: "Run the same command again",
          status: .interrupted)
      }
      progress.report(min(done + count, total), of: total, note: path)
    }
  }
}
