import Files

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// What the file system knows of a source file: enough to see cheaply that it has not changed.
struct FileStatus {
  /// Size in bytes.
  let size: Int
  /// Time of the last change, seconds and nanoseconds, as it stands in a store's metadata.
  let modified: String

  /// Asks for the status of a file.
  ///
  /// - Parameter path: an existing file.
  /// - Throws: `Failure` when there is no such file, or when it is a folder.
  init(_ path: String) throws(Failure) {
    var status = stat()
    guard unsafe stat(path, &status) == 0 else { throw Failure.system(errno, "open", path) }
    guard status.st_mode & S_IFMT == S_IFREG else { throw Failure.system(EISDIR, "read", path) }
    size = Int(status.st_size)
    #if canImport(Glibc)
      let time = status.st_mtim
    #else
      let time = status.st_mtimespec
    #endif
    let nanoseconds = String(time.tv_nsec)
    let zeros = String(repeating: "0", count: max(0, 9 - nanoseconds.count))
    modified = "\(time.tv_sec).\(zeros)\(nanoseconds)"
  }
}
