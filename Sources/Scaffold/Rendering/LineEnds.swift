import FoundationEssentials

/// The line ends of a text file, which its rendering keeps.
enum LineEnds {
  /// How many bytes Python reads at a time.
  private static let chunk = 8192

  /// What Python takes for the line end of a file.
  ///
  /// Of several kinds it is the first of CR, LF, CRLF. Python looks only at as many pieces of the file
  /// as it reads for the first line.
  static func first(of data: Data) -> String {
    let bytes = [UInt8](data)
    // Most files have no CR at all.
    guard bytes.contains(13) else { return "\n" }
    var hasReturn = false
    var hasFeed = false
    var hasBoth = false
    var isPending = false
    for (index, byte) in bytes.enumerated() {
      if isPending {
        isPending = false
        if byte == 10 {
          hasBoth = true
        } else {
          hasReturn = true
        }
      } else if byte == 10 {
        hasFeed = true
      }
      if byte == 13 { isPending = true }
      if index % chunk == chunk - 1, hasReturn || hasFeed || hasBoth { break }
    }
    if isPending, !hasFeed, !hasBoth { hasReturn = true }
    return hasReturn ? "\r" : hasFeed || !hasBoth ? "\n" : "\r\n"
  }

  /// The text with another line end.
  static func replace(in text: String, with end: String) -> String {
    guard end != "\n" else { return text }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.utf8.count + text.utf8.count / 32)
    for byte in text.utf8 {
      if byte == 10 { bytes += end.utf8 } else { bytes.append(byte) }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
