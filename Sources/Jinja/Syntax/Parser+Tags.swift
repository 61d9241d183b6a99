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
    var withContext = true
    if current.isName("with") || current.isName("without"), following.isName("context") {
      withContext = advance().text == "with"
      advance()
    }
    return .include(name, ignoreMissing: ignoreMissing, withContext: withContext)
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
