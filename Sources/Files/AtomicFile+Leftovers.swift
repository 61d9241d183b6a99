#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

extension AtomicFile {
  /// Removes the half-written files of processes that no longer run; a folder that does not exist
  /// has none.
  ///
  /// `write` calls them `<name>.<process>-<number>.part`. Nothing may be written to the folder by this
  /// process at the same time.
  /// - Parameter folder: the folder; those below it are left alone.
  /// - Throws: `Failure` when the folder cannot be read.
  public static func removeLeftovers(in folder: String) throws(Failure) {
    guard FolderContents.isFolder(folder) else { return }
    for name in try FolderContents.names(folder) {
      guard let process = process(of: name) else { continue }
      // Signal 0 asks only whether the process exists; another user's answers EPERM.
      let isRunning = process != getpid() && (kill(process, 0) == 0 || errno == EPERM)
      if !isRunning { unsafe unlink(folder.hasSuffix("/") ? folder + name : "\(folder)/\(name)") }
    }
  }

  /// The process that was writing a file; `nil` for files of other origin.
  private static func process(of name: String) -> pid_t? {
    let parts = name.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count >= 3, parts.last == "part" else { return nil }
    let numbers = parts[parts.count - 2].split(separator: "-", omittingEmptySubsequences: false)
    guard numbers.count == 2, UInt32(numbers[1]) != nil, let process = pid_t(numbers[0]),
      process > 0
    else { return nil }
    return process
  }
}
