/// The methods of Python's texts, lists and dictionaries.
enum Methods {
  /// What a method does with the value it belongs to.
  typealias Method<Receiver> =
    @Sendable (Evaluator, Receiver, Arguments) throws(TemplateError) -> Value

  /// An attribute or method of a value, or `nil`.
  static func attribute(of value: Value, _ name: String) -> Value? {
    switch value {
    case .string(let text), .markup(let text):
      guard let method = StringMethods.table[name] else { return nil }
      let isMarkup = value.isMarkup
      return .function(
        Function(name, .method) { evaluator, _, given throws(TemplateError) in
          try StringMethods.check(name, given)
          try evaluator.charge(text.utf8.count)
          guard isMarkup else { return try method(evaluator, text, given) }
          if name == "format" {
            return .markup(try BraceFormat.apply(text, given, evaluator, escapes: true))
          }
          return try method(evaluator, text, given.escaped(for: name)).marked()
        })
    case .list(let list):
      if let range = list.range {
        if let bound = ["start": range.start, "stop": range.stop, "step": range.step][name] {
          return .int(bound)
        }
        guard name == "count" || name == "index" else { return nil }
      }
      guard let method = ListMethods.table[name] else { return nil }
      return bound(name, value) { evaluator, given throws(TemplateError) in
        if name != "append", name != "pop" { try evaluator.charge(list.items.count) }
        return try method(evaluator, list, given)
      }
    case .tuple(let list):
      if let place = list.names.firstIndex(of: name) { return list.items[place] }
      guard name == "count" || name == "index", let method = ListMethods.table[name] else {
        return nil
      }
      return bound(name, value) { evaluator, given throws(TemplateError) in
        try method(evaluator, list, given)
      }
    case .dict(let dict):
      guard name != "move_to_end" || dict.isOrdered, let method = DictMethods.table[name] else {
        return nil
      }
      return bound(name, value) { evaluator, given throws(TemplateError) in
        if name == "pop" || name == "popitem" { try evaluator.charge(dict.count) }
        return try method(evaluator, dict, given)
      }
    case .object(let object): return object[name]
    case .function(let function): return function.attributes.first { $0.name == name }?.value
    case .int, .big, .bool, .float: return NumberMethods.attribute(of: value, name)
    default: return nil
    }
  }

  private static func bound(
    _ name: String, _ value: Value,
    _ body: @escaping (Evaluator, Arguments) throws(TemplateError) -> Value
  ) -> Value {
    .function(
      Function(name, .method, holding: [value]) {
        evaluator, _, given throws(TemplateError) in try body(evaluator, given)
      })
  }
}
