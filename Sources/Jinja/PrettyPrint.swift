/// Values on several lines where one is too short: the `pprint` filter, as Python's `pprint`.
enum PrettyPrint {
  private static let width = 80

  static func text(_ value: Value) throws(TemplateError) -> String {
    // Looking for lines in a large value would take long, and nobody reads them.
    let line = try value.represented()
    guard line.utf8.count <= 1_000_000 else { return line }
    return try text(value, indent: 0, allowance: 0, depth: 0)
  }

  /// `indent` characters stand before the value on its line, `allowance` follow it.
  private static func text(
    _ value: Value, indent: Int, allowance: Int, depth: Int
  ) throws(TemplateError) -> String {
    let line = try sorted(value, depth).represented(depth)
    guard line.unicodeScalars.count > width - indent - allowance, depth < NestingLimit.shallow
    else { return line }
    switch value {
    case .list(let list) where list.range == nil && !list.items.isEmpty:
      return try lines(list.items, "[", "]", indent, allowance, depth)
    case .tuple(let list) where !list.items.isEmpty:
      let end = list.items.count == 1 ? ",)" : ")"
      return try lines(list.items, "(", end, indent, allowance, depth)
    case .dict(let dict) where !dict.isOrdered && dict.count > 0:
      var parts: [String] = []
      let pairs = try order(dict)
      for (index, pair) in pairs.enumerated() {
        let key = try sorted(pair.key, depth + 1).represented(depth + 1)
        let isLast = index + 1 == pairs.count
        let shown = try text(
          pair.value, indent: indent + key.unicodeScalars.count + 3,
          allowance: isLast ? allowance + 1 : 1, depth: depth + 1)
        parts.append("\(key): \(shown)")
      }
      return "{" + parts.joined(separator: separator(indent)) + "}"
    default: return line
    }
  }

  private static func separator(_ indent: Int) -> String {
    ",\n" + String(repeating: " ", count: indent + 1)
  }

  private static func lines(
    _ items: [Value], _ start: String, _ end: String, _ indent: Int, _ allowance: Int, _ depth: Int
  ) throws(TemplateError) -> String {
    var parts: [String] = []
    for (index, item) in items.enumerated() {
      let isLast = index + 1 == items.count
      parts.append(
        try text(
          item, indent: indent + 1, allowance: isLast ? allowance + end.utf8.count : 1,
          depth: depth + 1))
    }
    return start + parts.joined(separator: separator(indent)) + end
  }

  /// The pairs by key; where keys cannot be compared, in the order they are in.
  private static func order(_ dict: Dict) throws(TemplateError) -> [(key: Value, value: Value)] {
    let pairs = View(dict, .items).items
    do throws(TemplateError) {
      let sorted = try Sorting.sorted(pairs, isReversed: false) { pair throws(TemplateError) in
        try pair.elements()[0]
      }
      return try sorted.map { pair throws(TemplateError) in
        let parts = try pair.elements()
        return (parts[0], parts[1])
      }
    } catch  where error.kind == .type {
      return dict.pairs
    }
  }

  /// The value with its dictionaries in the order of their keys.
  private static func sorted(_ value: Value, _ depth: Int) throws(TemplateError) -> Value {
    guard depth < NestingLimit.shallow else { return value }
    switch value {
    case .dict(let dict) where !dict.isOrdered:
      let new = Dict()
      for (key, value) in try order(dict) { new.set(key, try sorted(value, depth + 1)) }
      return .dict(new)
    case .list(let list) where list.range == nil:
      return .list(
        try list.items.map { item throws(TemplateError) in try sorted(item, depth + 1) })
    case .tuple(let list):
      return .tuple(
        try list.items.map { item throws(TemplateError) in try sorted(item, depth + 1) })
    default: return value
    }
  }
}
