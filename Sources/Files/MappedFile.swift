#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A file mapped read-only into memory for as long as this object lives.
///
/// The bytes are those of the file at the time of mapping; the project's own files are replaced by
/// rename, never changed in place, so a mapping stays valid while a newer file takes the name.
/// Sendable without a lock because it is immutable once it exists.
@safe public final class MappedFile: @unchecked Sendable {
  /// The path it was opened by.
  public let path: String
  private let region: UnsafeRawBufferPointer

  /// Maps a whole file.
  ///
  /// - Parameter path: an existing file; an empty one gives zero bytes.
  /// - Throws: `Failure` when it cannot be opened or mapped.
  public init(_ path: String) throws(Failure) {
    self.path = path
    let (descriptor, status) = try OpenedFile.reading(path)
    defer { close(descriptor) }
    guard status.st_size > 0 else {
      unsafe region = UnsafeRawBufferPointer(start: nil, count: 0)
      return
    }
    let size = Int(status.st_size)
    let address = unsafe mmap(nil, size, PROT_READ, MAP_PRIVATE, descriptor, 0)
    guard let address = unsafe address, unsafe address != MAP_FAILED else {
      throw Failure.system(errno, "map", path)
    }
    unsafe region = UnsafeRawBufferPointer(start: address, count: size)
  }

  deinit {
    if let start = unsafe region.baseAddress {
      unsafe munmap(UnsafeMutableRawPointer(mutating: start), region.count)
    }
  }

  /// The size of the file in bytes.
  public var count: Int { unsafe region.count }

  /// Lets `body` read the file's bytes.
  ///
  /// - Parameter body: uses the bytes; they must not leave the closure.
  /// - Returns: what `body` returns.
  /// - Throws: what `body` throws.
  public func withBytes<Result, Problem: Error>(
    _ body: (RawSpan) throws(Problem) -> Result
  ) throws(Problem) -> Result {
    try body(unsafe region.bytes)
  }

  /// The file's bytes as a pointer, for code that hands them to C.
  ///
  /// The caller keeps this object alive while it uses the pointer.
  @unsafe public var unsafeBytes: UnsafeRawBufferPointer { unsafe region }
}
