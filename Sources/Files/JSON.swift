/// A JSON value whose objects keep their order: that of the file it was read from, or was put in.
package enum JSON: Equatable, Sendable {
  case null
  case bool(Bool)
  /// A number as Python writes it.
  case number(String)
  case string(String)
  case array([JSON])
  case object([Member])

  package struct Member: Equatable, Sendable {
    package var name: String
    package var value: JSON

    package init(name: String, value: JSON) {
      self.name = name
      self.value = value
    }
  }

  package subscript(_ name: String) -> JSON? {
    guard case .object(let members) = self else { return nil }
    return members.last { $0.name == name }?.value
  }

  package var text: String? {
    if case .string(let text) = self { text } else { nil }
  }

  package var isArray: Bool {
    if case .array = self { true } else { false }
  }

  package var isObject: Bool {
    if case .object = self { true } else { false }
  }

  /// The texts of an array of texts.
  package var texts: [String] {
    if case .array(let items) = self { items.compactMap(\.text) } else { [] }
  }

  /// Whether one of its texts, or of its names, has a text in it.
  package func contains(_ part: String) -> Bool {
    switch self {
    case .null, .bool: false
    case .number(let text), .string(let text): text.contains(part)
    case .array(let items): items.contains { $0.contains(part) }
    case .object(let members):
      members.contains { $0.name.contains(part) || $0.value.contains(part) }
    }
  }

  /// The JSON text with two spaces a level.
  package func written(_ margin: String = "") -> String {
    let inner = margin + "  "
    switch self {
    case .null: return "null"
    case .bool(let flag): return flag ? "true" : "false"
    case .number(let text): return text
    case .string(let text): return Self.quoted(text)
    case .array(let items):
      guard !items.isEmpty else { return "[]" }
      let lines = items.map { inner + $0.written(inner) }
      return "[\n\(lines.joined(separator: ",\n"))\n\(margin)]"
    case .object(let members):
      guard !members.isEmpty else { return "{}" }
      let lines = members.map { "\(inner)\(Self.quoted($0.name)): \($0.value.written(inner))" }
      return "{\n\(lines.joined(separator: ",\n"))\n\(margin)}"
    }
  }

  private static func quoted(_ text: String) -> String {
    // Most texts have nothing to escape.
    if text.utf8.allSatisfy({ $0 >= 32 && $0 != 0x22 && $0 != 0x5C }) { return "\"\(text)\"" }
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\r": result += "\\r"
      case "\t": result += "\\t"
      default:
        if scalar.value < 32 {
          let digits = String(scalar.value, radix: 16)
          result += "\\u" + String(repeating: "0", count: 4 - digits.utf8.count) + digits
        } else {
          result.unicodeScalars.append(scalar)
        }
      }
    }
    return result + "\""
  }
}

extension [JSON.Member] {
  /// Gives a name a value: in the place it has, or at the end.
  package mutating func set(_ name: String, _ value: JSON) {
    if let place = firstIndex(where: { $0.name == name }) {
      self[place].value = value
    } else {
      append(JSON.Member(name: name, value: value))
    }
  }
}
