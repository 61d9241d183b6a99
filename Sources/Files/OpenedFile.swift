#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Opens files for reading.
enum OpenedFile {
  /// Opens a file; what is no file is refused, where reading would wait or never end.
  ///
  /// - Parameter path: the file.
  /// - Returns: its descriptor, which the caller closes, and what the system says of it.
  /// - Throws: `Failure` when it cannot be opened, or is a folder, a pipe or a device.
  static func reading(_ path: String) throws(Failure) -> (descriptor: Int32, status: stat) {
    let descriptor = systemOpen(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK, 0)
    guard descriptor >= 0 else { throw Failure.system(errno, "open", path) }
    var status = stat()
    do throws(Failure) {
      guard unsafe fstat(descriptor, &status) == 0 else {
        throw Failure.system(errno, "open", path)
      }
      try Failure.requireFile(status, path)
    } catch {
      close(descriptor)
      throw error
    }
    return (descriptor, status)
  }
}
