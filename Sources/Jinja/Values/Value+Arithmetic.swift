/// The operators on numbers, texts and lists.
extension Value {
  func combined(
    _ operation: Expression.Operator, _ other: Value, limit: Int
  ) throws(TemplateError) -> Value {
    for case .undefined(let missing) in [self, other] {
      throw TemplateError(.undefined, missing.reason)
    }
    switch operation {
    case .add: if let sum = try joined(with: other) { return sum }
    case .multiply:
      if let count = other.integer, let product = try repeated(count, limit) { return product }
      if let count = integer, let product = try other.repeated(count, limit) { return product }
    case .modulo:
      if let format = text {
        return derived(try PercentFormat.apply(format, other, limit, escapes: isMarkup))
      }
    default: break
    }
    if let a = integer, let b = other.integer { return try Self.whole(operation, a, b) }
    if let a = number, let b = other.number { return try Self.real(operation, a, b) }
    if operation == .add {
      if text != nil, other.text == nil {
        throw TemplateError(
          .type, "can only concatenate str (not \"\(other.typeName)\") to str")
      }
      if case .list = self {
        throw TemplateError(
          .type, "can only concatenate list (not \"\(other.typeName)\") to list")
      }
    }
    let name = operation == .power ? "** or pow()" : operation.rawValue
    throw TemplateError(
      .type, "unsupported operand type(s) for \(name): '\(typeName)' and '\(other.typeName)'")
  }

  private func joined(with other: Value) throws(TemplateError) -> Value? {
    switch (self, other) {
    case (.list(let a), .list(let b)): return .list(a.items + b.items)
    case (.tuple(let a), .tuple(let b)): return .tuple(a.items + b.items)
    case (.markup(let a), .string(let b)): return .markup(a + HTML.escaped(b))
    case (.string(let a), .markup(let b)): return .markup(HTML.escaped(a) + b)
    case (.markup(let a), .markup(let b)): return .markup(a + b)
    case (.string(let a), .string(let b)): return .string(a + b)
    default: return nil
    }
  }

  private func repeated(_ count: Int, _ limit: Int) throws(TemplateError) -> Value? {
    let count = max(count, 0)
    func check(_ size: Int) throws(TemplateError) {
      let (product, overflow) = size.multipliedReportingOverflow(by: count)
      guard !overflow, product <= limit else {
        throw TemplateError(.limit, "the result would be larger than \(limit) elements")
      }
    }
    switch self {
    case .string(let text), .markup(let text):
      try check(text.utf8.count)
      let result = String(repeating: text, count: text.isEmpty ? 0 : count)
      if case .markup = self { return .markup(result) }
      return .string(result)
    case .list(let list), .tuple(let list):
      try check(list.items.count)
      let items = Array(
        [[Value]](repeating: list.items, count: list.items.isEmpty ? 0 : count).joined())
      if case .tuple = self { return .tuple(items) }
      return .list(items)
    default: return nil
    }
  }

  private static func whole(
    _ operation: Expression.Operator, _ a: Int, _ b: Int
  ) throws(TemplateError) -> Value {
    let (result, overflow): (Int, Bool)
    switch operation {
    case .add: (result, overflow) = a.addingReportingOverflow(b)
    case .subtract: (result, overflow) = a.subtractingReportingOverflow(b)
    case .multiply: (result, overflow) = a.multipliedReportingOverflow(by: b)
    case .divide:
      guard b != 0 else { throw TemplateError(.zeroDivision, "division by zero") }
      return .float(Double(a) / Double(b))
    case .floorDivide:
      guard b != 0 else {
        throw TemplateError(.zeroDivision, "integer division or modulo by zero")
      }
      let (quotient, tooLarge) = a.dividedReportingOverflow(by: b)
      overflow = tooLarge
      result = !tooLarge && a % b != 0 && (a < 0) != (b < 0) ? quotient - 1 : quotient
    case .modulo:
      guard b != 0 else {
        throw TemplateError(.zeroDivision, "integer modulo by zero")
      }
      let rest = a.remainderReportingOverflow(dividingBy: b).partialValue
      (result, overflow) = (rest != 0 && (rest < 0) != (b < 0) ? rest + b : rest, false)
    case .power:
      guard b >= 0 else { return try real(.power, Double(a), Double(b)) }
      (result, overflow) = power(a, b)
    }
    guard !overflow else { throw TemplateError(.overflow, "the whole number is too large") }
    return .int(result)
  }

  private static func power(_ base: Int, _ exponent: Int) -> (Int, Bool) {
    if base == 0 || base == 1 { return (exponent == 0 ? 1 : base, false) }
    if base == -1 { return (exponent % 2 == 0 ? 1 : -1, false) }
    guard exponent < 64 else { return (0, true) }
    var result = 1
    for _ in 0..<exponent {
      let (product, overflow) = result.multipliedReportingOverflow(by: base)
      if overflow { return (0, true) }
      result = product
    }
    return (result, false)
  }

  private static func real(
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
      return .float((a / b).rounded(.down))
    case .modulo:
      guard b != 0 else { throw TemplateError(.zeroDivision, "float modulo") }
      let rest = a.truncatingRemainder(dividingBy: b)
      return .float(rest != 0 && (rest < 0) != (b < 0) ? rest + b : rest)
    case .power:
      guard let exponent = Int(exactly: b), exponent.magnitude <= 1024 else {
        throw TemplateError(.value, "powers of real numbers need a whole exponent up to 1024")
      }
      guard a != 0 || exponent >= 0 else {
        throw TemplateError(.zeroDivision, "0.0 cannot be raised to a negative power")
      }
      var result = 1.0
      for _ in 0..<exponent.magnitude { result *= a }
      return .float(exponent < 0 ? 1 / result : result)
    }
  }

  func negated() throws(TemplateError) -> Value {
    if let value = integer {
      guard value != .min else { throw TemplateError(.overflow, "the whole number is too large") }
      return .int(-value)
    }
    if case .float(let value) = self { return .float(-value) }
    if case .undefined(let missing) = self { throw TemplateError(.undefined, missing.reason) }
    throw TemplateError(.type, "bad operand type for unary -: '\(typeName)'")
  }
}
