/// Python's `"{} and {name:>5}".format(…)`.
struct BraceFormat {
  private let given: Arguments
  private let evaluator: Evaluator
  private let escapes: Bool
  /// The number of the next `{}`; `nil` until one was read.
  private var automatic: Int?
  private var isManual = false

  static func apply(
    _ format: String, _ given: Arguments, _ evaluator: Evaluator, escapes: Bool
  ) throws(TemplateError) -> String {
    var reader = BraceFormat(given: given, evaluator: evaluator, escapes: escapes)
    return String(scalars: try reader.read(format.scalars[...], depth: 0))
  }

  /// Replaces the fields of a text, and those within their formats.
  private mutating func read(
    _ text: ArraySlice<Unicode.Scalar>, depth: Int
  ) throws(TemplateError) -> [Unicode.Scalar] {
    guard depth < 2 else { throw TemplateError(.value, "Max string recursion exceeded") }
    var result: [Unicode.Scalar] = []
    var rest = text
    while let scalar = rest.popFirst() {
      guard scalar == "{" || scalar == "}" else {
        result.append(scalar)
        continue
      }
      if rest.first == scalar, depth == 0 {
        rest.removeFirst()
        result.append(scalar)
        continue
      }
      guard scalar == "{", !rest.isEmpty else {
        throw TemplateError(.value, "Single '\(scalar)' encountered in format string")
      }
      let end = try Self.end(of: rest)
      let shown = try field(rest[..<end], depth)
      rest = rest[(end + 1)...]
      result += shown.scalars
      try evaluator.reserve(result.count)
    }
    return result
  }

  /// Where the field ends that has just begun.
  private static func end(of text: ArraySlice<Unicode.Scalar>) throws(TemplateError) -> Int {
    var open = 1
    var isInKey = false
    for index in text.indices {
      switch text[index] {
      case "[": isInKey = true
      case "]": isInKey = false
      case "{" where !isInKey: open += 1
      case "}" where !isInKey:
        open -= 1
        if open == 0 { return index }
      default: break
      }
    }
    throw TemplateError(.value, "expected '}' before end of string")
  }

  private mutating func field(
    _ field: ArraySlice<Unicode.Scalar>, _ depth: Int
  ) throws(TemplateError) -> String {
    let nameEnd = Self.end(ofName: field)
    var value = try self.value(field[..<nameEnd])
    var rest = field[nameEnd...]
    if rest.first == "!" {
      rest.removeFirst()
      guard let conversion = rest.popFirst() else {
        throw TemplateError(.value, "end of string while looking for conversion specifier")
      }
      switch conversion {
      case "s": value = .string(try value.printed())
      case "r": value = .string(try value.represented())
      case "a": value = .string(try value.represented().asciiEscaped)
      default:
        throw TemplateError(.value, "Unknown conversion specifier \(conversion)")
      }
      guard rest.isEmpty || rest.first == ":" else {
        throw TemplateError(.value, "expected ':' after conversion specifier")
      }
    }
    rest = rest.dropFirst()
    let style = String(scalars: rest.contains("{") ? try read(rest, depth: depth + 1) : Array(rest))
    if style.isEmpty { return escapes ? try value.escaped() : try value.printed() }
    let format = try NumberFormat(style, for: value)
    let shown = try format.apply(value, limit: evaluator.environment.sizeLimit)
    return escapes && !value.isMarkup ? HTML.escaped(shown) : shown
  }

  private static func end(ofName field: ArraySlice<Unicode.Scalar>) -> Int {
    var isInKey = false
    for index in field.indices {
      switch field[index] {
      case "[": isInKey = true
      case "]": isInKey = false
      case "!", ":": if !isInKey { return index }
      default: break
      }
    }
    return field.endIndex
  }

