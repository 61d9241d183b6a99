import Files
import Jinja

/// The answers to a template's questions in their order, and the private variables between them.
struct Answers {
  private(set) var values: [JSON.Member] = []

  subscript(_ name: String) -> JSON? { values.first { $0.name == name }?.value }

  mutating func set(_ name: String, _ value: JSON) {
    if let place = values.firstIndex(where: { $0.name == name }) {
      values[place].value = value
    } else {
      values.append(JSON.Member(name: name, value: value))
    }
  }

  /// The answers without private variables.
  var shown: [JSON.Member] { values.filter { !$0.name.hasPrefix("_") } }

  /// The variables every text of the template sees.
  var context: [String: Value] {
    ["cookiecutter": .dict(values.map { ($0.name, $0.value.value) })]
  }
}

extension JSON {
  /// The value as templates see it.
  var value: Value {
    switch self {
    case .null: .none
    case .bool(let flag): .bool(flag)
    case .number(let text):
      Int(text).map { .int($0) } ?? Double(text).map { .float($0) } ?? .string(text)
    case .string(let text): .string(text)
    case .array(let items): .list(items.map(\.value))
    case .object(let members): .dict(members.map { ($0.name, $0.value.value) })
    }
  }
}
