enum DictMethods {
  static let table: [String: Methods.Method<Dict>] = [
    "keys": { _, dict, _ throws(TemplateError) in .view(View(dict, .keys)) },
    "values": { _, dict, _ throws(TemplateError) in .view(View(dict, .values)) },
    "items": { _, dict, _ throws(TemplateError) in .view(View(dict, .items)) },
    "get": { _, dict, given throws(TemplateError) in
      let key = try hashable(given)
      return dict.get(key) ?? given.value(1, "default") ?? .none
    },
    "pop": { _, dict, given throws(TemplateError) in
      let key = try hashable(given)
      if let value = dict.remove(key) ?? given.value(1, "default") { return value }
      throw TemplateError(.key, try key.represented())
    },
    "popitem": { _, dict, given throws(TemplateError) in
      var isLast = true
      if dict.isOrdered { isLast = try given.flag(0, "last", true) }
      let keys = dict.keys
      guard let key = isLast ? keys.last : keys.first, let value = dict.remove(key) else {
        throw TemplateError(.key, "'popitem(): dictionary is empty'")
      }
      return .tuple([key, value])
    },
    "setdefault": { _, dict, given throws(TemplateError) in
      let key = try hashable(given)
      if let value = dict.get(key) { return value }
      let value = given.value(1, "default") ?? .none
      dict.set(key, value)
      return value
    },
    "update": { _, dict, given throws(TemplateError) in try update(dict, given) },
    "move_to_end": { _, dict, given throws(TemplateError) in
      let key = try hashable(given)
      guard dict.move(key, toEnd: try given.flag(1, "last", true)) else {
        throw TemplateError(.key, try key.represented())
      }
      return .none
    },
    "fromkeys": { _, dict, given throws(TemplateError) in
      let new = Dict(isOrdered: dict.isOrdered)
      for key in try given.required(0, "iterable").elements() {
        guard new.set(key, given.value(1, "value") ?? .none) else {
          throw TemplateError(.type, "unhashable type: '\(key.typeName)'")
        }
      }
      return .dict(new)
    },
    "clear": { _, dict, _ throws(TemplateError) in
      dict.removeAll()
      return .none
    },
    "copy": { _, dict, _ throws(TemplateError) in
      let copy = Dict(isOrdered: dict.isOrdered)
      for (key, value) in dict.pairs { copy.set(key, value) }
      return .dict(copy)
    },
  ]

  static func update(_ dict: Dict, _ given: Arguments) throws(TemplateError) -> Value {
    if given.positional.count > 1 {
      throw TemplateError(
        .type, "update expected at most 1 argument, got \(given.positional.count)")
    }
    if let other = given.positional.first {
      if case .dict(let other) = other {
        for (key, value) in other.pairs { dict.set(key, value) }
      } else {
        for (index, pair) in try other.elements().enumerated() {
          let parts: [Value]
          do throws(TemplateError) {
            parts = try pair.elements()
          } catch  where error.kind == .type {
            throw TemplateError(
              .type, "cannot convert dictionary update sequence element #\(index) to a sequence")
          }
          guard parts.count == 2 else {
            throw TemplateError(
              .value,
              "dictionary update sequence element #\(index) has length \(parts.count); "
                + "2 is required")
          }
          guard dict.set(parts[0], parts[1]) else {
            throw TemplateError(.type, "unhashable type: '\(parts[0].typeName)'")
          }
        }
      }
    }
    for (name, value) in given.named { dict.set(.string(name), value) }
    return .none
  }

  private static func hashable(_ given: Arguments) throws(TemplateError) -> Value {
    let key = try given.required(0, "key")
    guard Dict.key(key) != nil else {
      throw TemplateError(.type, "unhashable type: '\(key.typeName)'")
    }
    return key
  }
}
