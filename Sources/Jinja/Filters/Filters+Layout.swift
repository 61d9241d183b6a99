extension Filters {
  /// Filters that place text on lines.
  static let layout: [String: Filter] = [
    "center": { evaluator, value, given throws(TemplateError) in
      let width = try given.integer(0, "width") ?? 80
      let text = try value.printed()
      try evaluator.reserve(width)
      let missing = max(width - text.unicodeScalars.count, 0)
      let left = missing / 2 + (missing & width & 1)
      return value.derived(
        String(repeating: " ", count: left) + text
          + String(repeating: " ", count: missing - left))
    },
    "indent": { evaluator, value, given throws(TemplateError) in
      let width = try given.required(0, "width", or: .int(4))
      let margin =
        width.text ?? String(repeating: " ", count: min(max(width.integer ?? 4, 0), 1000))
      let includesFirst = try given.flag(1, "first")
      let includesBlank = try given.flag(2, "blank")
      guard let text = value.text else {
        throw TemplateError(
          .type, "unsupported operand type(s) for +=: '\(value.typeName)' and 'str'")
      }
      let lines = (text + "\n").lines()
      try evaluator.reserve(lines.count * margin.utf8.count + text.utf8.count)
      var result: [String] = []
      for (index, line) in lines.enumerated() {
        let isIndented = index == 0 ? includesFirst : includesBlank || !line.isEmpty
        result.append(isIndented ? margin + line : line)
      }
      return value.derived(result.joined(separator: "\n"))
    },
    "truncate": { _, value, given throws(TemplateError) in
      let text = try value.printed().scalars
      let length = try given.integer(0, "length") ?? 255
      let end = try given.text(2, "end") ?? "..."
      let leeway = try given.integer(3, "leeway") ?? 5
      guard length >= end.unicodeScalars.count else {
        throw TemplateError(
          .runtime, "expected length >= \(end.unicodeScalars.count), got \(length)")
      }
      if text.count <= length + leeway { return value.derived(String(scalars: text)) }
      let cut = text.prefix(length - end.unicodeScalars.count)
      let mark = value.isMarkup ? HTML.escaped(end) : end
      if try given.flag(1, "killwords") { return value.derived(String(scalars: cut) + mark) }
      let whole = cut.lastIndex(of: " ").map { cut[..<$0] } ?? cut
      return value.derived(String(scalars: whole) + mark)
    },
    "wordwrap": { evaluator, value, given throws(TemplateError) in
      let width = try given.integer(0, "width") ?? 79
      guard width > 0 else {
        throw TemplateError(.value, "invalid width \(width) (must be > 0)")
      }
      let breaksLong = try given.flag(1, "break_long_words", true)
      let end = try given.text(2, "wrapstring") ?? evaluator.environment.newline
      let breaksHyphens = try given.flag(3, "break_on_hyphens", true)
      let text = try value.printed()
      try evaluator.reserve(text.utf8.count / width * end.utf8.count)
      var result: [String] = []
      for line in text.lines() {
        result.append(
          WordWrap(width: width, breaksLong: breaksLong, breaksHyphens: breaksHyphens)
            .lines(line).joined(separator: end))
      }
      return .string(result.joined(separator: end))
    },
  ]
}

extension Arguments {
  func required(_ index: Int, _ name: String, or fallback: Value) throws(TemplateError) -> Value {
    let value = value(index, name) ?? fallback
    if case .undefined(let missing) = value {
      throw TemplateError(.undefined, missing.reason)
    }
    return value
  }
}
