import Files
import Yams

extension JSON {
  /// A YAML value with the types that PyYAML's `safe_load` gives it; dates stay text.
  init(yaml node: Node) {
    switch node {
    case .scalar(let scalar):
      self =
        scalar.style == .plain && scalar.tag == .implicit
        ? .init(plain: scalar.string) : .string(scalar.string)
    case .sequence(let sequence): self = .array(sequence.map { .init(yaml: $0) })
    case .mapping(let mapping):
      self = .object(
        mapping.map { Member(name: $0.key.scalar?.string ?? "", value: .init(yaml: $0.value)) })
    case .alias: self = .null  // Only where a parser is told to keep aliases.
    }
  }

  /// A scalar without quotes, by the rules of YAML 1.1.
  private init(plain text: String) {
    switch text {
    case "", "~", "null", "Null", "NULL": self = .null
    case "yes", "Yes", "YES", "true", "True", "TRUE", "on", "On", "ON": self = .bool(true)
    case "no", "No", "NO", "false", "False", "FALSE", "off", "Off", "OFF": self = .bool(false)
    default:
      if let number = Self.integer(text) ?? Self.float(text) {
        self = .number(number)
      } else {
        self = Self.special(text).map { .string($0) } ?? .string(text)
      }
    }
  }

  /// An integer in decimal; `nil` for any other text and for what no integer of 64 bits holds.
  private static func integer(_ text: String) -> String? {
    let negative = text.hasPrefix("-")
    let digits = negative || text.hasPrefix("+") ? text.dropFirst() : text[...]
    let plain = digits.replacing("_", with: "")
    let sign = negative ? "-" : ""
    func converted(_ digits: some StringProtocol, _ radix: Int) -> String? {
      Int(sign + digits, radix: radix).map { "\($0)" }
    }
    if digits.wholeMatch(of: /0|[1-9][0-9_]*/) != nil {
      return plain == "0" ? "0" : sign + plain
    }
    if digits.wholeMatch(of: /0b[01_]+/) != nil { return converted(plain.dropFirst(2), 2) }
    if digits.wholeMatch(of: /0x[0-9a-fA-F_]+/) != nil { return converted(plain.dropFirst(2), 16) }
    if digits.wholeMatch(of: /0[0-7_]+/) != nil { return converted(plain, 8) }
    guard digits.wholeMatch(of: /[1-9][0-9_]*(:[0-5]?[0-9])+/) != nil else { return nil }
    var total = 0
    for part in plain.split(separator: ":") {
      // To the base 60, as hours, minutes and seconds.
      let (product, tooLarge) = total.multipliedReportingOverflow(by: 60)
      guard !tooLarge, let value = Int(part) else { return nil }
      let (sum, overflow) = product.addingReportingOverflow(value)
      guard !overflow else { return nil }
      total = sum
    }
    return "\(negative ? -total : total)"
  }

  /// A number with a fraction as Python shows it; `nil` for any other text.
  private static func float(_ text: String) -> String? {
    let pattern = /([-+]?[0-9][0-9_]*\.[0-9_]*|\.[0-9][0-9_]*)([eE][-+][0-9]+)?/
    let plain = text.replacing("_", with: "")
    if text.wholeMatch(of: pattern) != nil { return Double(plain).map { "\($0)" } }
    guard text.wholeMatch(of: /[-+]?[0-9][0-9_]*(:[0-5]?[0-9])+\.[0-9_]*/) != nil else {
      return nil
    }
    let parts = plain.split(separator: ":").compactMap { Double($0) }
    let size = parts.reduce(0) { $0 * 60 + abs($1) }
    return "\(text.hasPrefix("-") ? -size : size)"
  }

  /// What Python shows for numbers that are none.
  private static func special(_ text: String) -> String? {
    switch text.hasPrefix("+") ? String(text.dropFirst()) : text {
    case ".inf", ".Inf", ".INF": "inf"
    case "-.inf", "-.Inf", "-.INF": "-inf"
    case ".nan", ".NaN", ".NAN": text.hasPrefix("+") ? nil : "nan"
    default: nil
    }
  }
}
