/// Python's `"%s and %d" % values`.
enum PercentFormat {
  static func apply(
    _ format: String, _ value: Value, _ limit: Int, escapes: Bool
  ) throws(TemplateError) -> String {
    var values: [Value] = [value]
    var names: Dict?
    if case .tuple(let list) = value { values = list.items }
    if case .dict(let dict) = value { names = dict }
    var used = 0
    func next() throws(TemplateError) -> Value {
      guard used < values.count else {
        throw TemplateError(.type, "not enough arguments for format string")
      }
      used += 1
      return values[used - 1]
    }
    var result: [Unicode.Scalar] = []
    var rest = format.scalars[...]
    while let scalar = rest.popFirst() {
      guard scalar == "%" else {
        result.append(scalar)
        continue
      }
      if rest.first == "%" {
        rest = rest.dropFirst()
        result.append("%")
        continue
      }
      var chosen: Value?
      if rest.first == "(" {
        guard let end = rest.firstIndex(of: ")") else {
          throw TemplateError(.value, "incomplete format key")
        }
        guard let names else { throw TemplateError(.type, "format requires a mapping") }
        let name = String(scalars: rest[(rest.startIndex + 1)..<end])
        rest = rest[(end + 1)...]
        guard let value = names.get(.string(name)) else {
          throw TemplateError(.key, Value.quoted(name))
        }
        chosen = value
      }
      var style = NumberFormat()
      while let flag = rest.first, ["-", "+", " ", "0", "#"].contains(flag) {
        rest = rest.dropFirst()
        switch flag {
        case "-": style.align = "<"
        case "+": style.sign = "+"
        case " ": if style.sign == "-" { style.sign = " " }
        case "#": style.isAlternate = true
        default:
          style.fill = "0"
          if style.align == nil { style.align = "=" }
        }
      }
      if style.align == "<" { style.fill = " " }
      func count() throws(TemplateError) -> Int? {
        if rest.first == "*" {
          rest = rest.dropFirst()
          return try next().integer
        }
        let digits = rest.prefix(while: \.isDigit)
        rest = rest[digits.endIndex...]
        return digits.isEmpty ? nil : Int(String(scalars: digits)) ?? .max
      }
      style.width = try count() ?? 0
      if rest.first == "." {
        rest = rest.dropFirst()
        style.precision = try count() ?? 0
      }
      guard let type = rest.popFirst() else {
        throw TemplateError(.value, "incomplete format")
      }
      let value: Value
      if let chosen { value = chosen } else { value = try next() }
      let text: String
      switch type {
      case "s", "r", "a":
        style.type = "s"
        style.fill = " "
        var shown = type == "s" ? try value.printed() : try value.represented()
        if type == "a" { shown = shown.asciiEscaped }
        if escapes, type != "s" || !value.isMarkup { shown = HTML.escaped(shown) }
        if style.align != "<" { style.align = ">" }
        text = try style.apply(.string(shown), limit: limit)
      case "d", "i", "u":
        style.type = "d"
        guard let number = try whole(value) else {
          throw TemplateError(
            .type, "%\(type) format: a real number is required, not \(value.typeName)")
        }
        text = try style.apply(.whole(number), limit: limit)
      case "c":
        style.fill = " "
        text = try style.apply(try character(value), limit: limit)
      case "x", "X", "o":
        style.type = type
        guard value.isWhole else {
          throw TemplateError(
            .type, "%\(type) format: an integer is required, not \(value.typeName)")
        }
        text = try style.apply(value, limit: limit)
      case "f", "F", "e", "E", "g", "G":
        style.type = type
        guard value.number != nil else {
          throw TemplateError(.type, "must be real number, not \(value.typeName)")
        }
        text = try style.apply(value, limit: limit)
      default:
        throw TemplateError(
          .value,
          "unsupported format character '\(type)' (0x\(String(type.value, radix: 16))) at index "
            + "\(rest.startIndex - 1)")
      }
      result += text.scalars
      guard result.count <= limit else {
        throw TemplateError(.limit, "the result would be larger than \(limit) characters")
      }
    }
    if names == nil, used < values.count {
      throw TemplateError(.type, "not all arguments converted during string formatting")
    }
    return String(scalars: result)
  }

  /// What `%c` shows: a text of one character, or the character of a code.
  private static func character(_ value: Value) throws(TemplateError) -> Value {
    if let text = value.text, text.unicodeScalars.count == 1 { return .string(text) }
    guard value.isWhole else { throw TemplateError(.type, "%c requires int or char") }
    guard let code = value.integer.flatMap(UInt32.init(exactly:)), code < 0x110000 else {
      throw TemplateError(.overflow, "%c arg not in range(0x110000)")
    }
    return .string(Unicode.Scalar(code).map { String($0) } ?? "\u{FFFD}")
  }

  /// The number `%d` shows: of a real number the whole part.
  private static func whole(_ value: Value) throws(TemplateError) -> BigInteger? {
    guard case .float(let number) = value else { return value.bigInteger }
    guard let whole = BigInteger(truncating: number) else {
      throw number.isNaN
        ? TemplateError(.value, "cannot convert float NaN to integer")
        : TemplateError(.overflow, "cannot convert float infinity to integer")
    }
    return whole
  }
}
