extension Arguments {
  /// The argument at a place or of a name.
  func value(_ index: Int, _ name: String) -> Value? {
    if index < positional.count { return positional[index] }
    return named.first { $0.name == name }?.value
  }

  func required(_ index: Int, _ name: String) throws(TemplateError) -> Value {
    guard let value = value(index, name) else {
      throw TemplateError(.type, "missing 1 required positional argument: '\(name)'")
    }
    return value
  }

  func text(_ index: Int, _ name: String) throws(TemplateError) -> String? {
    guard let value = value(index, name) else { return nil }
    if case .none = value { return nil }
    guard let text = value.text else {
      if case .undefined(let missing) = value {
        throw TemplateError(.undefined, missing.reason)
      }
      throw TemplateError(.type, "argument '\(name)' must be str, not \(value.typeName)")
    }
    return text
  }

  func requiredText(_ index: Int, _ name: String) throws(TemplateError) -> String {
    guard let text = try text(index, name) else {
      throw TemplateError(.type, "missing 1 required positional argument: '\(name)'")
    }
    return text
  }

  func integer(_ index: Int, _ name: String) throws(TemplateError) -> Int? {
    guard let value = value(index, name) else { return nil }
    if case .none = value { return nil }
    return try Self.integer(value)
  }

  static func integer(_ value: Value) throws(TemplateError) -> Int {
    // Larger numbers have no use as arguments, and would overflow sums.
    let limit = 1_000_000_000_000
    if case .big(let number) = value { return number.isNegative ? -limit : limit }
    guard let number = value.integer else {
      if case .undefined(let missing) = value {
        throw TemplateError(.undefined, missing.reason)
      }
      throw TemplateError(
        .type, "'\(value.typeName)' object cannot be interpreted as an integer")
    }
    return min(max(number, -limit), limit)
  }

  func flag(_ index: Int, _ name: String, _ fallback: Bool = false) throws(TemplateError) -> Bool {
    try value(index, name)?.isTrue() ?? fallback
  }
}
