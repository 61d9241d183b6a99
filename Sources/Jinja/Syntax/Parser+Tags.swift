/// Statements without a body.
extension Parser {
  mutating func include() throws(TemplateError) -> Node.Kind {
    advance()
    let name = try expression()
    var ignoreMissing = false
    if current.isName("ignore"), following.isName("missing") {
      advance()
      advance()
      ignoreMissing = true
    }
    return .include(
      name, ignoreMissing: ignoreMissing, withContext: importContext() ?? true)
  }

  /// `with context` or `without context`, if one of them stands here.
  private mutating func importContext() -> Bool? {
    guard current.isName("with") || current.isName("without"), following.isName("context") else {
      return nil
    }
    let isWith = advance().text == "with"
    advance()
    return isWith
  }

  mutating func extends() throws(TemplateError) -> Node.Kind {
    let position = current.position
    advance()
    let name = try expression()
    guard sections == 0 else {
      throw TemplateError(
        .assertion, "cannot use extend from a non top-level scope", at: position)
    }
    return .extends(name)
  }

  mutating func importAll() throws(TemplateError) -> Node.Kind {
    advance()
    let template = try expression()
    try expectKeyword("as")
    let name = try newName()
    return .importAll(template, name: name, withContext: importContext() ?? false)
  }

  mutating func importNames() throws(TemplateError) -> Node.Kind {
    advance()
    let template = try expression()
    try expectKeyword("import")
    var names: [(name: String, alias: String)] = []
    while true {
      if !names.isEmpty { try expect(",") }
      if let withContext = importContext() {
        return .importNames(template, names, withContext: withContext)
      }
      let position = current.position
      let name = try newName()
      guard !name.hasPrefix("_") else {
        throw TemplateError(
          .assertion, "names starting with an underline can not be imported", at: position)
      }
      names.append((name, skipName("as") ? try newName() : name))
      if let withContext = importContext() {
        return .importNames(template, names, withContext: withContext)
      }
      if !current.isSymbol(",") { return .importNames(template, names, withContext: false) }
    }
  }

  mutating func output() throws(TemplateError) -> Node.Kind {
    advance()
    var values: [Expression] = []
    while current.kind != .blockEnd {
      if !values.isEmpty { try expect(",") }
      values.append(try expression())
    }
    return .output(values)
  }

  /// The name of a variable to be set.
  mutating func newName() throws(TemplateError) -> String {
    let name = try expectName()
    if ["true", "false", "none", "True", "False", "None"].contains(name) {
      throw failure("can't assign to 'const'")
    }
    return name
  }

  mutating func now() throws(TemplateError) -> Node.Kind {
    advance()
    let whole = try expression()
    let format = skip(",") ? try expression() : nil
    switch whole.kind {
    case .binary(.add, let zone, let amount):
      return .now(zone, shift: (1, amount), format: format)
    case .binary(.subtract, let zone, let amount):
      return .now(zone, shift: (-1, amount), format: format)
    default: return .now(whole, shift: nil, format: format)
    }
  }
}
