/// What follows an operand: attributes, elements, calls, filters and tests.
extension Parser {
  mutating func postfix(_ start: Expression) throws(TemplateError) -> Expression {
    var value = start
    var turns = 0
    while true {
      turns += 1
      try checkChain(turns)
      let position = current.position
      if current.isSymbol(".") {
        advance()
        let token = advance()
        switch token.kind {
        case .name: value = Expression(.attribute(value, token.text), position)
        case .integer:
          let index = Expression(try integer(token.text), position)
          value = Expression(.item(value, index), position)
        default: throw TemplateError(.syntax, "expected name or number", at: token.position)
        }
      } else if skip("[") {
        value = Expression(.item(value, try subscripts(position)), position)
      } else if current.isSymbol("(") {
        value = Expression(.call(value, try arguments()), position)
      } else {
        return value
      }
    }
  }

  private mutating func subscripts(_ position: Position) throws(TemplateError) -> Expression {
    var items: [Expression] = []
    var isTuple = false
    while !current.isSymbol("]") {
      if !items.isEmpty {
        try expect(",")
        isTuple = true
      }
      items.append(try subscriptItem())
    }
    try expect("]")
    if isTuple { return Expression(.tuple(items), position) }
    return items.first ?? Expression(.tuple([]), position)
  }

  private mutating func subscriptItem() throws(TemplateError) -> Expression {
    let position = current.position
    func ends(_ token: Token) -> Bool { token.isSymbol("]") || token.isSymbol(",") }
    var start: Expression?
    if !current.isSymbol(":") {
      let value = try expression()
      if !current.isSymbol(":") { return value }
      start = value
    }
    try expect(":")
    var stop: Expression?
    var step: Expression?
    if !ends(current), !current.isSymbol(":") { stop = try expression() }
    if skip(":"), !ends(current) { step = try expression() }
    return Expression(.slice(start: start, stop: stop, step: step), position)
  }

  mutating func arguments() throws(TemplateError) -> CallArguments {
    var result = CallArguments()
    var isFirst = true
    try expect("(")
    while !current.isSymbol(")") {
      if !isFirst {
        try expect(",")
        if current.isSymbol(")") { break }
      }
      isFirst = false
      if current.isSymbol("*") {
        guard result.spread.isEmpty, result.namedSpread.isEmpty else { throw misplaced() }
        advance()
        result.spread.append(try expression())
      } else if current.isSymbol("**") {
        guard result.namedSpread.isEmpty else { throw misplaced() }
        advance()
        result.namedSpread.append(try expression())
      } else if current.kind == .name, following.isSymbol("=") {
        guard result.namedSpread.isEmpty else { throw misplaced() }
        let name = advance().text
        advance()
        result.named.append((name, try expression()))
      } else {
        guard result.named.isEmpty, result.spread.isEmpty, result.namedSpread.isEmpty else {
          throw misplaced()
        }
        result.positional.append(try expression())
      }
    }
    try expect(")")
    return result
  }

  private func misplaced() -> TemplateError {
    failure("invalid syntax for function call expression")
  }

  /// Reads filters; without an operand the first filter acts on a block's text.
  mutating func filters(
    _ operand: Expression?, startsInside: Bool = false
  ) throws(TemplateError) -> Expression {
    var value = operand
    var inside = startsInside
    var turns = 0
    while inside || current.isSymbol("|") {
      turns += 1
      try checkChain(turns)
      if !inside { advance() }
      inside = false
      let position = current.position
      let name = try dottedName()
      let given = current.isSymbol("(") ? try arguments() : CallArguments()
      if Filters.table[name] == nil {
        unknown.append(
          TemplateError(.assertion, "No filter named \(Value.quoted(name)).", at: position))
      }
      value = Expression(.filter(value, name, given), position)
    }
    guard let value else { throw failure("expected a filter") }
    return value
  }

  mutating func filtersAndTests(_ start: Expression) throws(TemplateError) -> Expression {
    var value = start
    var turns = 0
    while true {
      turns += 1
      try checkChain(turns)
      if current.isSymbol("|") {
        value = try filters(value)
      } else if current.isName("is") {
        value = try test(value)
      } else if current.isSymbol("(") {
        let position = current.position
        value = Expression(.call(value, try arguments()), position)
      } else {
        return value
      }
    }
  }

  private mutating func test(_ value: Expression) throws(TemplateError) -> Expression {
    advance()
    let negated = skipName("not")
    let position = current.position
    let name = try dottedName()
    var given = CallArguments()
    let startsValue =
      switch current.kind {
      case .name, .string, .integer, .float: true
      default: current.isSymbol("[") || current.isSymbol("{")
      }
    let isKeyword = current.isName("else") || current.isName("or") || current.isName("and")
    if current.isSymbol("(") {
      given = try arguments()
    } else if startsValue, !isKeyword {
      if current.isName("is") { throw failure("You cannot chain multiple tests with is") }
      given.positional = [try postfix(try primary())]
    }
    if Tests.table[name] == nil {
      unknown.append(
        TemplateError(.assertion, "No test named \(Value.quoted(name)).", at: position))
    }
    let result = Expression(.test(value, name, given), position)
    return negated ? Expression(.not(result), position) : result
  }

  private mutating func dottedName() throws(TemplateError) -> String {
    var name = try expectName()
    while skip(".") { name += "." + (try expectName()) }
    return name
  }
}
