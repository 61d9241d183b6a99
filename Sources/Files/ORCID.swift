/// Identifiers of the Open Researcher and Contributor ID register.
public enum ORCID {
  /// What is wrong with a text as an ORCID: its form, or only its check digit.
  ///
  /// - Parameter text: an ORCID, alone or with the address of the register before it.
  /// - Returns: `nil` if nothing is.
  public static func problem(with text: String) -> String? {
    let prefix =
      ["https://orcid.org/", "http://orcid.org/", "orcid.org/"]
      .first { text.hasPrefix($0) } ?? ""
    let bytes = Array(text.utf8.dropFirst(prefix.utf8.count))
    let hyphens = [4, 9, 14]
    let hasForm =
      bytes.count == 19
      && bytes.indices.allSatisfy { index in
        if hyphens.contains(index) { return bytes[index] == UInt8(ascii: "-") }
        return isDigit(bytes[index]) || index == 18 && bytes[index] == UInt8(ascii: "X")
      }
    guard hasForm else { return "\(text.quoted) is not an ORCID such as 0000-0002-1825-0097" }
    guard bytes[18] == checkDigit(bytes.prefix(18).filter(isDigit)) else {
      return "the check digit of the ORCID \(text.quoted) is wrong, so some digit is mistyped"
    }
    return nil
  }

  private static func isDigit(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }

  /// ISO/IEC 7064, mod 11-2.
  private static func checkDigit(_ digits: [UInt8]) -> UInt8 {
    let total = digits.reduce(0) { ($0 + Int($1 - UInt8(ascii: "0"))) * 2 % 11 }
    let digit = (12 - total) % 11
    return digit == 10 ? UInt8(ascii: "X") : UInt8(ascii: "0") + UInt8(digit)
  }
}
