#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif
public import FoundationEssentials

/// Adds to the end of a log that other programs may be reading.
public enum AppendedFile {
  /// Appends bytes in one piece.
  ///
  /// - Parameters:
  ///   - data: the bytes.
  ///   - path: the log; created if it does not exist.
  /// - Throws: `Failure` when the log cannot be opened or written.
  public static func append(_ data: Data, to path: String) throws(Failure) {
    let descriptor = unsafe open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw Failure.system(errno, "open", path) }
    defer { close(descriptor) }
    var file = GrowingFile(descriptor: descriptor, path: path)
    try file.append(data)
    try file.flush()
  }
}
