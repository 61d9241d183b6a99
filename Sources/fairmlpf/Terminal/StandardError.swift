#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Everything that is no result goes here.
enum StandardError {
  /// Whether a person is watching.
  static var isTerminal: Bool { isatty(STDERR_FILENO) == 1 }

  /// Columns and rows of a terminal.
  struct Size {
    var columns = 80
    var rows = 24
  }

  /// The size of the terminal, 80 × 24 where unknown.
  static var size: Size {
    var size = winsize()
    guard ioctl(STDERR_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0, size.ws_row > 0
    else { return Size() }
    return Size(columns: Int(size.ws_col), rows: Int(size.ws_row))
  }

  /// Writes text as it is.
  static func write(_ text: String) {
    var text = text
    text.withUTF8 { bytes in
      var rest = bytes[...]
      while !rest.isEmpty {
        let written = systemWrite(
          STDERR_FILENO, UnsafeRawBufferPointer(UnsafeBufferPointer(rebasing: rest)))
        guard written > 0 else { return }
        rest = rest.dropFirst(written)
      }
    }
  }
}

/// The system's `write`, which the methods of that name would hide.
func systemWrite(_ descriptor: Int32, _ bytes: UnsafeRawBufferPointer) -> Int {
  write(descriptor, bytes.baseAddress, bytes.count)
}
