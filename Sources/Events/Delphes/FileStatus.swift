import Files

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
    let stamp = try FileStamp(of: path)
    size = stamp.size
    // Before 1970 the seconds are negative, and the nanoseconds after them are not.
    let second = 1_000_000_000
    let nanoseconds = (stamp.modified % second + second) % second
    let zeros = String(repeating: "0", count: 9 - "\(nanoseconds)".count)
    modified = "\((stamp.modified - nanoseconds) / second).\(zeros)\(nanoseconds)"
  }
}