  /// The value of a name such as `a.b[0]`.
  private mutating func value(
    _ path: ArraySlice<Unicode.Scalar>
  ) throws(TemplateError) -> Value {
    let first = path.prefix { $0 != "." && $0 != "[" }
    var value = try argument(String(scalars: first))
    var rest = path[first.endIndex...]
    while let mark = rest.popFirst() {
      let isKey = mark == "["
      let name = rest.prefix { isKey ? $0 != "]" : $0 != "." && $0 != "[" }
      guard !name.isEmpty else {
        throw TemplateError(.value, "Empty attribute in format string")
      }
      rest = rest[name.endIndex...]
      let text = String(scalars: name)
      if isKey {
        guard rest.popFirst() == "]" else {
          throw TemplateError(.value, "Missing ']' in format string")
        }
        value = try Self.element(value, Int(text).map { .int($0) } ?? .string(text))
      } else {
        let owner = value.typeName
        value = try evaluator.attribute(value, text)
        if case .undefined = value {
          throw TemplateError(
            .attribute, "'\(owner)' object has no attribute \(Value.quoted(text))")
        }
      }
    }
    return value
  }

  private static func element(_ value: Value, _ key: Value) throws(TemplateError) -> Value {
    if let found = try value.element(key) { return found }
    if case .dict = value { throw TemplateError(.key, try key.represented()) }
    throw TemplateError(.index, "\(value.typeName) index out of range")
  }

  private mutating func argument(_ name: String) throws(TemplateError) -> Value {
    let index: Int
    if name.isEmpty {
      guard !isManual else {
        throw Self.mixed("manual field specification", "automatic field numbering")
      }
      index = automatic ?? 0
      automatic = index + 1
    } else if name.utf8.allSatisfy({ (48...57).contains($0) }) {
      guard automatic == nil else {
        throw Self.mixed("automatic field numbering", "manual field specification")
      }
      isManual = true
      index = Int(name) ?? .max
    } else {
      guard let match = given.named.first(where: { $0.name == name }) else {
        throw TemplateError(.key, Value.quoted(name))
      }
      return match.value
    }
    guard index < given.positional.count else {
      throw TemplateError(
        .index, "Replacement index \(index) out of range for positional args tuple")
    }
    return given.positional[index]
  }

  private static func mixed(_ old: String, _ new: String) -> TemplateError {
    TemplateError(.value, "cannot switch from \(old) to \(new)")
  }
}

extension NumberFormat {
  /// Reads the part of a field behind the colon.
  fileprivate init(_ text: String, for value: Value) throws(TemplateError) {
    self.init()
    var rest = text.scalars[...]
    let aligns: Set<Unicode.Scalar> = ["<", ">", "^", "="]
    if rest.count > 1, aligns.contains(rest[rest.startIndex + 1]) {
      fill = rest.removeFirst()
      align = rest.removeFirst()
    } else if let first = rest.first, aligns.contains(first) {
      align = rest.removeFirst()
    }
    if let first = rest.first, ["+", "-", " "].contains(first) { sign = rest.removeFirst() }
    if rest.first == "#" {
      isAlternate = true
      rest.removeFirst()
    }
    if rest.first == "0" {
      rest.removeFirst()
      if align == nil, value.number != nil {
        align = "="
        fill = "0"
      } else if align == nil {
        fill = "0"
      }
    }
    func number() -> Int? {
      let digits = rest.prefix(while: \.isDigit)
      rest = rest[digits.endIndex...]
      return digits.isEmpty ? nil : Int(String(scalars: digits)) ?? .max
    }
    width = number() ?? 0
    if rest.first == "," || rest.first == "_" { groups = rest.removeFirst() }
    if rest.first == "." {
      rest.removeFirst()
      guard let places = number() else {
        throw TemplateError(.value, "Format specifier missing precision")
      }
      precision = places
    }
    type = rest.popFirst()
    guard rest.isEmpty else {
      throw TemplateError(
        .value,
        "Invalid format specifier '\(text)' for object of type '\(value.typeName)'")
    }
    try check(value)
  }

  private func check(_ value: Value) throws(TemplateError) {
    if value.text == nil, value.number == nil {
      throw TemplateError(
        .type, "unsupported format string passed to \(value.typeName).__format__")
    }
    let wholes: [Unicode.Scalar] = ["d", "x", "X", "o", "b", "c", "n"]
    if value.isWhole, precision != nil, type.map({ wholes.contains($0) }) ?? true {
      throw TemplateError(.value, "Precision not allowed in integer format specifier")
    }
    if value.text != nil, align == "=" {
      throw TemplateError(.value, "'=' alignment not allowed in string format specifier")
    }
  }
}
