extension Value {
  /// The number that a JSON text has in Python: whole and of any size, or real.
  ///
  /// - Parameter text: the number as JSON writes it.
  /// - Returns: the number, and how Python writes it as JSON; `nil` for any other text.
  public static func number(json text: String) -> (value: Value, text: String)? {
    let digits = text.hasPrefix("-") ? text.dropFirst() : text[...]
    if !digits.isEmpty, digits.utf8.allSatisfy({ (48...57).contains($0) }) {
      guard let size = BigInteger(digits: digits.unicodeScalars, radix: 10) else { return nil }
      let value = Value.whole(text.hasPrefix("-") ? size.negated : size)
      return (try? value.printed()).map { (value, $0) }
    }
    guard let number = Double(text), number.isFinite else { return nil }
    return (.float(number), decimal(number))
  }
}
