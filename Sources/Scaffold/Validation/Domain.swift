/// Names of machines on the internet (RFC 1123), also with letters that are not ASCII.
enum Domain {
  /// Whether a text is a name: labels of letters, digits and inner hyphens, the last no number.
  static func isValid(_ text: some StringProtocol) -> Bool {
    let labels = text.split(separator: ".", omittingEmptySubsequences: false)
    guard text.utf8.count <= 253, let last = labels.last else { return false }
    return labels.allSatisfy { label in
      (1...63).contains(label.utf8.count) && label.first != "-" && label.last != "-"
        && label.unicodeScalars.allSatisfy {
          $0.isASCII
            ? UInt8($0.value).isLetterOrDigit || $0 == "-"
            : $0.properties.isAlphabetic || $0.properties.numericType != nil
        }
    } && !last.utf8.allSatisfy(\.isDigit)
  }
}
