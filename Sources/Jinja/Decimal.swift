/// Decimal digits of real numbers, exact and rounded as C and Python do.
enum Decimal {
  /// `value` with a fixed number of digits after the point; ties go to the even digit.
  static func fixed(_ value: Double, _ places: Int) -> String {
    guard value.isFinite else { return Value.decimal(value) }
    let places = min(max(places, 0), 1100)
    // Exact: value = significand · 2^exponent; digits are kept as decimal places, last first.
    var digits = Digits(value.magnitude.significandBitPattern | (value.isNormal ? 1 << 52 : 0))
    let exponent = value.magnitude.isNormal ? Int(value.exponent) - 52 : -1074
    var point = 0
    if value.isZero {
      digits = Digits(0)
    } else if exponent >= 0 {
      for _ in 0..<exponent { digits.multiply(2) }
    } else {
      for _ in 0..<(-exponent) { digits.multiply(5) }
      point = -exponent
    }
    while point < places {
      digits.multiply(10)
      point += 1
    }
    digits.round(dropping: point - places)
    var text = digits.text
    if text.count <= places { text = String(repeating: "0", count: places + 1 - text.count) + text }
    if places > 0 { text.insert(".", at: text.index(text.endIndex, offsetBy: -places)) }
    return (value.sign == .minus ? "-" : "") + text
  }

  /// Scientific notation with a number of digits after the point, as `%e`.
  static func scientific(_ value: Double, _ places: Int) -> String {
    guard value.isFinite else { return Value.decimal(value) }
    let places = min(max(places, 0), 60)
    if value.isZero {
      return (value.sign == .minus ? "-" : "") + fixed(0, places) + "e+00"
    }
    let long = fixed(value.magnitude, 400).filter { $0 != "." }
    let whole = Array(long.utf8)
    let start = whole.firstIndex { $0 != 48 } ?? 0
    let integerDigits = whole.count - 400
    var exponent = integerDigits - 1 - start
    var digits = Digits(ascii: Array(whole[start...]))
    digits.round(dropping: max(whole.count - start - places - 1, 0))
    var text = digits.text
    if text.count > places + 1 {
      exponent += 1
      text.removeLast()
    }
    while text.count < places + 1 { text += "0" }
    if places > 0 { text.insert(".", at: text.index(after: text.startIndex)) }
    let size = exponent.magnitude < 10 ? "0\(exponent.magnitude)" : "\(exponent.magnitude)"
    return (value < 0 ? "-" : "") + text + "e" + (exponent < 0 ? "-" : "+") + size
  }

  /// A whole number of any size, in base 10⁹, last digits first.
  private struct Digits {
    private var parts: [UInt64]
    private static let base: UInt64 = 1_000_000_000

    init(_ value: UInt64) {
      parts = []
      var rest = value
      repeat {
        parts.append(rest % Self.base)
        rest /= Self.base
      } while rest > 0
    }

    init(ascii: [UInt8]) {
      self.init(0)
      for digit in ascii {
        multiply(10)
        add(UInt64(digit) - 48)
      }
    }

    mutating func multiply(_ factor: UInt64) {
      var carry: UInt64 = 0
      for index in parts.indices {
        let product = parts[index] * factor + carry
        parts[index] = product % Self.base
        carry = product / Self.base
      }
      if carry > 0 { parts.append(carry) }
    }

    mutating func add(_ value: UInt64) {
      parts[0] += value
      var index = 0
      while parts[index] >= Self.base {
        parts[index] -= Self.base
        if index + 1 == parts.count { parts.append(0) }
        parts[index + 1] += 1
        index += 1
      }
    }

    var text: String {
      var text = ""
      for part in parts.reversed() {
        let digits = String(part)
        text += text.isEmpty ? digits : String(repeating: "0", count: 9 - digits.count) + digits
      }
      let trimmed = text.drop { $0 == "0" }
      return trimmed.isEmpty ? "0" : String(trimmed)
    }

    /// Removes the last `count` decimal digits, rounding to the nearest, ties to even.
    mutating func round(dropping count: Int) {
      guard count > 0 else { return }
      let digits = Array(text.utf8)
      let kept = digits.count - count
      guard kept >= 0 else {
        self = Digits(0)
        return
      }
      let rest = digits[kept...]
      let isHalf = rest.first == 53 && rest.dropFirst().allSatisfy { $0 == 48 }
      let isOdd = kept > 0 && digits[kept - 1] % 2 == 1
      let isUp = isHalf ? isOdd : (rest.first ?? 48) >= 53
      self = Digits(ascii: Array(digits[..<kept]))
      if isUp { add(1) }
    }
  }
}
