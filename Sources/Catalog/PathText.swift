/// Texts within the path of a URL.
package enum PathText {
  /// A text with everything percent-encoded that a path cannot hold; slashes stay.
  package static func encoded(_ text: String) -> String {
    let plain = "-._~/!$&'()*+,;=:@".utf8
    var result = ""
    for byte in text.utf8 {
      let isLetter = (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
      let isDigit = (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
      if isLetter || isDigit || plain.contains(byte) {
        result.unicodeScalars.append(Unicode.Scalar(byte))
      } else {
        result += (byte < 16 ? "%0" : "%") + String(byte, radix: 16, uppercase: true)
      }
    }
    return result
  }
}
