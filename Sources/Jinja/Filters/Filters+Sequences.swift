extension Filters {
  /// Filters on the elements of lists and texts.
  static let sequences: [String: Filter] = [
    "length": length,
    "count": length,
    "first": { _, value, _ throws(TemplateError) in
      if case .iterator(let walk) = value, let first = walk.next() { return first }
      return try value.elements().first ?? Evaluator.missing("No first item, sequence was empty.")
    },
    "last": { _, value, _ throws(TemplateError) in
      try value.elements().last ?? Evaluator.missing("No last item, sequence was empty.")
    },
    "random": { evaluator, value, _ throws(TemplateError) in
      let items = try value.elements()
      guard !items.isEmpty else {
        return Evaluator.missing("No random item, sequence was empty.")
      }
      return items[evaluator.draw(items.count)]
    },
    "list": { _, value, _ throws(TemplateError) in .list(try value.elements()) },
    "reverse": { _, value, _ throws(TemplateError) in
      if let text = value.text {
        return value.derived(String(scalars: text.unicodeScalars.reversed()))
      }
      let items: [Value]
      do throws(TemplateError) {
        items = try value.elements()
      } catch  where error.kind == .type {
        throw TemplateError(.argument, "argument must be iterable")
      }
      return .iterator(Walk(items.reversed(), "list_reverseiterator"))
    },
    "join": { evaluator, value, given throws(TemplateError) in
      var items = try value.elements()
      if let path = given.value(1, "attribute") {
        for index in items.indices {
          items[index] = try attribute(evaluator, items[index], path)
        }
      }
      let glue = given.value(0, "d") ?? .string("")
      let isSafe = evaluator.autoescape && (items + [glue]).contains { $0.isMarkup }
      let separator = isSafe ? try glue.escaped() : try glue.printed()
      var parts: [String] = []
      var size = 0
      for item in items {
        let part = isSafe ? try item.escaped() : try item.printed()
        size += part.utf8.count + separator.utf8.count
        try evaluator.reserve(size)
        parts.append(part)
      }
      let text = parts.joined(separator: separator)
      return isSafe ? .markup(text) : .string(text)
    },
    "sum": { evaluator, value, given throws(TemplateError) in
      var sum = given.value(1, "start") ?? .int(0)
      guard sum.text == nil else {
        throw TemplateError(.type, "sum() can't sum strings [use ''.join(seq) instead]")
      }
      for var item in try value.elements() {
        if let path = given.value(0, "attribute"), try path.isTrue() {
          item = try attribute(evaluator, item, path)
        }
        sum = try sum.combined(.add, item, limit: evaluator.environment.sizeLimit)
      }
      return sum
    },
    "min": { evaluator, value, given throws(TemplateError) in
      try extreme(evaluator, value, given) { new, old throws(TemplateError) in
        try new.isLess(than: old)
      }
    },
    "max": { evaluator, value, given throws(TemplateError) in
      try extreme(evaluator, value, given) { new, old throws(TemplateError) in
        try new.compare(.greater, old)
      }
    },
    "sort": { evaluator, value, given throws(TemplateError) in
      let isReversed = try given.flag(0, "reverse")
      let isCaseSensitive = try given.flag(1, "case_sensitive")
      let paths = given.value(2, "attribute")
      return .list(
        try Sorting.sorted(try value.elements(), isReversed: isReversed) {
          item throws(TemplateError) in
          guard let paths, let text = paths.text else {
            return folded(
              try paths.map { path throws(TemplateError) in
                try attribute(evaluator, item, path)
              } ?? item, isCaseSensitive)
          }
          var keys: [Value] = []
          for path in text.split(scalars: ",") {
            keys.append(
              folded(try attribute(evaluator, item, .string(path)), isCaseSensitive))
          }
          return .list(keys)
        })
    },
    "unique": { evaluator, value, given throws(TemplateError) in
      let isCaseSensitive = try given.flag(0, "case_sensitive")
      let seen = Dict()
      var result: [Value] = []
      for item in try value.elements() {
        let key = folded(
          try given.value(1, "attribute").map { path throws(TemplateError) in
            try attribute(evaluator, item, path)
          } ?? item, isCaseSensitive)
        guard Dict.key(key) != nil else {
          throw TemplateError(.type, "unhashable type: '\(key.typeName)'")
        }
        if seen.get(key) == nil {
          seen.set(key, .none)
          result.append(item)
        }
      }
      return .iterator(Walk(result, "generator object do_unique"))
    },
    "batch": { evaluator, value, given throws(TemplateError) in
      let count = try given.integer(0, "linecount") ?? 0
      guard count > 0 else {
        throw TemplateError(.value, "batch needs a number of elements above 0")
      }
      let items = try value.elements()
      var rows: [Value] = []
      for start in stride(from: 0, to: items.count, by: count) {
        var row = Array(items[start..<min(start + count, items.count)])
        if let fill = given.value(1, "fill_with"), row.count < count {
          try evaluator.reserve(count)
          row += Array(repeating: fill, count: count - row.count)
        }
        rows.append(.list(row))
      }
      return .iterator(Walk(rows, "generator object do_batch"))
    },
    "slice": { evaluator, value, given throws(TemplateError) in
      let count = try given.integer(0, "slices") ?? 0
      guard count > 0 else {
        throw TemplateError(.zeroDivision, "integer division or modulo by zero")
      }
      try evaluator.reserve(count)
      let items = try value.elements()
      var rows: [Value] = []
      var start = 0
      for index in 0..<count {
        let isLong = index < items.count % count
        let end = start + items.count / count + (isLong ? 1 : 0)
        var row = Array(items[start..<end])
        if let fill = given.value(1, "fill_with"), items.count % count != 0, !isLong {
          row.append(fill)
        }
        rows.append(.list(row))
        start = end
      }
      return .iterator(Walk(rows, "generator object sync_do_slice"))
    },
  ]

  private static let length: Filter = { _, value, _ throws(TemplateError) in
    .int(try value.length())
  }

  private static func extreme(
    _ evaluator: Evaluator, _ value: Value, _ given: Arguments,
    _ isBetter: (Value, Value) throws(TemplateError) -> Bool
  ) throws(TemplateError) -> Value {
    let isCaseSensitive = try given.flag(0, "case_sensitive")
    var best: (item: Value, key: Value)?
    for item in try value.elements() {
      let key = folded(
        try given.value(1, "attribute").map { path throws(TemplateError) in
          try attribute(evaluator, item, path)
        } ?? item, isCaseSensitive)
      if let old = best, try !isBetter(key, old.key) { continue }
      best = (item, key)
    }
    return best?.item ?? Evaluator.missing("No aggregated item, sequence was empty.")
  }
}
