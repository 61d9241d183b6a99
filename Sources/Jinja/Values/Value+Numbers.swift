#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The operators on whole and real numbers.
extension Value {
  /// The result if it fits into an `Int`; `nil` sends the caller to larger numbers.
  static func whole(
    _ operation: Expression.Operator, _ a: Int, _ b: Int
  ) throws(TemplateError) -> Value? {
    let (result, overflow): (Int, Bool)
    switch operation {
    case .add: (result, overflow) = a.addingReportingOverflow(b)
    case .subtract: (result, overflow) = a.subtractingReportingOverflow(b)
    case .multiply: (result, overflow) = a.multipliedReportingOverflow(by: b)
    case .divide:
      // Beyond 2^53 both would be rounded before the division.
      guard b != 0, a.magnitude < 1 << 53, b.magnitude < 1 << 53 else { return nil }
      return .float(Double(a) / Double(b))
    case .floorDivide, .modulo:
      guard b != 0, b != -1 else { return nil }
      let (quotient, rest) = a.quotientAndRemainder(dividingBy: b)
      let isBelow = rest != 0 && (rest < 0) != (b < 0)
      if operation == .modulo { return .int(isBelow ? rest + b : rest) }
      return .int(isBelow ? quotient - 1 : quotient)
    case .power: return nil
    }
    return overflow ? nil : .int(result)
  }

  static func whole(
    _ operation: Expression.Operator, _ a: BigInteger, _ b: BigInteger
  ) throws(TemplateError) -> Value {
    let result: BigInteger
    switch operation {
    case .add: result = a + b
    case .subtract: result = a - b
    case .multiply:
      guard a.bitWidth + b.bitWidth <= BigInteger.bitLimit else { throw Self.tooLarge }
      result = a * b
    case .divide:
      guard !b.isZero else { throw TemplateError(.zeroDivision, "division by zero") }
      let quotient = a.realQuotient(b)
      guard quotient.isFinite else {
        throw TemplateError(.overflow, "integer division result too large for a float")
      }
      return .float(quotient)
    case .floorDivide, .modulo:
      guard !b.isZero else {
        throw TemplateError(
          .zeroDivision,
          operation == .modulo ? "integer modulo by zero" : "integer division or modulo by zero")
      }
      let (quotient, rest) = a.divided(by: b)
      result = operation == .modulo ? rest : quotient
    case .power:
      if b.isNegative {
        guard let base = try whole(a).real(), let exponent = try whole(b).real() else {
          throw Self.tooLarge
        }
        return try real(.power, base, exponent)
      }
      // An exponent that is no Int only suits the bases 0, 1 and -1.
      let exponent = b.int ?? (b.isOdd ? .max : .max - 1)
      if a.isZero { return .int(b.isZero ? 1 : 0) }
      guard let power = a.power(exponent) else { throw Self.tooLarge }
      result = power
    }
    guard result.bitWidth <= BigInteger.bitLimit else { throw Self.tooLarge }
    return whole(result)
  }

  private static var tooLarge: TemplateError {
    TemplateError(.limit, "a whole number would have more than \(BigInteger.bitLimit) bits")
  }

  static func real(
    _ operation: Expression.Operator, _ a: Double, _ b: Double
  ) throws(TemplateError) -> Value {
    switch operation {
    case .add: return .float(a + b)
    case .subtract: return .float(a - b)
    case .multiply: return .float(a * b)
    case .divide:
      guard b != 0 else { throw TemplateError(.zeroDivision, "float division by zero") }
      return .float(a / b)
    case .floorDivide:
      guard b != 0 else { throw TemplateError(.zeroDivision, "float floor division by zero") }
      return .float(divided(a, b).quotient)
    case .modulo:
      guard b != 0 else { throw TemplateError(.zeroDivision, "float modulo") }
      return .float(divided(a, b).rest)
    case .power:
      guard a != 0 || b >= 0 else {
        throw TemplateError(.zeroDivision, "0.0 cannot be raised to a negative power")
      }
      if a < 0, a.isFinite, b.isFinite, b != b.rounded() {
        throw TemplateError(.value, "the power of a negative number is not a real number")
      }
      let result = pow(a, b)
      guard result.isFinite || !a.isFinite || !b.isFinite else {
        throw TemplateError(.overflow, "(34, 'Numerical result out of range')")
      }
      return .float(result)
    }
  }

  /// The quotient rounded down and the rest with the sign of the divisor, as Python has them.
  private static func divided(_ a: Double, _ b: Double) -> (quotient: Double, rest: Double) {
    var rest = a.truncatingRemainder(dividingBy: b)
    var quotient = (a - rest) / b
    if rest == 0 {
      rest = Double(signOf: b, magnitudeOf: 0)
    } else if (rest < 0) != (b < 0) {
      rest += b
      quotient -= 1
    }
    guard quotient != 0 else { return (Double(signOf: a / b, magnitudeOf: 0), rest) }
    let floor = quotient.rounded(.down)
    return (quotient - floor > 0.5 ? floor + 1 : floor, rest)
  }

  func negated() throws(TemplateError) -> Value {
    switch self {
    case .float(let value): return .float(-value)
    case .undefined(let missing): throw TemplateError(.undefined, missing.reason)
    default:
      guard let number = bigInteger else {
        throw TemplateError(.type, "bad operand type for unary -: '\(typeName)'")
      }
      return .whole(number.negated)
    }
  }

  /// Below 0, 0 or above 0 as a number is smaller than, equal to or larger than another, exactly;
  /// `nil` if one of them is no number.
  func order(to other: Value) -> Int? {
    if let a = integer, let b = other.integer { return a < b ? -1 : a == b ? 0 : 1 }
    if case .float(let a) = self {
      if case .float(let b) = other { return a < b ? -1 : a == b ? 0 : a > b ? 1 : nil }
      return other.order(to: self).map { -$0 }
    }
    guard let a = bigInteger else { return nil }
    if let b = other.bigInteger { return a < b ? -1 : a == b ? 0 : 1 }
    guard case .float(let b) = other, !b.isNaN else { return nil }
    guard let whole = BigInteger(truncating: b) else { return b > 0 ? -1 : 1 }
    if a != whole { return a < whole ? -1 : 1 }
    let fraction = b - b.rounded(.towardZero)
    return fraction > 0 ? -1 : fraction < 0 ? 1 : 0
  }
}
