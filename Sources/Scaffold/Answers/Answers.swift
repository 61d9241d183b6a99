import Files
import Jinja

/// The answers to a template's questions and the private variables, in the order of its file.
struct Answers {
  private(set) var values: [JSON.Member] = []
  /// Names of answers that are never written down.
  var secrets: Set<String> = []
  /// Names of private variables that are not as the template has them, because the user has set them.
  var changed: Set<String> = []
  /// Names of dictionaries that were typed, not rendered.
  var typed: Set<String> = []

  subscript(_ name: String) -> JSON? { values.first { $0.name == name }?.value }

  mutating func set(_ name: String, _ value: JSON) { values.set(name, value) }

  /// Puts the answers into the order of some names; others come last.
  mutating func order(by names: [String]) {
    let known = names.compactMap { name in values.first { $0.name == name } }
    values = known + values.filter { !names.contains($0.name) }
  }

  /// What may be written down of the answers to questions, and of private variables the user has set.
  var shown: [JSON.Member] {
    kept.filter { !$0.name.hasPrefix("_") || changed.contains($0.name) }
  }

  /// What may be written down of all variables; what was made of a secret is none of it.
  var kept: [JSON.Member] {
    // Shorter ones would be found everywhere, and are no secrets.
    let texts = secrets.compactMap { self[$0]?.text }.filter { $0.utf8.count >= 4 }
    return values.filter { member in
      !secrets.contains(member.name) && !texts.contains(where: member.value.contains)
    }
  }

  /// The variables as templates see them: dictionaries that nobody rendered are ordered ones of
  /// Python, which print in another way.
  var variables: Value {
    .orderedDict(
      values.map { member in
        let isRaw =
          member.name.hasPrefix("_") && !member.name.hasPrefix("__") || typed.contains(member.name)
        return (member.name, member.value.value(isOrdered: isRaw))
      })
  }
}

extension JSON {
  /// The value as templates see it.
  ///
  /// - Parameter isOrdered: whether objects become ordered dictionaries of Python.
  /// - Returns: the value.
  func value(isOrdered: Bool = false) -> Value {
    switch self {
    case .null: .none
    case .bool(let flag): .bool(flag)
    case .number(let text): Value.number(json: text)?.value ?? .string(text)
    case .string(let text): .string(text)
    case .array(let items): .list(items.map { $0.value(isOrdered: isOrdered) })
    case .object(let members):
      isOrdered
        ? .orderedDict(members.map { ($0.name, $0.value.value(isOrdered: true)) })
        : .dict(members.map { ($0.name, $0.value.value()) })
    }
  }
}
