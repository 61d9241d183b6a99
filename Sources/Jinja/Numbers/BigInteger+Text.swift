/// Digits.
extension BigInteger {
  /// Reads digits of a base from 2 to 36, without a sign; `nil` if one does not belong to it.
  init?(digits: some Sequence<Unicode.Scalar>, radix: Int) {
    var limbs: [UInt] = []
    for scalar in digits {
      guard let digit = scalar.digit(radix) else { return nil }
      var carry = UInt(digit)
      for index in limbs.indices {
        let product = limbs[index].multipliedFullWidth(by: UInt(radix))
        let (low, overflow) = product.low.addingReportingOverflow(carry)
        limbs[index] = low
        carry = product.high &+ (overflow ? 1 : 0)
      }
      if carry > 0 { limbs.append(carry) }
    }
    self.init(false, limbs)
  }

  /// The absolute value in digits of a base from 2 to 36.
  func digits(radix: Int = 10, uppercase: Bool = false) -> String {
    // As many digits as fit into 64 bits are taken off at a time.
    var (chunk, width) = (UInt(radix), 1)
    while true {
      let (next, overflow) = chunk.multipliedReportingOverflow(by: UInt(radix))
      if overflow { break }
      (chunk, width) = (next, width + 1)
    }
    var parts: [String] = []
    var rest = limbs
    repeat {
      var remainder: UInt = 0
      for index in rest.indices.reversed() {
        (rest[index], remainder) = chunk.dividingFullWidth((remainder, rest[index]))
      }
      while rest.last == 0 { rest.removeLast() }
      let part = String(remainder, radix: radix, uppercase: uppercase)
      parts.append(
        rest.isEmpty ? part : String(repeating: "0", count: width - part.utf8.count) + part)
    } while !rest.isEmpty
    return parts.reversed().joined()
  }

  /// The number in decimal digits; as in Python there is a limit to their count.
  func printed() throws(TemplateError) -> String {
    // 10^4300 has 14,285 bits.
    let text = bitWidth <= 14_285 ? digits() : ""
    guard !text.isEmpty, text.utf8.count <= Self.digitLimit else {
      throw TemplateError(
        .value, "Exceeds the limit (\(Self.digitLimit) digits) for integer string conversion")
    }
    return isNegative ? "-" + text : text
  }
}
