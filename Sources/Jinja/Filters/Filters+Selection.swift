extension Filters {
  /// Filters that apply filters and tests to each element.
  static let selection: [String: Filter] = [
    "map": { evaluator, value, given throws(TemplateError) in
      var result: [Value] = []
      if given.positional.isEmpty, let path = given.value(0, "attribute") {
        if let other = given.named.first(where: { !["attribute", "default"].contains($0.name) }) {
          throw TemplateError(
            .argument, "Unexpected keyword argument \(Value.quoted(other.name))")
        }
        let fallback = given.named.first { $0.name == "default" }?.value
        for item in try value.elements() {
          result.append(try attribute(evaluator, item, path, fallback: fallback))
        }
        return .iterator(Walk(result, "generator object sync_do_map"))
      }
      guard !given.positional.isEmpty else {
        throw TemplateError(.argument, "map requires a filter argument")
      }
      let name = try given.requiredText(0, "filter")
      let rest = Arguments(
        positional: Array(given.positional.dropFirst()), named: given.named)
      let filter = try named(name)
      for item in try value.elements() {
        result.append(try evaluator.checked(try evaluator.apply(filter, item, rest, name)))
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
        throw TemplateError(.argument, "Missing parameter for attribute name")
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
