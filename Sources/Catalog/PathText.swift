/// Texts within URLs.
package enum PathText {
  /// A text with everything percent-encoded that a path cannot hold; slashes stay.
  package static func encoded(_ text: String) -> String {
    encoded(text) { isAlphanumeric($0) || "-._~/!$&'()*+,;=:@".utf8.contains($0) }
  }

  /// A text whose bytes are percent-encoded but for some.
  ///
  /// - Parameters:
  ///   - text: the text.
  ///   - isPlain: whether a byte, below 128, stays as it is.
  /// - Returns: the encoded text.
  package static func encoded(_ text: String, keeping isPlain: (UInt8) -> Bool) -> String {
    var result = ""
    for byte in text.utf8 {
      if byte < 0x80, isPlain(byte) {
        result.unicodeScalars.append(Unicode.Scalar(byte))
      } else {
        result += (byte < 16 ? "%0" : "%") + String(byte, radix: 16, uppercase: true)
      }
    }
    return result
  }

  /// Whether a byte is a letter or digit of ASCII.
  package static func isAlphanumeric(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
      || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }
}
