/// Values as JSON text, as Python's `json.dumps` writes them.
enum JSONText {
  struct Style {
    var indent: Int?
    var sortsKeys = true
  }

  static func text(_ value: Value, _ style: Style) throws(TemplateError) -> String {
    var result = ""
    try write(value, style, 0, &result)
    return result
  }

  private static func write(
    _ value: Value, _ style: Style, _ depth: Int, _ result: inout String
  ) throws(TemplateError) {
    guard depth < NestingLimit.value else {
      throw TemplateError(.limit, "the value is nested too deeply to be written as JSON")
    }
    guard depth == NestingLimit.shallow else {
      return try writeShallow(value, style, depth, &result)
    }
    try DeepStack.run { () throws(TemplateError) in
      try writeShallow(value, style, depth, &result)
    }
  }

  private static func writeShallow(
    _ value: Value, _ style: Style, _ depth: Int, _ result: inout String
  ) throws(TemplateError) {
    switch value {
    case .none: result += "null"
    case .bool(let flag): result += flag ? "true" : "false"
    case .int(let number): result += String(number)
    case .big(let number): result += try number.printed()
    case .float(let number):
      result +=
        number.isNaN
        ? "NaN"
        : number.isInfinite ? (number < 0 ? "-Infinity" : "Infinity") : Value.decimal(number)
    case .string(let text), .markup(let text): result += quoted(text)
    case .list(let list) where list.range != nil:
      throw TemplateError(.type, "Object of type range is not JSON serializable")
    case .list(let list), .tuple(let list):
      try group("[", "]", list.items.count, style, depth, &result) {
        index, result throws(TemplateError) in
        try write(list.items[index], style, depth + 1, &result)
      }
    case .dict(let dict):
      var items = View(dict, .items).items
      if style.sortsKeys {
        items = try Sorting.sorted(items, isReversed: false) { pair throws(TemplateError) in
          try pair.elements()[0]
        }
      }
      var pairs: [(key: String, value: Value)] = []
      for item in items {
        let parts = try item.elements()
        pairs.append((try name(parts[0]), parts[1]))
      }
      try group("{", "}", pairs.count, style, depth, &result) {
        index, result throws(TemplateError) in
        result += quoted(pairs[index].key) + ": "
        try write(pairs[index].value, style, depth + 1, &result)
      }
    case .undefined:
      throw TemplateError(.type, "Object of type StrictUndefined is not JSON serializable")
    default:
      throw TemplateError(
        .type, "Object of type \(value.typeName) is not JSON serializable")
    }
  }

  private static func group(
    _ open: String, _ close: String, _ count: Int, _ style: Style, _ depth: Int,
    _ result: inout String, _ element: (Int, inout String) throws(TemplateError) -> Void
  ) throws(TemplateError) {
    result += open
    func line(_ depth: Int) {
      guard let indent = style.indent, count > 0 else { return }
      result += "\n" + String(repeating: " ", count: indent * depth)
    }
    for index in 0..<count {
      if index > 0 { result += style.indent == nil ? ", " : "," }
      line(depth + 1)
      try element(index, &result)
      try Value.checkSize(result)
    }
    line(depth)
    result += close
  }

  private static func name(_ key: Value) throws(TemplateError) -> String {
    switch key {
    case .string(let text), .markup(let text): return text
    case .none: return "null"
    case .bool(let flag): return flag ? "true" : "false"
    case .int, .big, .float: return try key.represented()
    default:
      throw TemplateError(
        .type, "keys must be str, int, float, bool or None, not \(key.typeName)")
    }
  }

  /// A JSON string in ASCII.
  static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\r": result += "\\r"
      case "\t": result += "\\t"
      case "\u{8}": result += "\\b"
      case "\u{C}": result += "\\f"
      case " "..."~": result.unicodeScalars.append(scalar)
      default:
        for unit in String(scalar).utf16 {
          let digits = String(unit, radix: 16)
          result += "\\u" + String(repeating: "0", count: 4 - digits.utf8.count) + digits
        }
      }
    }
    return result + "\""
  }
}
