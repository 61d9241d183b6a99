/// Text that is safe in HTML beside text that is not; the rules of Python's MarkupSafe.
extension Value {
  /// Whether this is text that is safe in HTML already.
  var isMarkup: Bool { if case .markup = self { true } else { false } }

  /// The value as it may stand in HTML: safe text as it is, anything else printed and escaped.
  func escaped() throws(TemplateError) -> String {
    if case .markup(let text) = self { return text }
    if case .object(let module as Module) = self { return module.text }
    return HTML.escaped(try printed())
  }

  /// A text that was made of this one: as safe as this one.
  func derived(_ text: String) -> Value { isMarkup ? .markup(text) : .string(text) }

  /// The same for the parts a method gives back: texts, and lists of texts.
  func marked() -> Value {
    switch self {
    case .string(let text): .markup(text)
    case .list(let list): .list(list.items.map { $0.marked() })
    case .tuple(let list): .tuple(list.items.map { $0.marked() })
    default: self
    }
  }
}

extension Arguments {
  /// The arguments of a method of safe text: what it would put into that text is escaped.
  func escaped(for method: String) throws(TemplateError) -> Arguments {
    let place: (index: Int, name: String)
    switch method {
    case "replace": place = (1, "new")
    case "ljust", "rjust", "center": place = (1, "fillchar")
    case "join":
      let items = try required(0, "iterable").elements()
      var parts: [Value] = []
      for item in items { parts.append(.markup(try item.escaped())) }
      return Arguments(positional: [.list(parts)])
    default: return self
    }
    var result = self
    if place.index < positional.count {
      result.positional[place.index] = .markup(try positional[place.index].escaped())
    } else if let index = named.firstIndex(where: { $0.name == place.name }) {
      result.named[index].value = .markup(try named[index].value.escaped())
    }
    return result
  }
}
