/// What operators work on: names, literals, lists, dictionaries and brackets.
extension Parser {
  mutating func primary() throws(TemplateError) -> Expression {
    let token = current
    let kind: Expression.Kind
    switch token.kind {
    case .name:
      advance()
      switch token.text {
      case "true", "True": kind = .bool(true)
      case "false", "False": kind = .bool(false)
      case "none", "None": kind = .none
      case "caller", "varargs", "kwargs":
        extras.insert(token.text)
        kind = .name(token.text)
      case "loop":
        usesLoop = true
        kind = .name(token.text)
      default: kind = .name(token.text)
      }
    case .string:
      var text = advance().text
      while current.kind == .string { text += advance().text }
      kind = .string(text)
    case .integer:
      kind = try integer(token.text)
      advance()
    case .float:
      kind = .float(Double(advance().text) ?? 0)
    case .symbol where token.text == "(":
      advance()
      let value = try tuple(withChoice: true, inBrackets: true)
      try expect(")")
      return value
    case .symbol where token.text == "[":
      advance()
      kind = .list(try elements(until: "]"))
    case .symbol where token.text == "{":
      advance()
      kind = .dict(try pairs())
    default:
      throw failure("unexpected \(Value.quoted(token.label))")
    }
    return Expression(kind, token.position)
  }

  /// A whole number as the lexer wrote it: its digits, or its base, a colon and its digits.
  func integer(_ text: String) throws(TemplateError) -> Expression.Kind {
    if let value = Int(text) { return .int(value) }
    let parts = text.split(separator: ":")
    let (radix, digits) = parts.count == 2 ? (Int(parts[0]) ?? 10, parts[1]) : (10, text[...])
    guard digits.utf8.count <= BigInteger.digitLimit,
      let number = BigInteger(digits: digits.unicodeScalars, radix: radix)
    else {
      throw TemplateError(
        .syntax, "a whole number may have at most \(BigInteger.digitLimit) digits",
        at: current.position)
    }
    return number.int.map { .int($0) } ?? .big(number)
  }

  private mutating func elements(until end: String) throws(TemplateError) -> [Expression] {
    var items: [Expression] = []
    while !current.isSymbol(end) {
      if !items.isEmpty { try expect(",") }
      if current.isSymbol(end) { break }
      items.append(try expression())
    }
    try expect(end)
    return items
  }

  private mutating func pairs()
    throws(TemplateError) -> [(key: Expression, value: Expression)]
  {
    var items: [(key: Expression, value: Expression)] = []
    while !current.isSymbol("}") {
      if !items.isEmpty { try expect(",") }
      if current.isSymbol("}") { break }
      let key = try expression()
      try expect(":")
      items.append((key, try expression()))
    }
    try expect("}")
    return items
  }
}
