extension Filters {
  /// Filters that apply filters and tests to each element.
  static let selection: [String: Filter] = [
    "map": { evaluator, value, given throws(TemplateError) in
      var result: [Value] = []
      for item in try value.elements() {
        if let path = given.named.first(where: { $0.name == "attribute" })?.value,
          given.positional.isEmpty
        {
          let fallback = given.named.first { $0.name == "default" }?.value
          result.append(try attribute(evaluator, item, path, fallback: fallback))
        } else {
          let name = try given.requiredText(0, "filter")
          let rest = Arguments(
            positional: Array(given.positional.dropFirst()), named: given.named)
          result.append(
            try evaluator.checked(try evaluator.apply(named(name), item, rest, name)))
        }
      }
      return .iterator(Walk(result, "generator object sync_do_map"))
    },
    "select": { evaluator, value, given throws(TemplateError) in
      try select(evaluator, value, given, keeps: true, hasAttribute: false)
    },
    "reject": { evaluator, value, given throws(TemplateError) in
      try select(evaluator, value, given, keeps: false, hasAttribute: false)
    },
    "selectattr": { evaluator, value, given throws(TemplateError) in
      try select(evaluator, value, given, keeps: true, hasAttribute: true)
    },
    "rejectattr": { evaluator, value, given throws(TemplateError) in
      try select(evaluator, value, given, keeps: false, hasAttribute: true)
    },
  ]

  private static func select(
    _ evaluator: Evaluator, _ value: Value, _ given: Arguments, keeps: Bool, hasAttribute: Bool
  ) throws(TemplateError) -> Value {
    var rest = given.positional[...]
    var path: Value?
    if hasAttribute {
      guard let first = rest.popFirst() else {
        throw TemplateError(.runtime, "Missing parameter for attribute name")
      }
      path = first
    }
    var test: Tests.Test?
    if let name = rest.popFirst() {
      guard let found = Tests.table[try name.printed()] else {
        throw TemplateError(.runtime, "No test named \(try name.represented()).")
      }
      test = found
    }
    let arguments = Arguments(positional: Array(rest), named: given.named)
    var result: [Value] = []
    for item in try value.elements() {
      let subject =
        try path.map { path throws(TemplateError) in
          try attribute(evaluator, item, path)
        } ?? item
      let passes: Bool
      if let test {
        passes = try test(evaluator, subject, arguments)
      } else {
        passes = try subject.isTrue()
      }
      if passes == keeps { result.append(item) }
    }
    return .iterator(Walk(result, "generator object select_or_reject"))
  }
}
