import CSystem
public import FoundationEssentials

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Files of a folder that nobody knows yet: made durable all at once before the folder gets its name.
public enum StagedFile {
  /// Writes a new file.
  ///
  /// - Parameters:
  ///   - path: the file; nothing of that name may exist.
  ///   - data: all its bytes.
  ///   - permissions: its permission bits.
  /// - Throws: `Failure` when it cannot be created or written.
  public static func create(
    _ path: String, _ data: Data, permissions: UInt32
  ) throws(Failure) {
    try create(path, permissions: permissions) { write throws(Failure) in try write(data.bytes) }
  }

  /// Writes a new file piece by piece.
  ///
  /// - Parameters:
  ///   - path: the file; nothing of that name may exist.
  ///   - permissions: its permission bits.
  ///   - fill: is given what writes a piece.
  /// - Throws: `Failure` when it cannot be created or written, and what `fill` throws.
  public static func create(
    _ path: String, permissions: UInt32,
    _ fill: (_ write: (RawSpan) throws(Failure) -> Void) throws(Failure) -> Void
  ) throws(Failure) {
    let descriptor = systemOpen(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw Failure.system(errno, "create", path) }
    defer { close(descriptor) }
    try fill { piece throws(Failure) in
      let code = unsafe piece.withUnsafeBytes { unsafe GrowingFile.writeAll($0, descriptor) }
      guard code == 0 else { throw Failure.system(code, "write", path) }
    }
    guard fchmod(descriptor, mode_t(permissions)) == 0 else {
      throw Failure.system(errno, "set the permissions", path)
    }
  }

  /// Brings everything written so far to the disk that holds a folder.
  ///
  /// One call for all files: one for each would take longer than everything else.
  /// - Parameter folder: an existing folder.
  /// - Throws: `Failure` when the disk refuses.
  public static func flush(_ folder: String) throws(Failure) {
    let descriptor = systemOpen(folder, O_RDONLY | O_CLOEXEC, 0)
    guard descriptor >= 0 else { throw Failure.system(errno, "open", folder) }
    defer { close(descriptor) }
    guard flush_file_system(descriptor) == 0 else { throw Failure.system(errno, "write", folder) }
  }
}
