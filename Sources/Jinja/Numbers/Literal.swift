/// Numbers in texts, as Python's `int` and `float` read them.
enum Literal {
  /// A whole number of a base; base 0 means that a prefix tells the base.
  static func whole(_ text: String, _ base: Int) -> BigInteger? {
    guard base == 0 || (2...36).contains(base) else { return nil }
    var digits = text.stripped().scalars[...]
    var isNegative = false
    if let sign = digits.first, sign == "-" || sign == "+" {
      isNegative = sign == "-"
      digits.removeFirst()
    }
    var radix = base
    if digits.first == "0", let mark = digits.dropFirst().first?.lowered,
      let prefixed = ["x": 16, "o": 8, "b": 2][mark], base == prefixed || base == 0
    {
      radix = prefixed
      digits = digits.dropFirst(2)
      if digits.first == "_" { digits.removeFirst() }
    }
    guard digits.count <= BigInteger.digitLimit, let plain = withoutUnderscores(digits) else {
      return nil
    }
    // Python refuses leading zeros where the base is to be guessed.
    if radix == 0, plain.first == "0", plain.contains(where: { $0 != "0" }) { return nil }
    let number = BigInteger(digits: plain, radix: radix == 0 ? 10 : radix)
    return number.map { BigInteger(isNegative, $0.limbs) }
  }

  static func real(_ text: String) -> Double? {
    var body = text.stripped().scalars[...]
    var sign = ""
    if let first = body.first, first == "-" || first == "+" {
      sign = String(first)
      body.removeFirst()
    }
    let word = String(scalars: body).lowercased()
    if ["inf", "infinity", "nan"].contains(word) { return Double(sign + word) }
    // Swift also reads hexadecimal numbers, Python does not.
    let isPlain = body.allSatisfy { $0.isDecimal || "eE+-._".unicodeScalars.contains($0) }
    guard isPlain, body.first?.isDecimal == true || body.first == ".",
      let plain = withoutUnderscores(body)
    else { return nil }
    return Double(sign + String(scalars: plain))
  }

  /// The digits in ASCII; `nil` if an underscore does not stand between two of them.
  private static func withoutUnderscores(_ text: ArraySlice<Unicode.Scalar>) -> [Unicode.Scalar]? {
    guard !text.isEmpty else { return nil }
    var result: [Unicode.Scalar] = []
    var mayBreak = false
    for scalar in text {
      if scalar == "_" {
        guard mayBreak else { return nil }
        mayBreak = false
        continue
      }
      mayBreak = scalar.isAlphanumeric
      result.append(scalar.decimalDigit ?? scalar)
    }
    return text.last == "_" ? nil : result
  }
}

extension Unicode.Scalar {
  /// Whether this is a decimal digit of any script.
  var isDecimal: Bool { isASCII ? isDigit : properties.numericType == .decimal }

  /// The digit in ASCII of a decimal digit of any script.
  fileprivate var decimalDigit: Unicode.Scalar? {
    guard !isASCII, properties.numericType == .decimal, let value = properties.numericValue else {
      return nil
    }
    return Unicode.Scalar(UInt8(value) + 48)
  }
}
