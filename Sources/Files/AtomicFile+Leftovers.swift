#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

extension AtomicFile {
  /// Removes the half-written files of processes that no longer run; a missing folder has none.
  ///
  /// `write` calls them `<name>.<process>-<number>.part` and keeps them locked. A lock is seen by other
  /// processes, containers and, on shared file systems, machines, where a process number means nothing.
  /// - Parameter folder: the folder; those below it are left alone.
  /// - Throws: `Failure` when the folder cannot be read.
  public static func removeLeftovers(in folder: String) throws(Failure) {
    guard FolderContents.isFolder(folder) else { return }
    for name in try FolderContents.names(folder) where isTemporary(name) {
      let path = folder.hasSuffix("/") ? folder + name : "\(folder)/\(name)"
      let descriptor = unsafe open(path, O_RDWR | O_CLOEXEC)
      guard descriptor >= 0 else { continue }
      if flock(descriptor, LOCK_EX | LOCK_NB) == 0 { unsafe unlink(path) }
      close(descriptor)
    }
  }

  /// Whether `write` would give a temporary file this name.
  private static func isTemporary(_ name: String) -> Bool {
    let parts = name.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count >= 3, parts.last == "part" else { return false }
    let numbers = parts[parts.count - 2].split(separator: "-", omittingEmptySubsequences: false)
    return numbers.count == 2 && UInt32(numbers[1]) != nil && pid_t(numbers[0]) ?? 0 > 0
  }
}
