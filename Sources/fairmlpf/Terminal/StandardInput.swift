import Files

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Where answers come from.
enum StandardInput {
  /// A line of answers.
  enum Line: Equatable {
    case text(String)
    /// Bytes that are no UTF-8.
    case notText
    /// More than `longestLine` bytes without a line end.
    case tooLong
  }

  /// The bytes of the longest answer.
  static let longestLine = 1 << 16

  /// Whether a person types.
  static var isTerminal: Bool { isatty(STDIN_FILENO) == 1 }

  /// Reads a line, and not a byte more: programs that are started later read what follows.
  ///
  /// - Returns: the line without its end; `nil` at the end of the input.
  /// - Throws: `Failure` when it cannot be read.
  static func readLine() throws(Failure) -> Line? {
    var bytes: [UInt8] = []
    while let byte = try readByte() {
      if byte == UInt8(ascii: "\n") { return line(bytes) }
      guard bytes.count < longestLine else { return .tooLong }
      bytes.append(byte)
    }
    return bytes.isEmpty ? nil : line(bytes)
  }

  private static func line(_ bytes: [UInt8]) -> Line {
    let bytes = bytes.last == UInt8(ascii: "\r") ? bytes.dropLast() : bytes[...]
    return String(validating: bytes, as: UTF8.self).map(Line.text) ?? .notText
  }

  /// Reads one byte.
  ///
  /// - Returns: `nil` at the end of the input.
  /// - Throws: `Failure` when it cannot be read.
  static func readByte() throws(Failure) -> UInt8? {
    var byte: UInt8 = 0
    while true {
      switch read(STDIN_FILENO, &byte, 1) {
      case 1: return byte
      case 0: return nil
      default:
        switch errno {
        case EINTR: continue
        // Another program has made it non-blocking.
        case EAGAIN:
          var request = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
          poll(&request, 1, -1)
        // A terminal whose window has been closed.
        case EIO where isTerminal: return nil
        default: throw Failure.system(errno, "read", "standard input")
        }
      }
    }
  }
}
