/// Characters of ASCII, as a byte of UTF-8 text.
extension UInt8 {
  /// Whether it is `0` to `9`.
  var isDigit: Bool { UInt8(ascii: "0") <= self && self <= UInt8(ascii: "9") }

  /// Whether it is a letter from `a` to `z` in either case.
  var isLetter: Bool {
    UInt8(ascii: "a") <= self | 0x20 && self | 0x20 <= UInt8(ascii: "z")
  }

  /// Whether it is a letter from `a` to `z` in either case, or a digit.
  var isLetterOrDigit: Bool { isLetter || isDigit }

  /// Whether a text contains it.
  func isOne(of text: String) -> Bool { text.utf8.contains(self) }
}
