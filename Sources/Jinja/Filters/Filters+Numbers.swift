extension Filters {
  /// Filters that make or change numbers.
  static let numbers: [String: Filter] = [
    "int": { _, value, given throws(TemplateError) in
      let fallback = given.value(0, "default") ?? .int(0)
      if let text = value.text {
        let base = try given.integer(1, "base") ?? 10
        if let number = whole(text, base) { return .int(number) }
        return real(text).flatMap { Int(exactly: $0.rounded(.towardZero)) }.map { .int($0) }
          ?? fallback
      }
      if let number = value.integer { return .int(number) }
      return value.number.flatMap { Int(exactly: $0.rounded(.towardZero)) }.map { .int($0) }
        ?? fallback
    },
    "float": { _, value, given throws(TemplateError) in
      let fallback = given.value(0, "default") ?? .float(0)
      if let text = value.text { return real(text).map { .float($0) } ?? fallback }
      return value.number.map { .float($0) } ?? fallback
    },
    "abs": { _, value, _ throws(TemplateError) in
      if let number = value.integer { return number < 0 ? try value.negated() : .int(number) }
      guard let number = value.number else {
        throw TemplateError(.type, "bad operand type for abs(): '\(value.typeName)'")
      }
      return .float(number.magnitude)
    },
    "round": { _, value, given throws(TemplateError) in
      guard let number = value.number else {
        throw TemplateError(
          .type, "type \(value.typeName) doesn't define __round__ method")
      }
      let places = min(max(try given.integer(0, "precision") ?? 0, -300), 300)
      let method = try given.text(1, "method") ?? "common"
      var scale = 1.0
      for _ in 0..<places.magnitude { scale *= 10 }
      func scaled(_ rule: FloatingPointRoundingRule) -> Double {
        places >= 0
          ? (number * scale).rounded(rule) / scale : (number / scale).rounded(rule) * scale
      }
      switch method {
      case "common":
        if case .int(let whole) = value, places >= 0 { return .int(whole) }
        if places < 0 { return .float(scaled(.toNearestOrEven)) }
        return .float(Double(Decimal.fixed(number, places)) ?? number)
      case "ceil": return .float(scaled(.up))
      case "floor": return .float(scaled(.down))
      default:
        throw TemplateError(.runtime, "method must be common, ceil or floor")
      }
    },
    "filesizeformat": { _, value, given throws(TemplateError) in
      guard let size = value.number ?? value.text.flatMap(real) else {
        throw TemplateError(
          .value, "could not convert string to float: \(try value.represented())")
      }
      let isBinary = try given.flag(0, "binary")
      let base = isBinary ? 1024.0 : 1000.0
      if size == 1 { return .string("1 Byte") }
      if size < base { return .string("\(Int(max(size, -9e15))) Bytes") }
      let names = ["k", "M", "G", "T", "P", "E", "Z", "Y"]
      var unit = base
      for (index, name) in names.enumerated() {
        unit *= base
        if size < unit || index == names.count - 1 {
          let prefix = isBinary ? (name == "k" ? "K" : name) + "iB" : name + "B"
          return .string("\(Decimal.fixed(base * size / unit, 1)) \(prefix)")
        }
      }
      return .string("")
    },
  ]

  private static func whole(_ text: String, _ base: Int) -> Int? {
    guard base == 0 || (2...36).contains(base) else { return nil }
    var digits = text.stripped().lowercased()
    var isNegative = false
    if let sign = digits.first, sign == "-" || sign == "+" {
      isNegative = sign == "-"
      digits.removeFirst()
    }
    var radix = base
    for (prefix, value) in ["0x": 16, "0o": 8, "0b": 2]
    where digits.hasPrefix(prefix) && (base == value || base == 0) {
      digits.removeFirst(2)
      radix = value
    }
    guard let first = digits.first, first != "+", first != "-", first != "_", digits.last != "_"
    else { return nil }
    let number = Int(digits.replacing(scalars: "_", with: ""), radix: radix == 0 ? 10 : radix)
    return number.map { isNegative ? -$0 : $0 }
  }

  private static func real(_ text: String) -> Double? {
    let text = text.stripped().replacing(scalars: "_", with: "").lowercased()
    // Swift also reads hexadecimal numbers, Python does not.
    return text.contains("x") || text.contains("p") ? nil : Double(text)
  }
}
