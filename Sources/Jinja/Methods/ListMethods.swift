enum ListMethods {
  static let table: [String: Methods.Method<List>] = [
    "append": { evaluator, list, given throws(TemplateError) in
      try evaluator.reserve(list.items.count + 1)
      list.items.append(try given.required(0, "object"))
      return .none
    },
    "extend": { evaluator, list, given throws(TemplateError) in
      let more = try given.required(0, "iterable").elements()
      try evaluator.reserve(list.items.count + more.count)
      list.items += more
      return .none
    },
    "insert": { evaluator, list, given throws(TemplateError) in
      try evaluator.reserve(list.items.count + 1)
      let index = try given.integer(0, "index") ?? 0
      let place = index < 0 ? index + list.items.count : index
      list.items.insert(
        try given.required(1, "object"), at: min(max(place, 0), list.items.count))
      return .none
    },
    "pop": { _, list, given throws(TemplateError) in
      guard !list.items.isEmpty else {
        throw TemplateError(.index, "pop from empty list")
      }
      guard let place = Value.place(try given.integer(0, "index") ?? -1, list.items.count) else {
        throw TemplateError(.index, "pop index out of range")
      }
      return list.items.remove(at: place)
    },
    "remove": { _, list, given throws(TemplateError) in
      let value = try given.required(0, "value")
      for (index, item) in list.items.enumerated() where try item.isEqual(to: value) {
        list.items.remove(at: index)
        return .none
      }
      throw TemplateError(.value, "list.remove(x): x not in list")
    },
    "clear": { _, list, _ throws(TemplateError) in
      list.items = []
      return .none
    },
    "copy": { _, list, _ throws(TemplateError) in .list(list.items) },
    "reverse": { _, list, _ throws(TemplateError) in
      list.items.reverse()
      return .none
    },
    "sort": { _, list, given throws(TemplateError) in
      list.items = try Sorting.sorted(list.items, isReversed: given.flag(1, "reverse")) {
        item throws(TemplateError) in item
      }
      return .none
    },
    "count": { _, list, given throws(TemplateError) in
      let value = try given.required(0, "value")
      var count = 0
      for item in list.items where try item.isEqual(to: value) { count += 1 }
      return .int(count)
    },
    "index": { _, list, given throws(TemplateError) in
      let value = try given.required(0, "value")
      for (index, item) in list.items.enumerated() where try item.isEqual(to: value) {
        return .int(index)
      }
      throw TemplateError(.value, "\(try value.represented()) is not in list")
    },
  ]
}

/// Stable sorting with comparisons that may fail.
enum Sorting {
  static func sorted(
    _ items: [Value], isReversed: Bool,
    by key: (Value) throws(TemplateError) -> Value
  ) throws(TemplateError) -> [Value] {
    var pairs: [(key: Value, item: Value)] = []
    for item in items { pairs.append((try key(item), item)) }
    if isReversed { pairs.reverse() }
    var width = 1
    while width < pairs.count {
      var merged: [(key: Value, item: Value)] = []
      merged.reserveCapacity(pairs.count)
      for start in stride(from: 0, to: pairs.count, by: 2 * width) {
        let middle = min(start + width, pairs.count)
        let end = min(start + 2 * width, pairs.count)
        var left = start
        var right = middle
        while left < middle || right < end {
          let takesRight =
            if left == middle { true } else if right == end { false } else {
              try pairs[right].key.isLess(than: pairs[left].key)
            }
          if takesRight {
            merged.append(pairs[right])
            right += 1
          } else {
            merged.append(pairs[left])
            left += 1
          }
        }
      }
      pairs = merged
      width *= 2
    }
    if isReversed { pairs.reverse() }
    return pairs.map(\.item)
  }
}
