#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif
public import FoundationEssentials

/// Writes files whole or not at all: temporary file in the same folder, fsync, rename.
public enum AtomicFile {
  /// Writes `data` to `path`; after a failure or a crash the old file, if any, is untouched.
  ///
  /// - Parameters:
  ///   - data: all bytes of the new file.
  ///   - path: the file; its folder must exist.
  /// - Throws: `Failure` when the file cannot be created, written or renamed.
  public static func write(_ data: Data, to path: String) throws(Failure) {
    try write(to: path) { file throws(Failure) in try file.append(data) }
  }

  /// Writes UTF-8 text to `path`, whole or not at all.
  ///
  /// - Parameters:
  ///   - text: the new content.
  ///   - path: the file; its folder must exist.
  /// - Throws: `Failure` when the file cannot be created, written or renamed.
  public static func write(_ text: String, to path: String) throws(Failure) {
    try write(Data(text.utf8), to: path)
  }

  /// Lets `body` write a file piece by piece; the file gets its name only after all of it is on disk.
  ///
  /// - Parameters:
  ///   - path: the file; its folder must exist.
  ///   - body: appends the content. When it throws, nothing is left behind.
  /// - Throws: `Failure` from `body` or from the file system.
  public static func write(
    to path: String, _ body: (inout GrowingFile) throws(Failure) -> Void
  ) throws(Failure) {
    try open(path) { descriptor throws(Failure) in
      var file = GrowingFile(descriptor: descriptor, path: path)
      try body(&file)
      try file.flush()
    }
  }

  /// Lets `body` write a file of known size in any order; it gets its name once all of it is on disk.
  ///
  /// What `body` does not write is 0.
  /// - Parameters:
  ///   - path: the file; its folder must exist.
  ///   - size: number of bytes.
  ///   - body: writes the content, from several threads if it likes. When it throws, nothing is left
  ///     behind.
  /// - Throws: `Failure` from `body` or from the file system.
  public static func fill(
    _ path: String, size: Int, _ body: (PlacedFile) throws(Failure) -> Void
  ) throws(Failure) {
    try open(path) { descriptor throws(Failure) in
      guard ftruncate(descriptor, off_t(size)) == 0 else {
        throw Failure.system(errno, "write", path)
      }
      try body(PlacedFile(descriptor: descriptor, path: path, size: size))
    }
  }

  /// Creates a temporary file, lets `body` fill it, and gives it its name.
  private static func open(
    _ path: String, _ body: (Int32) throws(Failure) -> Void
  ) throws(Failure) {
    let temporary = "\(path).\(getpid())-\(UInt32.random(in: .min ... .max)).part"
    let descriptor = systemOpen(temporary, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else {
      throw creationFailure(errno, path)
    }
    defer { close(descriptor) }
    // Held until the file has its name: `removeLeftovers` takes only files that nobody has locked.
    flock(descriptor, LOCK_EX | LOCK_NB)
    do throws(Failure) {
      try body(descriptor)
      guard fsync(descriptor) == 0 else { throw Failure.system(errno, "write", path) }
    } catch {
      unsafe unlink(temporary)
      throw error
    }
    guard unsafe rename(temporary, path) == 0 else {
      let code = errno
      unsafe unlink(temporary)
      throw creationFailure(code, path)
    }
    syncFolder(of: path)
  }

  /// A file that cannot be created ends with `cannotCreate`, unless permissions or space are why.
  private static func creationFailure(_ code: Int32, _ path: String) -> Failure {
    var failure = Failure.system(code, "create", path)
    if failure.status == .missingInput {
      failure.status = .cannotCreate
      failure.remedy = "Create its folder first or choose another place"
    }
    return failure
  }

  /// Makes the rename itself durable; a file system that cannot do so is no error.
  private static func syncFolder(of path: String) {
    let folder = path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
    let descriptor = systemOpen(folder.isEmpty ? "/" : folder, O_RDONLY | O_CLOEXEC, 0)
    guard descriptor >= 0 else { return }
    _ = fsync(descriptor)
    close(descriptor)
  }
}

/// A file being written by `AtomicFile.write(to:_:)`: bytes are appended through a buffer.
public struct GrowingFile: ~Copyable {
  private let descriptor: Int32
  private let path: String
  private var buffer = Data()
  /// Number of bytes appended so far.
  public private(set) var count = 0
  private static let bufferSize = 1 << 20

  init(descriptor: Int32, path: String) {
    self.descriptor = descriptor
    self.path = path
  }

  /// Appends bytes.
  ///
  /// - Parameter data: the bytes that follow those already written.
  /// - Throws: `Failure` when the disk refuses them.
  public mutating func append(_ data: Data) throws(Failure) {
    count += data.count
    buffer.append(data)
    if buffer.count >= Self.bufferSize { try flush() }
  }

  /// Appends the bytes of a memory region; a large one goes to the file without a copy on the way.
  ///
  /// - Parameter bytes: the bytes that follow those already written.
  /// - Throws: `Failure` when the disk refuses them.
  public mutating func append(_ bytes: RawSpan) throws(Failure) {
    count += bytes.byteCount
    if bytes.byteCount < Self.bufferSize / 4 {
      // A copy costs less than a system call for each small piece.
      unsafe bytes.withUnsafeBytes { unsafe buffer.append(contentsOf: $0) }
      if buffer.count >= Self.bufferSize { try flush() }
      return
    }
    try flush()
    let code = unsafe bytes.withUnsafeBytes { unsafe Self.writeAll($0, descriptor) }
    guard code == 0 else { throw Failure.system(code, "write", path) }
  }

  mutating func flush() throws(Failure) {
    let code = unsafe buffer.withUnsafeBytes { unsafe Self.writeAll($0, descriptor) }
    buffer.removeAll(keepingCapacity: true)
    guard code == 0 else { throw Failure.system(code, "write", path) }
  }

  static func writeAll(_ bytes: UnsafeRawBufferPointer, _ descriptor: Int32) -> Int32 {
    var rest = unsafe bytes[...]
    while unsafe !rest.isEmpty {
      let written = unsafe write(
        descriptor, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
      if written < 0 {
        if errno == EINTR { continue }
        return errno
      }
      unsafe rest = rest.dropFirst(written)
    }
    return 0
  }
}
