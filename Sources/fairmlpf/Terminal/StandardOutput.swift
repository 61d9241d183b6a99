import Files
import FoundationEssentials

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Where results go, and nothing else.
enum StandardOutput {
  /// Whether a person is reading.
  static var isTerminal: Bool { isatty(STDOUT_FILENO) == 1 }

  /// Writes text as it is.
  ///
  /// - Throws: `Failure` when not all of it can be written, such as to a full disk.
  static func write(_ text: String) throws(Failure) { try write(Data(text.utf8)) }

  /// Writes bytes as they are.
  ///
  /// - Throws: `Failure` when not all of them can be written, such as to a full disk.
  static func write(_ data: Data) throws(Failure) {
    let code = data.withUnsafeBytes { (bytes: UnsafeRawBufferPointer) -> Int32 in
      var rest = bytes[...]
      while !rest.isEmpty {
        let written = systemWrite(
          STDOUT_FILENO, UnsafeRawBufferPointer(rebasing: rest))
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
