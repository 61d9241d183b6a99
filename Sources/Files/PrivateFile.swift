#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif
public import FoundationEssentials

/// A file that holds secrets, which no other user may read.
public enum PrivateFile {
  /// Reads a small file that belongs to this user and that nobody else can open.
  ///
  /// What is checked is the file that is read: another one cannot take its place in between.
  /// - Parameters:
  ///   - path: the file.
  ///   - limit: the most bytes it may have.
  /// - Returns: all of it; `nil` if there is no such file.
  /// - Throws: `Failure` with status `noPermission` when others may read or write it or it belongs to
  ///   someone else, `badData` when it is too large or no file.
  public static func read(_ path: String, limit: Int = 1 << 20) throws(Failure) -> Data? {
    let descriptor = systemOpen(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK, 0)
    guard descriptor >= 0 else {
      let code = errno
      if code == ENOENT || code == ENOTDIR { return nil }
      throw Failure.system(code, "open", path)
    }
    defer { close(descriptor) }
    var status = stat()
    guard unsafe fstat(descriptor, &status) == 0 else { throw Failure.system(errno, "open", path) }
    try Failure.requireFile(status, path)
    guard status.st_uid == geteuid() else {
      throw Failure(
        "the file holds secrets and belongs to another user", at: path,
        remedy: "Make a file of your own there", status: .noPermission)
    }
    guard status.st_mode & 0o077 == 0 else {
      throw Failure(
        "the file holds secrets, and other users of this computer may open it", at: path,
        remedy: "Run 'chmod 600 \(path)', and replace the tokens if somebody may have read them",
        status: .noPermission)
    }
    guard status.st_size <= limit else {
      throw Failure(
        "the file has more than \(limit) bytes", at: path, remedy: "Keep only tokens in it",
        status: .badData)
    }
    var data = Data()
    try FilePieces.read(descriptor, path) { piece throws(Failure) in
      unsafe piece.withUnsafeBytes { unsafe data.append(contentsOf: $0) }
    }
    return data
  }
}
