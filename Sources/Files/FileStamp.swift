#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// What tells cheaply whether a file is still the same: its size and the time of its last change.
public struct FileStamp: Sendable, Codable, Equatable {
  /// Number of bytes.
  public let size: Int
  /// Nanoseconds since 1970.
  public let modified: Int

  /// Looks at a file.
  ///
  /// - Parameter path: the file; `nil` comes of a missing one, and of what is no file.
  public init?(_ path: String) {
    guard let stamp = try? FileStamp(of: path) else { return nil }
    self = stamp
  }

  /// Looks at a file that should be there.
  ///
  /// - Parameter path: the file.
  /// - Throws: `Failure` when there is no such file, or when it is a folder.
  public init(of path: String) throws(Failure) {
    var status = stat()
    guard unsafe stat(path, &status) == 0 else { throw Failure.system(errno, "open", path) }
    try Failure.requireFile(status, path)
    size = Int(status.st_size)
    #if canImport(Glibc)
      let time = status.st_mtim
    #else
      let time = status.st_mtimespec
    #endif
    modified = Int(time.tv_sec) * 1_000_000_000 + Int(time.tv_nsec)
  }
}
