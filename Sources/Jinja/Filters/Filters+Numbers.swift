extension Filters {
  /// Filters that make or change numbers.
  static let numbers: [String: Filter] = [
    "int": { _, value, given throws(TemplateError) in
      let fallback = given.value(0, "default") ?? .int(0)
      if let text = value.text {
        let base = try given.integer(1, "base") ?? 10
        if let number = Literal.whole(text, base) { return .whole(number) }
        return Literal.real(text).flatMap(BigInteger.init(truncating:)).map { .whole($0) }
          ?? fallback
      }
      if let number = value.bigInteger { return .whole(number) }
      guard case .float(let number) = value else { return fallback }
      guard !number.isInfinite else {
        throw TemplateError(.overflow, "cannot convert float infinity to integer")
      }
      return BigInteger(truncating: number).map { .whole($0) } ?? fallback
    },
    "float": { _, value, given throws(TemplateError) in
      let fallback = given.value(0, "default") ?? .float(0)
      if let text = value.text { return Literal.real(text).map { .float($0) } ?? fallback }
      return try value.real().map { .float($0) } ?? fallback
    },
    "abs": { _, value, _ throws(TemplateError) in
      if let number = value.bigInteger { return .whole(number.magnitude) }
      guard let number = value.number else {
        throw TemplateError(.type, "bad operand type for abs(): '\(value.typeName)'")
      }
      return .float(number.magnitude)
    },
    "round": { _, value, given throws(TemplateError) in
      let places = try given.integer(0, "precision") ?? 0
      let method = try given.text(1, "method") ?? "common"
      guard ["common", "ceil", "floor"].contains(method) else {
        throw TemplateError(.argument, "method must be common, ceil or floor")
      }
      guard let number = try value.real() else {
        throw TemplateError(.type, "type \(value.typeName) doesn't define __round__ method")
      }
      if method == "common" {
        if let whole = value.bigInteger { return .whole(whole.rounded(places)) }
        return .float(try Decimal.rounded(number, places))
      }
      let scale = try Value.real(.power, 10, Double(min(max(places, -400), 400)))
      guard case .float(let factor) = scale else { return value }
      let product = number * factor
      guard product.isFinite else {
        throw TemplateError(.overflow, "cannot convert float infinity to integer")
      }
      return .float(product.rounded(method == "ceil" ? .up : .down) / factor)
    },
    "filesizeformat": { _, value, given throws(TemplateError) in
      guard let size = value.number ?? value.text.flatMap(Literal.real) else {
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
}
