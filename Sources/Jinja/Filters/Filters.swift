/// All filters by name; each topic has its own file.
enum Filters {
  /// Makes a new value of a value.
  typealias Filter = @Sendable (Evaluator, Value, Arguments) throws(TemplateError) -> Value

  static let table: [String: Filter] = {
    var table: [String: Filter] = [:]
    for part in [text, layout, markup, numbers, sequences, selection, dictionaries, json] {
      table.merge(part) { first, _ in first }
    }
    return table
  }()

  /// Looks a filter up for `map`.
  static func named(_ name: String) throws(TemplateError) -> Filter {
    guard let filter = table[name] else {
      throw TemplateError(.runtime, "No filter named \(Value.quoted(name)).")
    }
    return filter
  }

  /// The value an attribute path such as "a.b.0" leads to.
  static func attribute(
    _ evaluator: Evaluator, _ value: Value, _ path: Value, fallback: Value? = nil
  ) throws(TemplateError) -> Value {
    let keys: [Value] =
      path.text.map {
        $0.split(scalars: ".").map { part in Int(part).map { .int($0) } ?? .string(part) }
      }
      ?? [path]
    var value = value
    for key in keys {
      value = try evaluator.element(value, key)
      if case .undefined = value, let fallback { return fallback }
    }
    return value
  }

  /// The value that sorting and comparing use: small letters unless case counts.
  static func folded(_ value: Value, _ isCaseSensitive: Bool) -> Value {
    guard !isCaseSensitive, let text = value.text else { return value }
    return .string(text.lowercased())
  }
}
