extension Filters {
  /// Filters that change text.
  static let text: [String: Filter] = [
    "lower": { _, value, _ throws(TemplateError) in
      value.derived(try value.printed().small)
    },
    "upper": { _, value, _ throws(TemplateError) in
      value.derived(try value.printed().uppercased())
    },
    "capitalize": { _, value, _ throws(TemplateError) in
      value.derived(try value.printed().capitalised)
    },
    "title": { _, value, _ throws(TemplateError) in
      var startsWord = true
      var result = ""
      let text = try value.printed()
      for index in text.unicodeScalars.indices {
        let scalar = text.unicodeScalars[index]
        result +=
          startsWord ? scalar.properties.uppercaseMapping : text.lowercaseMapping(at: index)
        startsWord = scalar.isPythonSpace || ["-", "(", "{", "[", "<"].contains(scalar)
      }
      return .string(result)
    },
    "trim": { _, value, given throws(TemplateError) in
      value.derived(try value.printed().stripped(try given.text(0, "chars")))
    },
    "string": { _, value, _ throws(TemplateError) in
      if case .markup = value { return value }
      return .string(try value.printed())
    },
    "replace": { evaluator, value, given throws(TemplateError) in
      let (old, new) = (try given.required(0, "old"), try given.required(1, "new"))
      let count = try given.integer(2, "count") ?? -1
      let isSafe = evaluator.autoescape && [value, old, new].contains { $0.isMarkup }
      let result = try StringMethods.replace(
        evaluator, isSafe ? value.escaped() : value.printed(), old.printed(),
        isSafe ? new.escaped() : new.printed(), count < 0 ? .max : count)
      return isSafe ? result.marked() : result
    },
    "format": { evaluator, value, given throws(TemplateError) in
      guard given.positional.isEmpty || given.named.isEmpty else {
        throw TemplateError(
          .argument, "can't handle positional and keyword arguments at the same time")
      }
      let values: Value =
        given.named.isEmpty
        ? .tuple(given.positional) : .dict(given.named.map { ($0.name, $0.value) })
      return value.derived(
        try PercentFormat.apply(
          value.printed(), values, evaluator.environment.sizeLimit, escapes: value.isMarkup))
    },
    "wordcount": { _, value, _ throws(TemplateError) in
      let text = try value.printed()
      var count = 0
      var isInWord = false
      for scalar in text.unicodeScalars {
        if scalar.isWord, !isInWord { count += 1 }
        isInWord = scalar.isWord
      }
      return .int(count)
    },
    "slugify": { evaluator, value, given throws(TemplateError) in
      guard let text = value.text else {
        if case .undefined = value { _ = try value.printed() }
        throw TemplateError(
          .type, "decoding to str: need a bytes-like object, \(value.typeName) found")
      }
      return .string(try Slug(given, limit: evaluator.environment.sizeLimit).apply(text))
    },
    "attr": { _, value, given throws(TemplateError) in
      let name = try given.requiredText(0, "name")
      return Methods.attribute(of: value, name)
        ?? Evaluator.missing("'\(value.typeName) object' has no attribute \(Value.quoted(name))")
    },
    "default": fallback,
    "d": fallback,
    "pprint": { _, value, _ throws(TemplateError) in .string(try PrettyPrint.text(value)) },
  ]

  private static let fallback: Filter = { _, value, given throws(TemplateError) in
    let other = given.value(0, "default_value") ?? .string("")
    if case .undefined = value { return other }
    guard try given.flag(1, "boolean") else { return value }
    return try value.isTrue() ? value : other
  }
}
