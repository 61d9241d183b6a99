extension Filters {
  /// Filters on dictionaries and groups.
  static let dictionaries: [String: Filter] = [
    "items": { _, value, _ throws(TemplateError) in
      if case .undefined = value { return .iterator(Walk([], "generator object do_items")) }
      guard case .dict(let dict) = value else {
        throw TemplateError(.type, "Can only get item pairs from a mapping.")
      }
      return .iterator(Walk(View(dict, .items).items, "generator object do_items"))
    },
    "dictsort": { _, value, given throws(TemplateError) in
      guard case .dict(let dict) = value else {
        throw TemplateError(
          .attribute, "'\(value.typeName)' object has no attribute 'items'")
      }
      let isCaseSensitive = try given.flag(0, "case_sensitive")
      let by = try given.text(1, "by") ?? "key"
      guard by == "key" || by == "value" else {
        throw TemplateError(.argument, "You can only sort by either \"key\" or \"value\"")
      }
      return .list(
        try Sorting.sorted(View(dict, .items).items, isReversed: given.flag(2, "reverse")) {
          pair throws(TemplateError) in
          folded(try pair.elements()[by == "key" ? 0 : 1], isCaseSensitive)
        })
    },
    "groupby": { evaluator, value, given throws(TemplateError) in
      let path = try given.required(0, "attribute")
      let fallback = given.value(1, "default")
      let isCaseSensitive = try given.flag(2, "case_sensitive")
      func key(_ item: Value) throws(TemplateError) -> Value {
        folded(try attribute(evaluator, item, path, fallback: fallback), isCaseSensitive)
      }
      var groups: [(key: Value, shown: Value, items: [Value])] = []
      let sorted = try Sorting.sorted(try value.elements(), isReversed: false, by: key)
      for item in sorted {
        let new = try key(item)
        if let last = groups.last, try last.key.isEqual(to: new) {
          groups[groups.count - 1].items.append(item)
        } else {
          let shown = try attribute(evaluator, item, path, fallback: fallback)
          groups.append((new, shown, [item]))
        }
      }
      return .list(
        groups.map { .tuple(List([$0.shown, .list($0.items)], names: ["grouper", "list"])) })
    },
  ]

  /// Filters that write JSON.
  static let json: [String: Filter] = [
    "tojson": { _, value, given throws(TemplateError) in
      let indent = try given.integer(0, "indent")
      var text = try JSONText.text(value, .init(indent: indent.map { min(max($0, 0), 100) }))
      for (old, new) in [("<", "\\u003c"), (">", "\\u003e"), ("&", "\\u0026"), ("'", "\\u0027")] {
        text = text.replacing(scalars: old, with: new)
      }
      return .markup(text)
    },
    "jsonify": { _, value, given throws(TemplateError) in
      let indent = given.value(0, "indent") == nil ? 4 : try given.integer(0, "indent")
      return .string(try JSONText.text(value, .init(indent: indent.map { min(max($0, 0), 100) })))
    },
  ]
}
