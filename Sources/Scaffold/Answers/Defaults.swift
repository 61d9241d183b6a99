import Files

/// The questions of a template with other defaults: those of the user's configuration, and the answers
/// given on the command line.
struct Defaults {
  private(set) var members: [JSON.Member]
  /// Defaults of the configuration that do not fit their questions, as clauses.
  private(set) var problems: [String] = []

  init(_ members: [JSON.Member]) { self.members = members }

  /// Takes over defaults by name; names without a question are passed over, because a configuration
  /// serves many templates.
  mutating func apply(_ defaults: [JSON.Member]) {
    for member in defaults {
      guard let place = members.firstIndex(where: { $0.name == member.name }) else { continue }
      if let value = Self.merged(members[place].value, member.value) {
        members[place].value = value
      } else {
        problems.append(
          "the default \(Self.shown(member.value)) for '\(member.name)' in your configuration is "
            + "not possible in this template and is not used")
      }
    }
  }

  /// The default with another one put in; `nil` if that does not fit.
  private static func merged(_ old: JSON, _ new: JSON) -> JSON? {
    switch (old, new) {
    case (.array(let items), .array(let wanted)):
      return wanted.allSatisfy(items.contains) ? new : nil
    case (.array(let items), _): return moved(items, to: new)
    case (.object(let members), .object(let wanted)):
      var members = members
      for member in wanted {
        var value = member.value
        if case .object? = old[member.name] {
          guard let inner = old[member.name].flatMap({ merged($0, value) }) else { return nil }
          value = inner
        }
        members.set(member.name, value)
      }
      return .object(members)
    case (.bool, .string(let text)): return Question.flag(text).map { .bool($0) }
    default: return new
    }
  }

  /// The choices with one of them at the front, where the default stands.
  private static func moved(_ items: [JSON], to first: JSON) -> JSON? {
    guard let place = items.firstIndex(of: first) else { return nil }
    var items = items
    items.insert(items.remove(at: place), at: 0)
    return .array(items)
  }

  /// Takes over the answers of the command line, as far as they are possible defaults, so that
  /// `_cookiecutter` shows them.
  mutating func apply(_ given: [String: String]) {
    for index in members.indices {
      guard let text = given[members[index].name] else { continue }
      let value: JSON?
      switch members[index].value {
      case .array(let items):
        value = items.first { Self.plain($0) == text }.flatMap { Self.moved(items, to: $0) }
      case .bool: value = Question.flag(text).map { .bool($0) }
      case .object: value = try? JSONReader.read(text)
      default: value = .string(text)
      }
      if let value { members[index].value = value }
    }
  }

  /// An item of a list of choices as the user types it.
  static func plain(_ item: JSON) -> String {
    switch item {
    case .string(let text): text
    case .bool(let flag): flag ? "True" : "False"
    default: item.written()
    }
  }

  private static func shown(_ value: JSON) -> String {
    value.text.map { "'\($0)'" } ?? value.written().split(whereSeparator: \.isWhitespace).joined()
  }
}
