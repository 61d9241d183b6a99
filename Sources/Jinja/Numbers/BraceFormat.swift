/// Python's `"{} and {name:>5}".format(…)`.
enum BraceFormat {
  static func apply(
    _ format: String, _ given: Arguments, _ evaluator: Evaluator, escapes: Bool
  ) throws(TemplateError) -> String {
    var result: [Unicode.Scalar] = []
    var rest = format.scalars[...]
    var automatic = 0
    while let scalar = rest.popFirst() {
      if scalar == "{" || scalar == "}", rest.first == scalar {
        rest = rest.dropFirst()
        result.append(scalar)
      } else if scalar == "}" {
        throw TemplateError(.value, "Single '}' encountered in format string")
      } else if scalar == "{" {
        guard let end = rest.firstIndex(of: "}") else {
          throw TemplateError(.value, "Single '{' encountered in format string")
        }
        let field = String(scalars: rest[..<end])
        rest = rest[(end + 1)...]
        let shown = try self.field(field, given, &automatic, evaluator)
        result += try (escapes ? shown.escaped() : shown.printed()).scalars
        try evaluator.reserve(result.count)
      } else {
        result.append(scalar)
      }
    }
    return String(scalars: result)
  }

  private static func field(
    _ field: String, _ given: Arguments, _ automatic: inout Int, _ evaluator: Evaluator
  ) throws(TemplateError) -> Value {
    let parts = field.split(scalars: ":", limit: 1)
    let names = parts[0].split(scalars: "!", limit: 1)
    let path = names[0].split(scalars: ".")
    var value: Value
    let index = path[0].isEmpty ? automatic : Int(path[0])
    if let index {
      if path[0].isEmpty { automatic += 1 }
      guard (0..<given.positional.count).contains(index) else {
        throw TemplateError(
          .index, "Replacement index \(index) out of range for positional args tuple")
      }
      value = given.positional[index]
    } else {
      guard let match = given.named.first(where: { $0.name == path[0] }) else {
        throw TemplateError(.key, Value.quoted(path[0]))
      }
      value = match.value
    }
    for name in path.dropFirst() { value = try evaluator.attribute(value, name) }
    if names.count > 1 {
      value = .string(names[1] == "s" ? try value.printed() : try value.represented())
    }
    guard parts.count > 1, !parts[1].isEmpty else { return value }
    return .string(try style(parts[1]).apply(value, limit: evaluator.environment.sizeLimit))
  }

  private static func style(_ text: String) throws(TemplateError) -> NumberFormat {
    var style = NumberFormat()
    var rest = text.scalars[...]
    let aligns: Set<Unicode.Scalar> = ["<", ">", "^", "="]
    if rest.count > 1, aligns.contains(rest[rest.startIndex + 1]) {
      style.fill = rest.removeFirst()
      style.align = rest.removeFirst()
    } else if let first = rest.first, aligns.contains(first) {
      style.align = rest.removeFirst()
    }
    if let sign = rest.first, ["+", "-", " "].contains(sign) { style.sign = rest.removeFirst() }
    if rest.first == "#" {
      style.isAlternate = true
      rest.removeFirst()
    }
    if rest.first == "0" {
      rest.removeFirst()
      if style.align == nil {
        style.align = "="
        style.fill = "0"
      }
    }
    func number() -> Int? {
      let digits = rest.prefix(while: \.isDigit)
      rest = rest[digits.endIndex...]
      return digits.isEmpty ? nil : Int(String(scalars: digits)) ?? .max
    }
    style.width = number() ?? 0
    if rest.first == "," || rest.first == "_" { style.groups = rest.removeFirst() }
    if rest.first == "." {
      rest.removeFirst()
      guard let precision = number() else {
        throw TemplateError(.value, "Format specifier missing precision")
      }
      style.precision = precision
    }
    style.type = rest.popFirst()
    guard rest.isEmpty else { throw TemplateError(.value, "Invalid format specifier") }
    return style
  }
}
