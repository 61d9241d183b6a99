import Files

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Where results go, and nothing else.
enum StandardOutput {
  /// Writes text as it is.
  ///
  /// - Throws: `Failure` when not all of it can be written, such as to a full disk.
  static func write(_ text: String) throws(Failure) {
    var text = text
    let code = text.withUTF8 { bytes in
      var rest = bytes[...]
      while !rest.isEmpty {
        let written = systemWrite(
          STDOUT_FILENO, UnsafeRawBufferPointer(UnsafeBufferPointer(rebasing: rest)))
        if written < 0 {
          if errno == EINTR { continue }
          return errno
        }
        rest = rest.dropFirst(written)
      }
      return 0
    }
    guard code == 0 else { throw Failure.system(code, "write", "standard output") }
  }
}
