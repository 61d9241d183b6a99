extension Evaluator {
  static func missing(_ reason: String, isStrict: Bool = true) -> Value {
    .undefined(Undefined(reason: reason, isStrict: isStrict))
  }

  /// The value of an expression; `inner` is what a filter without an operand acts on.
  func evaluate(_ expression: Expression, inner: Value? = nil) throws(TemplateError) -> Value {
    switch expression.kind {
    case .string(let text): return .string(text)
    case .int(let number): return .int(number)
    case .name(let name):
      return find(name) ?? Self.missing("\(Value.quoted(name)) is undefined")
    default: break
    }
    do throws(TemplateError) {
      return try nested { () throws(TemplateError) in try value(expression, inner) }
    } catch {
      throw error.located(expression.position)
    }
  }

  private func value(_ expression: Expression, _ inner: Value?) throws(TemplateError) -> Value {
    switch expression.kind {
    case .none: return .none
    case .bool(let value): return .bool(value)
    case .big(let value): return .big(value)
    case .float(let value): return .float(value)
    case .list(let items): return .list(try evaluate(all: items))
    case .tuple(let items): return .tuple(try evaluate(all: items))
    case .dict(let pairs):
      let dict = Dict()
      for (key, value) in pairs {
        let key = try evaluate(key)
        if case .undefined(let missing) = key {
          throw TemplateError(.undefined, missing.reason)
        }
        guard dict.set(key, try evaluate(value)) else {
          throw TemplateError(.type, "unhashable type: '\(key.typeName)'")
        }
      }
      return .dict(dict)
    case .attribute(let operand, let name):
      let value = try evaluate(operand)
      if case .undefined(let missing) = value {
        throw TemplateError(.undefined, missing.reason, at: operand.position)
      }
      return try attribute(value, name)
    case .item(let operand, let key): return try item(operand, key)
    case .slice: throw TemplateError(.syntax, "a slice is only possible inside [ ]")
    case .call(let callee, let arguments):
      let target = try evaluate(callee)
      if case .undefined(let missing) = target {
        throw TemplateError(.undefined, missing.reason)
      }
      return try checked(try invoke(target, try resolve(arguments)))
    case .filter(let operand, let name, let arguments):
      return try filter(operand, name, arguments, inner)
    case .test(let operand, let name, let arguments):
      guard let test = Tests.table[name] else {
        throw TemplateError(.runtime, "No test named \(Value.quoted(name)) found.")
      }
      let value = try evaluate(operand)
      return .bool(try test(self, value, try resolve(arguments)))
    default: return try operation(expression)
    }
  }

  private func operation(_ expression: Expression) throws(TemplateError) -> Value {
    switch expression.kind {
    case .not(let operand): return .bool(try !evaluate(operand).isTrue())
    case .negative(let operand): return try evaluate(operand).negated()
    case .positive(let operand):
      let value = try evaluate(operand)
      if let number = value.bigInteger { return .whole(number) }
      if case .float = value { return value }
      if case .undefined(let missing) = value { throw TemplateError(.undefined, missing.reason) }
      throw TemplateError(.type, "bad operand type for unary +: '\(value.typeName)'")
    case .binary(let operation, let left, let right):
      let first = try evaluate(left)
      return try checked(
        try first.combined(operation, try evaluate(right), limit: environment.sizeLimit))
    case .concatenation(let parts):
      let values = try evaluate(all: parts)
      // One safe part makes the whole safe, and the others are escaped for it.
      let isSafe = autoescape && values.contains { $0.isMarkup }
      var text = ""
      for value in values {
        text += isSafe ? try value.escaped() : try value.printed()
        try reserve(text.utf8.count)
      }
      return isSafe ? .markup(text) : .string(text)
    case .comparison(let first, let rest):
      var left = try evaluate(first)
      for (operation, operand) in rest {
        let right = try evaluate(operand)
        guard try left.compare(operation, right) else { return .bool(false) }
        left = right
      }
      return .bool(true)
    case .all(let parts):
      var value = Value.bool(true)
      for (index, part) in parts.enumerated() {
        value = try evaluate(part)
        if index + 1 < parts.count, try !value.isTrue() { return value }
      }
      return value
    case .any(let parts):
      var value = Value.bool(false)
      for (index, part) in parts.enumerated() {
        value = try evaluate(part)
        if index + 1 < parts.count, try value.isTrue() { return value }
      }
      return value
    case .choice(let condition, let yes, let no):
      if try evaluate(condition).isTrue() { return try evaluate(yes) }
      guard let no else {
        return Self.missing(
          "the inline if-expression on line \(expression.position.line) in "
            + "\(Value.quoted(current.file)) evaluated to false and no else section was defined.",
          isStrict: false)
      }
      return try evaluate(no)
    default: return .none
    }
  }

  private func evaluate(all expressions: [Expression]) throws(TemplateError) -> [Value] {
    var values: [Value] = []
    for expression in expressions { values.append(try evaluate(expression)) }
    return values
  }

  func resolve(_ arguments: CallArguments) throws(TemplateError) -> Arguments {
    var result = Arguments(positional: try evaluate(all: arguments.positional))
    for list in arguments.spread { result.positional += try evaluate(list).elements() }
    for (name, value) in arguments.named { result.named.append((name, try evaluate(value))) }
    for dict in arguments.namedSpread {
      guard case .dict(let dict) = try evaluate(dict) else {
        throw TemplateError(.type, "the argument after ** must be a mapping")
      }
      for case (.string(let name), let value) in dict.pairs {
        result.named.append((name, value))
      }
    }
    return result
  }

  func invoke(_ target: Value, _ arguments: Arguments) throws(TemplateError) -> Value {
    let function: Function
    switch target {
    case .function(let value): function = value
    case .object(let object) where object.function != nil:
      guard let value = object.function else { return .none }
      function = value
    case .undefined(let missing): throw TemplateError(.undefined, missing.reason)
    default: throw TemplateError(.type, "'\(target.typeName)' object is not callable")
    }
    return try nested { () throws(TemplateError) in
      try function.body(self, function.storage, arguments)
    }
  }

  private func filter(
    _ operand: Expression?, _ name: String, _ arguments: CallArguments, _ inner: Value?
  ) throws(TemplateError) -> Value {
    guard let filter = Filters.table[name] else {
      throw TemplateError(.runtime, "No filter named \(Value.quoted(name)) found.")
    }
    let value: Value
    if let operand {
      value = try evaluate(operand, inner: inner)
    } else {
      value = inner ?? .string("")
    }
    return try checked(try apply(filter, value, try resolve(arguments), name))
  }

  func apply(
    _ filter: Filters.Filter, _ value: Value, _ arguments: Arguments, _ name: String
  ) throws(TemplateError) -> Value {
    if case .undefined(let missing) = value, missing.isStrict,
      !["default", "d", "items", "pprint", "tojson"].contains(name)
    {
      throw TemplateError(.undefined, missing.reason)
    }
    try Signatures.check(name, arguments)
    if let text = value.text { try charge(text.utf8.count) }
    if case .list(let list) = value { try charge(list.items.count) }
    return try filter(self, value, arguments)
  }

  /// `value.name`: first an attribute or method, then an element.
  func attribute(_ value: Value, _ name: String) throws(TemplateError) -> Value {
    if case .undefined(let missing) = value {
      throw TemplateError(.undefined, missing.reason)
    }
    if let found = Methods.attribute(of: value, name) { return found }
    if case .dict(let dict) = value, let found = dict.get(.string(name)) { return found }
    return Self.missing(Self.noAttribute(value, .string(name)))
  }

  private func item(_ operand: Expression, _ key: Expression) throws(TemplateError) -> Value {
    let value = try evaluate(operand)
    if case .slice(let start, let stop, let step) = key.kind {
      let bounds = try [start, stop, step].map { bound throws(TemplateError) in
        try bound.map { expression throws(TemplateError) in try evaluate(expression) } ?? .none
      }
      return try value.sliced(bounds[0], bounds[1], bounds[2])
    }
    let key = try evaluate(key)
    if case .undefined(let missing) = key { throw TemplateError(.undefined, missing.reason) }
    return try element(value, key)
  }

  /// `value[key]`: first an element, then an attribute or method.
  func element(_ value: Value, _ key: Value) throws(TemplateError) -> Value {
    if let found = try value.element(key) { return found }
    if let name = key.text, let found = Methods.attribute(of: value, name) { return found }
    return Self.missing(Self.noAttribute(value, key))
  }

  private static func noAttribute(_ value: Value, _ key: Value) -> String {
    guard let name = key.text else {
      return "\(value.owner) has no element \((try? key.represented()) ?? "")"
    }
    return "'\(value.owner)' has no attribute \(Value.quoted(name))"
  }
}
