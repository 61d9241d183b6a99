import CSystem

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A file that this process alone may write to, until this object is gone.
///
/// Where the file system knows no locks, it is taken without one.
public final class LockedFile {
  /// Its path.
  public let path: String
  private let descriptor: Int32
  /// Bytes that were written, and those of them that the disk has begun with.
  private var (written, begun) = (0, 0)

  /// After so many bytes the disk begins with them, so that little is left to wait for at the end.
  private static let flushed = 16 << 20

  private init(_ path: String, _ descriptor: Int32) {
    self.path = path
    self.descriptor = descriptor
  }

  deinit { close(descriptor) }

  /// Opens a file, or creates it.
  ///
  /// - Parameter path: the file; a link is refused.
  /// - Returns: `nil` if another process has it.
  /// - Throws: `Failure` when it cannot be opened.
  public static func open(_ path: String) throws(Failure) -> LockedFile? {
    for _ in 0..<mostTries {
      let descriptor = systemOpen(path, O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0o644)
      guard descriptor >= 0 else {
        var failure = Failure.system(errno, "create", path)
        if failure.status == .missingInput { failure.status = .cannotCreate }
        throw failure
      }
      let file = LockedFile(path, descriptor)
      if flock(descriptor, LOCK_EX | LOCK_NB) != 0, errno == EWOULDBLOCK { return nil }
      // Whoever had it may have removed it or given it another name a moment ago.
      if file.isAt(path) { return file }
    }
    // It changes hands faster than it can be had.
    return nil
  }

  private static let mostTries = 100

  private func isAt(_ path: String) -> Bool {
    var (mine, other) = (stat(), stat())
    return unsafe fstat(descriptor, &mine) == 0 && lstat(path, &other) == 0
      && mine.st_ino == other.st_ino && mine.st_dev == other.st_dev
  }

  /// Number of bytes.
  public var size: Int {
    var status = stat()
    return unsafe fstat(descriptor, &status) == 0 ? Int(status.st_size) : 0
  }

  /// Reads everything, and goes on writing at its end.
  ///
  /// - Parameter body: is given piece after piece.
  /// - Throws: `Failure` when the file cannot be read.
  public func read(_ body: (RawSpan) throws(Failure) -> Void) throws(Failure) {
    lseek(descriptor, 0, SEEK_SET)
    try FilePieces.read(descriptor, path, body)
  }

  /// Removes all bytes.
  ///
  /// - Throws: `Failure` when the disk refuses.
  public func empty() throws(Failure) {
    guard ftruncate(descriptor, 0) == 0 else { throw Failure.system(errno, "write", path) }
    lseek(descriptor, 0, SEEK_SET)
    begun = written
  }

  /// Writes bytes after those written or read before.
  ///
  /// - Parameter bytes: the bytes.
  /// - Throws: `Failure` when the disk refuses them.
  public func append(_ bytes: RawSpan) throws(Failure) {
    let code = unsafe bytes.withUnsafeBytes { unsafe GrowingFile.writeAll($0, descriptor) }
    guard code == 0 else { throw Failure.system(code, "write", path) }
    written += bytes.byteCount
    guard written - begun >= Self.flushed else { return }
    let end = Int(lseek(descriptor, 0, SEEK_CUR))
    begin_flush(descriptor, Int64(end - (written - begun)), Int64(written - begun))
    begun = written
  }

  /// Brings the file to the disk and gives it its name; another file of that name is replaced.
  ///
  /// - Parameter name: the path it gets, in the same folder.
  /// - Throws: `Failure` when the disk refuses.
  public func publish(as name: String) throws(Failure) {
    guard fsync(descriptor) == 0 else { throw Failure.system(errno, "write", path) }
    try rename(to: name)
  }

  /// Gives the file another name; another file of that name is replaced.
  ///
  /// - Parameter name: the path it gets, in the same folder.
  /// - Throws: `Failure` when the disk refuses.
  public func rename(to name: String) throws(Failure) {
    try FolderContents.rename(path, to: name)
  }

  /// Lets one process after the other do something in a folder.
  ///
  /// - Parameters:
  ///   - folder: an existing folder.
  ///   - busy: is thrown while another process is at it; `nil` waits as long.
  ///   - body: what is done.
  /// - Returns: what `body` returns.
  /// - Throws: what `body` throws, or `busy`.
  public static func alone<Result>(
    in folder: String, orElse busy: Failure? = nil, _ body: () throws(Failure) -> Result
  ) throws(Failure) -> Result {
    let descriptor = systemOpen(folder, O_RDONLY | O_CLOEXEC, 0)
    defer { if descriptor >= 0 { close(descriptor) } }
    // Some network file systems cannot lock a folder; that is no reason to do nothing.
    let patience = busy == nil ? 0 : LOCK_NB
    while descriptor >= 0, flock(descriptor, LOCK_EX | patience) != 0 {
      if errno == EWOULDBLOCK, let busy { throw busy }
      guard errno == EINTR else { break }
    }
    return try body()
  }
}
