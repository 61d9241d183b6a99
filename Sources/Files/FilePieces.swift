#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Reads files front to back, where a map would end the program when the disk goes away.
public enum FilePieces {
  private static let size = 1 << 20

  /// Reads a file.
  ///
  /// - Parameters:
  ///   - path: an existing file.
  ///   - body: is given piece after piece; they are gone when it returns.
  /// - Throws: `Failure` when the file cannot be read, and what `body` throws.
  public static func read(
    _ path: String, _ body: (RawSpan) throws(Failure) -> Void
  ) throws(Failure) {
    let (descriptor, _) = try OpenedFile.reading(path)
    defer { close(descriptor) }
    try read(descriptor, path, body)
  }

  /// Reads an open file from where it stands to its end.
  static func read(
    _ descriptor: Int32, _ path: String, _ body: (RawSpan) throws(Failure) -> Void
  ) throws(Failure) {
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: size, alignment: 64)
    defer { unsafe buffer.deallocate() }
    while true {
      let count = unsafe systemRead(descriptor, buffer)
      if count < 0 {
        if errno == EINTR { continue }
        throw Failure.system(errno, "read", path)
      }
      guard count > 0 else { return }
      try body(unsafe UnsafeRawBufferPointer(rebasing: buffer[..<count]).bytes)
    }
  }
}

/// The system's `read`, which methods of that name would hide.
private func systemRead(_ descriptor: Int32, _ buffer: UnsafeMutableRawBufferPointer) -> Int {
  unsafe read(descriptor, buffer.baseAddress, buffer.count)
}
