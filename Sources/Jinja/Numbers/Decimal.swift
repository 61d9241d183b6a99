#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Decimal digits of real numbers, exact and rounded as C and Python do.
enum Decimal {
  /// `value` with a fixed number of digits after the point; ties go to the even digit.
  static func fixed(_ value: Double, _ places: Int) -> String {
    guard value.isFinite else { return Value.decimal(value) }
    let places = min(max(places, 0), 1100)
    var text = scaled(value, places).digits()
    let missing = places + 1 - text.utf8.count
    if missing > 0 { text = String(repeating: "0", count: missing) + text }
    if places > 0 { text.insert(".", at: text.index(text.endIndex, offsetBy: -places)) }
    return (value.sign == .minus ? "-" : "") + text
  }

  /// Scientific notation with a number of digits after the point, as `%e`.
  static func scientific(_ value: Double, _ places: Int) -> String {
    guard value.isFinite else { return Value.decimal(value) }
    let places = min(max(places, 0), 1100)
    var exponent = value.isZero ? 0 : Int(log10(value.magnitude).rounded(.down))
    var text = scaled(value, places - exponent).digits()
    // The logarithm may be off by one, and rounding may add a digit.
    if text.utf8.count != places + 1, !value.isZero {
      exponent += text.utf8.count > places + 1 ? 1 : -1
      text = scaled(value, places - exponent).digits()
    }
    if value.isZero { text = String(repeating: "0", count: places + 1) }
    if places > 0 { text.insert(".", at: text.index(after: text.startIndex)) }
    let size = exponent.magnitude < 10 ? "0\(exponent.magnitude)" : "\(exponent.magnitude)"
    return (value.sign == .minus ? "-" : "") + text + "e" + (exponent < 0 ? "-" : "+") + size
  }

  /// Python's `round(value, places)`.
  static func rounded(_ value: Double, _ places: Int) throws(TemplateError) -> Double {
    guard value.isFinite, places < 330 else { return value }
    guard places > -310 else { return Double(signOf: value, magnitudeOf: 0) }
    let digits = scaled(value, places).digits()
    guard let result = Double("\(digits)e\(-places)"), result.isFinite else {
      throw TemplateError(.overflow, "rounded value too large to represent")
    }
    return Double(signOf: value, magnitudeOf: result)
  }

  /// The whole number nearest to |value|·10^places, ties to even.
  private static func scaled(_ value: Double, _ places: Int) -> BigInteger {
    let magnitude = value.magnitude
    let bits = UInt(magnitude.significandBitPattern | (magnitude.isNormal ? 1 << 52 : 0))
    let exponent = magnitude.isNormal ? Int(magnitude.exponent) - 52 : -1074
    guard bits != 0 else { return BigInteger(0) }
    var dividend = BigInteger(false, [bits])
    var divisor = BigInteger(1)
    let power = BigInteger(10).power(Int(places.magnitude)) ?? BigInteger(1)
    if places >= 0 { dividend = dividend * power } else { divisor = power }
    if exponent >= 0 {
      dividend = dividend.shiftedLeft(exponent)
    } else {
      divisor = divisor.shiftedLeft(-exponent)
    }
    return dividend.dividedToNearest(divisor)
  }
}

extension BigInteger {
  /// The quotient of two numbers above 0, rounded to the nearest, ties to even.
  fileprivate func dividedToNearest(_ divisor: BigInteger) -> BigInteger {
    let (quotient, rest) = divided(by: divisor)
    let order = Self.compare(rest.shiftedLeft(1).limbs, divisor.limbs)
    let isUp = order > 0 || order == 0 && quotient.isOdd
    return isUp ? quotient + BigInteger(1) : quotient
  }

  /// Python's `round(number, places)`.
  func rounded(_ places: Int) -> BigInteger {
    guard places < 0, !isZero else { return self }
    // A power of ten beyond the number itself leaves nothing.
    guard -places <= bitWidth, let power = BigInteger(10).power(-places) else {
      return BigInteger(0)
    }
    let whole = magnitude.dividedToNearest(power) * power
    return isNegative ? whole.negated : whole
  }
}
