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
    "slugify": { _, value, given throws(TemplateError) in
      guard let text = value.text else { return .string(Slug().apply(try value.printed())) }
      var slug = Slug()
      slug.maximum = try given.integer(3, "max_length") ?? 0
      slug.keepsWords = try given.flag(4, "word_boundary")
      slug.separator = try given.text(5, "separator") ?? "-"
      slug.keepsOrder = try given.flag(6, "save_order")
      for word in try given.value(7, "stopwords")?.elements() ?? [] {
        slug.stopWords.append(try word.printed())
      }
      if try given.text(8, "regex_pattern") != nil {
        throw TemplateError(.runtime, "slugify(regex_pattern=…) is not supported")
      }
      slug.isLowercase = try given.flag(9, "lowercase", true)
      for pair in try given.value(10, "replacements")?.elements() ?? [] {
        let parts = try pair.elements()
        guard parts.count == 2 else {
          throw TemplateError(.value, "replacements must be pairs of texts")
        }
        slug.replacements.append((try parts[0].printed(), try parts[1].printed()))
      }
      slug.allowsUnicode = try given.flag(11, "allow_unicode")
      return .string(slug.apply(text))
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
