/// `macro` and `call`.
extension Evaluator {
  /// Makes a function of a macro; it sees the variables around its definition.
  func function(_ macro: Node.Macro) -> Function {
    let home = scope
    let page = page
    let template = current
    let isEscaping = autoescape
    let names = macro.parameters.map(\.name)
    let attributes: [(name: String, value: Value)] = [
      ("name", .string(macro.name)), ("arguments", .tuple(names.map { .string($0) })),
      ("catch_kwargs", .bool(macro.extras.contains("kwargs"))),
      ("catch_varargs", .bool(macro.extras.contains("varargs"))),
      ("caller", .bool(macro.extras.contains("caller"))),
    ]
    return Function(macro.name, .macro, attributes: attributes) {
      evaluator, _, given throws(TemplateError) in
      try evaluator.countIteration()
      let inner = Scope(parent: home)
      let values = try Self.bind(macro, given, inner)
      var output = ""
      try evaluator.apart(page, inner, template, isEscaping) { () throws(TemplateError) in
        for (parameter, value) in zip(macro.parameters, values) {
          if let value {
            inner.variables[parameter.name] = value
          } else if let fallback = parameter.fallback {
            inner.variables[parameter.name] = try evaluator.evaluate(fallback)
          } else {
            inner.variables[parameter.name] = Self.missing(
              "parameter \(Value.quoted(parameter.name)) was not provided")
          }
        }
        try evaluator.nested { () throws(TemplateError) in
          try evaluator.run(macro.body, &output)
        }
      }
      return try evaluator.captured(output)
    }
  }

  /// Does something in another place of a page, for example where a macro was defined.
  func apart(
    _ page: Page, _ scope: Scope, _ template: Template, _ isEscaping: Bool,
    _ body: () throws(TemplateError) -> Void
  ) throws(TemplateError) {
    let outer = (self.page, self.scope, autoescape, isSilent)
    defer { (self.page, self.scope, autoescape, isSilent) = outer }
    (self.page, self.scope, autoescape, isSilent) = (page, scope, isEscaping, false)
    try within(template, body)
  }

  /// The arguments of the parameters, where there is one; sets `caller`, `kwargs` and `varargs`.
  private static func bind(
    _ macro: Node.Macro, _ given: Arguments, _ scope: Scope
  ) throws(TemplateError) -> [Value?] {
    let label = Value.quoted(macro.name)
    var named = given.named
    func take(_ name: String) -> Value? {
      guard let place = named.firstIndex(where: { $0.name == name }) else { return nil }
      return named.remove(at: place).value
    }
    var values: [Value?] = []
    for (index, parameter) in macro.parameters.enumerated() {
      values.append(
        index < given.positional.count ? given.positional[index] : take(parameter.name))
    }
    let hasParameter = macro.parameters.contains { $0.name == "caller" }
    if macro.extras.contains("caller"), !hasParameter {
      scope.variables["caller"] = take("caller") ?? missing("No caller defined")
    }
    if macro.extras.contains("kwargs") {
      scope.variables["kwargs"] = .dict(named.map { ($0.name, $0.value) })
    } else if let extra = named.first {
      guard !named.contains(where: { $0.name == "caller" }) else {
        throw TemplateError(
          .type,
          "macro \(label) was invoked with two values for the special caller argument. This is "
            + "most likely a bug.")
      }
      throw TemplateError(
        .type, "macro \(label) takes no keyword argument \(Value.quoted(extra.name))")
    }
    if macro.extras.contains("varargs") {
      scope.variables["varargs"] = .tuple(
        Array(given.positional.dropFirst(macro.parameters.count)))
    } else if given.positional.count > macro.parameters.count {
      throw TemplateError(
        .type, "macro \(label) takes not more than \(macro.parameters.count) argument(s)")
    }
    return values
  }
}
