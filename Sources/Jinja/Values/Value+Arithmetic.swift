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
    if let a = integer, let b = other.integer {
      if let result = try Self.whole(operation, a, b) { return result }
    }
    if let a = bigInteger, let b = other.bigInteger {
      return try Self.whole(operation, a, b)
    }
    if let a = try real(), let b = try other.real() { return try Self.real(operation, a, b) }
    if operation == .add {
      if text != nil, other.text == nil {
        throw TemplateError(
          .type, "can only concatenate str (not \"\(other.typeName)\") to str")
      }
      let isTuple = if case .tuple = self { true } else { false }
      if isTuple || typeName == "list" {
        throw TemplateError(
          .type,
          "can only concatenate \(typeName) (not \"\(other.typeName)\") to \(typeName)")
      }
    }
    if operation == .multiply, isSequence || other.isSequence {
      let factor = isSequence ? other : self
      throw TemplateError(
        .type, "can't multiply sequence by non-int of type '\(factor.typeName)'")
    }
    let name = operation == .power ? "** or pow()" : operation.rawValue
    throw TemplateError(
      .type, "unsupported operand type(s) for \(name): '\(typeName)' and '\(other.typeName)'")
  }

  private var isSequence: Bool {
    switch self {
    case .string, .markup, .tuple: true
    case .list(let list): list.range == nil
    default: false
    }
  }

  private func joined(with other: Value) throws(TemplateError) -> Value? {
    switch (self, other) {
    case (.list(let a), .list(let b)) where a.range == nil && b.range == nil:
      return .list(a.items + b.items)
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
    case .list(let list) where list.range != nil: return nil
    case .list(let list), .tuple(let list):
      try check(list.items.count)
      let items = Array(
        [[Value]](repeating: list.items, count: list.items.isEmpty ? 0 : count).joined())
      if case .tuple = self { return .tuple(items) }
      return .list(items)
    default: return nil
    }
  }
}
