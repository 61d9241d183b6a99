/// E-mail addresses as people have them: a dotted name and a domain (RFC 5321 and 6531), without
/// quoted names, comments and addresses of machines.
enum EmailAddress {
  /// Whether a text is an address.
  static func isValid(_ text: String) -> Bool {
    let parts = text.split(separator: "@", omittingEmptySubsequences: false)
    guard parts.count == 2, parts[0].utf8.count <= 64, text.utf8.count <= 254 else { return false }
    let words = parts[0].split(separator: ".", omittingEmptySubsequences: false)
    let isName = words.allSatisfy { word in
      !word.isEmpty
        && word.unicodeScalars.allSatisfy {
          $0.isASCII ? isAtom(UInt8($0.value)) : $0.properties.isAlphabetic
        }
    }
    return isName && Domain.isValid(parts[1]) && parts[1].contains(".")
  }

  private static func isAtom(_ byte: UInt8) -> Bool {
    byte.isLetterOrDigit || byte.isOne(of: "!#$%&'*+-/=?^_`{|}~")
  }
}
