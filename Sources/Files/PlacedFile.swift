#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A file of known size being written by `AtomicFile.fill`: bytes go to their place at once.
///
/// Several threads may write at the same time, each its own bytes.
public struct PlacedFile: Sendable {
  private let descriptor: Int32
  private let path: String
  /// Number of bytes.
  public let size: Int

  init(descriptor: Int32, path: String, size: Int) {
    self.descriptor = descriptor
    self.path = path
    self.size = size
  }

  /// Writes bytes at a place.
  ///
  /// - Parameters:
  ///   - bytes: the bytes; all of them must lie within the file.
  ///   - offset: where the first one goes.
  /// - Throws: `Failure` when the disk refuses them.
  public func write(_ bytes: RawSpan, at offset: Int) throws(Failure) {
    precondition(offset >= 0 && offset + bytes.byteCount <= size, "\(offset) of \(size)")
    let code = unsafe bytes.withUnsafeBytes { unsafe Self.writeAll($0, descriptor, offset) }
    guard code == 0 else { throw Failure.system(code, "write", path) }
  }

  private static func writeAll(
    _ bytes: UnsafeRawBufferPointer, _ descriptor: Int32, _ offset: Int
  ) -> Int32 {
    var done = 0
    while done < bytes.count {
      let rest = unsafe UnsafeRawBufferPointer(rebasing: bytes[done...])
      let written = unsafe pwrite(descriptor, rest.baseAddress, rest.count, off_t(offset + done))
      if written < 0 {
        if errno == EINTR { continue }
        return errno
      }
      done += written
    }
    return 0
  }
}

/// The system's `open`, which methods of that name would hide.
func systemOpen(_ path: String, _ flags: Int32, _ mode: mode_t) -> Int32 {
  unsafe open(path, flags, mode)
}
