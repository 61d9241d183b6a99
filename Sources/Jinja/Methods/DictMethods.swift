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
    "popitem": { _, dict, _ throws(TemplateError) in
      guard let (key, _) = dict.pairs.last, let value = dict.remove(key) else {
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
    "update": { _, dict, given throws(TemplateError) in
      if let other = given.positional.first {
        if case .dict(let other) = other {
          for (key, value) in other.pairs { dict.set(key, value) }
        } else {
          for pair in try other.elements() {
            let parts = try pair.elements()
            guard parts.count == 2, dict.set(parts[0], parts[1]) else {
              throw TemplateError(.value, "update() needs pairs of a key and a value")
            }
          }
        }
      }
      for (name, value) in given.named { dict.set(.string(name), value) }
      return .none
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

  private static func hashable(_ given: Arguments) throws(TemplateError) -> Value {
    let key = try given.required(0, "key")
    guard Dict.key(key) != nil else {
      throw TemplateError(.type, "unhashable type: '\(key.typeName)'")
    }
    return key
  }
}
