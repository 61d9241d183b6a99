/// The methods that look for parts of a text.
extension StringMethods {
  static let search: [String: Methods.Method<String>] = [
    "startswith": { _, text, given throws(TemplateError) in
      let candidates = try affixes(given, "startswith")
      guard let (part, _) = try range(text, given) else { return .bool(false) }
      return .bool(candidates.contains { part.starts(with: $0.unicodeScalars) })
    },
    "endswith": { _, text, given throws(TemplateError) in
      let candidates = try affixes(given, "endswith")
      guard let (part, _) = try range(text, given) else { return .bool(false) }
      return .bool(
        candidates.contains { part.reversed().starts(with: $0.unicodeScalars.reversed()) })
    },
    "find": { _, text, given throws(TemplateError) in
      .int(try place(text, given, isLast: false) ?? -1)
    },
    "rfind": { _, text, given throws(TemplateError) in
      .int(try place(text, given, isLast: true) ?? -1)
    },
    "index": { _, text, given throws(TemplateError) in
      guard let place = try place(text, given, isLast: false) else {
        throw TemplateError(.value, "substring not found")
      }
      return .int(place)
    },
    "rindex": { _, text, given throws(TemplateError) in
      guard let place = try place(text, given, isLast: true) else {
        throw TemplateError(.value, "substring not found")
      }
      return .int(place)
    },
    "count": { _, text, given throws(TemplateError) in
      let part = try given.requiredText(0, "sub")
      guard let (scalars, _) = try range(text, given) else { return .int(0) }
      return .int(
        part.isEmpty
          ? scalars.count + 1 : String(scalars: scalars).split(scalars: part).count - 1)
    },
  ]
}
