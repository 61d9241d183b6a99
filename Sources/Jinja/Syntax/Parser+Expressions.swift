/// Expressions, loosest binding first; filters and tests bind tightest, as in Jinja2.
extension Parser {
  /// Reads one or more expressions with commas between; several make a tuple.
  mutating func tuple(
    withChoice: Bool, ends: [String] = [], inBrackets: Bool = false
  ) throws(TemplateError) -> Expression {
    let position = current.position
    var parts: [Expression] = []
    var isTuple = false
    while true {
      if !parts.isEmpty, !isTuple { break }
      if current.kind == .variableEnd || current.kind == .blockEnd || current.isSymbol(")")
        || (current.kind == .name && ends.contains(current.text))
      {
        break
      }
      parts.append(withChoice ? try expression() : try withoutChoice())
      guard skip(",") else { break }
      isTuple = true
    }
    if !isTuple {
      if let only = parts.first { return only }
      if !inBrackets {
        throw failure("Expected an expression, got \(Value.quoted(current.label))")
      }
    }
    return Expression(.tuple(parts), position)
  }

  mutating func expression() throws(TemplateError) -> Expression {
    try checked(try nested { parser throws(TemplateError) in try parser.choice() })
  }

  private mutating func withoutChoice() throws(TemplateError) -> Expression {
    try checked(try nested { parser throws(TemplateError) in try parser.disjunction() })
  }

  private mutating func choice() throws(TemplateError) -> Expression {
    let position = current.position
    let before = unknown.count
    var value = try disjunction()
    var turns = 0
    while skipName("if") {
      turns += 1
      try checkChain(turns)
      let condition = try disjunction()
      let other = skipName("else") ? try expression() : nil
      value = Expression(.choice(condition: condition, yes: value, no: other), position)
      unknown.removeSubrange(before...)
    }
    return value
  }

  private mutating func disjunction() throws(TemplateError) -> Expression {
    let position = current.position
    var parts = [try conjunction()]
    while skipName("or") { parts.append(try conjunction()) }
    return parts.count == 1 ? parts[0] : Expression(.any(parts), position)
  }

  private mutating func conjunction() throws(TemplateError) -> Expression {
    let position = current.position
    var parts = [try negation()]
    while skipName("and") { parts.append(try negation()) }
    return parts.count == 1 ? parts[0] : Expression(.all(parts), position)
  }

  private mutating func negation() throws(TemplateError) -> Expression {
    let position = current.position
    guard skipName("not") else { return try comparison() }
    let operand = try nested { parser throws(TemplateError) in try parser.negation() }
    return Expression(.not(operand), position)
  }

  private mutating func comparison() throws(TemplateError) -> Expression {
    let position = current.position
    let first = try sum()
    var rest: [(operation: Expression.Comparison, operand: Expression)] = []
    while true {
      if current.kind == .symbol, let first = current.text.utf8.first, (33...62).contains(first),
        let operation = Expression.Comparison(rawValue: current.text)
      {
        advance()
        rest.append((operation, try sum()))
      } else if skipName("in") {
        rest.append((.contained, try sum()))
      } else if current.isName("not"), following.isName("in") {
        advance()
        advance()
        rest.append((.notContained, try sum()))
      } else {
        return rest.isEmpty ? first : Expression(.comparison(first, rest), position)
      }
    }
  }

  private mutating func sum() throws(TemplateError) -> Expression {
    let position = current.position
    var value = try concatenation()
    var turns = 0
    while current.isSymbol("+") || current.isSymbol("-") {
      turns += 1
      try checkChain(turns)
      let operation: Expression.Operator = advance().text == "+" ? .add : .subtract
      value = Expression(.binary(operation, value, try concatenation()), position)
    }
    return value
  }

  private mutating func concatenation() throws(TemplateError) -> Expression {
    let position = current.position
    var parts = [try product()]
    while skip("~") { parts.append(try product()) }
    return parts.count == 1 ? parts[0] : Expression(.concatenation(parts), position)
  }

  private mutating func product() throws(TemplateError) -> Expression {
    let position = current.position
    var value = try power()
    var turns = 0
    while let operation = factorOperator() {
      turns += 1
      try checkChain(turns)
      advance()
      value = Expression(.binary(operation, value, try power()), position)
    }
    return value
  }

  private func factorOperator() -> Expression.Operator? {
    guard current.kind == .symbol else { return nil }
    switch current.text {
    case "*": return .multiply
    case "/": return .divide
    case "//": return .floorDivide
    case "%": return .modulo
    default: return nil
    }
  }

  private mutating func power() throws(TemplateError) -> Expression {
    let position = current.position
    var value = try unary(filtered: true)
    var turns = 0
    while skip("**") {
      turns += 1
      try checkChain(turns)
      value = Expression(.binary(.power, value, try unary(filtered: true)), position)
    }
    return value
  }

  private mutating func unary(filtered: Bool) throws(TemplateError) -> Expression {
    let position = current.position
    var value: Expression
    if skip("-") {
      let operand = try nested { parser throws(TemplateError) in
        try parser.unary(filtered: false)
      }
      value = Expression(.negative(operand), position)
    } else if skip("+") {
      let operand = try nested { parser throws(TemplateError) in
        try parser.unary(filtered: false)
      }
      value = Expression(.positive(operand), position)
    } else {
      value = try primary()
    }
    value = try postfix(value)
    return filtered ? try filtersAndTests(value) : value
  }

  private func checked(_ expression: Expression) throws(TemplateError) -> Expression {
    guard expression.height <= NestingLimit.expression else {
      throw TemplateError(.limit, "the expression is too long", at: expression.position)
    }
    return expression
  }

  func checkChain(_ turns: Int) throws(TemplateError) {
    guard turns <= NestingLimit.chain else {
      throw TemplateError(.limit, "the expression is too long", at: current.position)
    }
  }
}
