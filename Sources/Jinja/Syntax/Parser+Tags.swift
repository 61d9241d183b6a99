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
    return .include(name, ignoreMissing: ignoreMissing, withContext: context() ?? true)
  }

  /// Reads "with context" or "without context", if it stands here.
  private mutating func context() -> Bool? {
    guard current.isName("with") || current.isName("without"), following.isName("context") else {
      return nil
    }
    let isWith = advance().text == "with"
    advance()
    return isWith
  }

  mutating func module() throws(TemplateError) -> Node.Kind {
    advance()
    let source = try expression()
    try expectKeyword("as")
    let name = try expectName()
    return .module(source, name: name, withContext: context() ?? false)
  }

  mutating func names() throws(TemplateError) -> Node.Kind {
    advance()
    let source = try expression()
    try expectKeyword("import")
    var names: [(name: String, alias: String)] = []
    while true {
      if !names.isEmpty, let flag = context() {
        return .names(source, names, withContext: flag)
      }
      let position = current.position
      let name = try expectName()
      guard !name.hasPrefix("_") else {
        throw TemplateError(
          .assertion, "names starting with an underline can not be imported", at: position)
      }
      names.append((name, skipName("as") ? try expectName() : name))
      if let flag = context() { return .names(source, names, withContext: flag) }
      guard skip(",") else { return .names(source, names, withContext: false) }
    }
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
