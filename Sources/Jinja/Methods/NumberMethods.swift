/// The attributes and methods of Python's numbers.
enum NumberMethods {
  /// An attribute of a number; `nil` if it has none of that name.
  static func attribute(of value: Value, _ name: String) -> Value? {
    if case .float(let number) = value { return attribute(of: number, name) }
    guard let number = value.bigInteger else { return nil }
    switch name {
    case "real", "numerator": return .whole(number)
    case "imag": return .int(0)
    case "denominator": return .int(1)
    case "conjugate": return method(name) { .whole(number) }
    case "bit_length": return method(name) { .int(number.bitWidth) }
    case "bit_count":
      return method(name) { .int(number.limbs.reduce(0) { $0 + $1.nonzeroBitCount }) }
    case "as_integer_ratio": return method(name) { .tuple([.whole(number), .int(1)]) }
    default: return nil
    }
  }

  private static func attribute(of number: Double, _ name: String) -> Value? {
    switch name {
    case "real": .float(number)
    case "imag": .float(0)
    case "conjugate": method(name) { .float(number) }
    case "is_integer":
      method(name) { .bool(number.isFinite && number == number.rounded(.towardZero)) }
    default: nil
    }
  }

  private static func method(_ name: String, _ body: @escaping () -> Value) -> Value {
    .function(
      Function(name, .method) { _, _, given throws(TemplateError) in
        guard given.positional.isEmpty, given.named.isEmpty else {
          throw TemplateError(.type, "\(name)() takes no arguments")
        }
        return body()
      })
  }
}
