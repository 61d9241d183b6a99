enum StringMethods {
  static let table = forms.merging(search) { first, _ in first }
    .merging(predicates) { first, _ in first }

  private static let forms: [String: Methods.Method<String>] = [
    "lower": { _, text, _ throws(TemplateError) in .string(text.small) },
    "upper": { _, text, _ throws(TemplateError) in .string(text.uppercased()) },
    "casefold": { _, text, _ throws(TemplateError) in .string(text.folded) },
    "capitalize": { _, text, _ throws(TemplateError) in .string(text.capitalised) },
    "title": { _, text, _ throws(TemplateError) in .string(title(text)) },
    "swapcase": { _, text, _ throws(TemplateError) in
      var result = ""
      for index in text.unicodeScalars.indices {
        let scalar = text.unicodeScalars[index]
        if scalar.properties.isUppercase {
          result += text.lowercaseMapping(at: index)
        } else {
          result +=
            scalar.properties.isLowercase ? scalar.properties.uppercaseMapping : String(scalar)
        }
      }
      return .string(result)
    },
    "strip": { _, text, given throws(TemplateError) in
      .string(text.stripped(try given.text(0, "chars")))
    },
    "lstrip": { _, text, given throws(TemplateError) in
      .string(text.stripped(try given.text(0, "chars"), right: false))
    },
    "rstrip": { _, text, given throws(TemplateError) in
      .string(text.stripped(try given.text(0, "chars"), left: false))
    },
    "split": { _, text, given throws(TemplateError) in
      let limit = try limit(given, 1, "maxsplit")
      guard let separator = try given.text(0, "sep") else {
        return .list(text.words(limit: limit).map { .string($0) })
      }
      try nonEmpty(separator)
      return .list(text.split(scalars: separator, limit: limit).map { .string($0) })
    },
    "rsplit": { _, text, given throws(TemplateError) in
      let limit = try limit(given, 1, "maxsplit")
      let backwards = String(scalars: text.unicodeScalars.reversed())
      let parts: [String]
      if let separator = try given.text(0, "sep") {
        try nonEmpty(separator)
        parts = backwards.split(
          scalars: String(scalars: separator.unicodeScalars.reversed()), limit: limit)
      } else {
        parts = backwards.words(limit: limit)
      }
      return .list(
        parts.reversed().map { .string(String(scalars: $0.unicodeScalars.reversed())) })
    },
    "splitlines": { _, text, given throws(TemplateError) in
      .list(text.lines(keepEnds: try given.flag(0, "keepends")).map { .string($0) })
    },
    "partition": { _, text, given throws(TemplateError) in
      let separator = try given.requiredText(0, "sep")
      try nonEmpty(separator)
      return parts(text, text.firstRange(of: separator), [text, "", ""])
    },
    "rpartition": { _, text, given throws(TemplateError) in
      let separator = try given.requiredText(0, "sep")
      try nonEmpty(separator)
      return parts(text, text.scalars.lastRange(of: separator.scalars), ["", "", text])
    },
    "join": { evaluator, text, given throws(TemplateError) in
      var words: [String] = []
      var size = 0
      let items: [Value]
      do throws(TemplateError) {
        items = try given.required(0, "iterable").elements()
      } catch  where error.kind == .type {
        throw TemplateError(.type, "can only join an iterable")
      }
      for (index, item) in items.enumerated() {
        guard let word = item.text else {
          throw TemplateError(
            .type, "sequence item \(index): expected str instance, \(item.typeName) found")
        }
        size += word.utf8.count + text.utf8.count
        try evaluator.reserve(size)
        words.append(word)
      }
      return .string(words.joined(separator: text))
    },
    "replace": { evaluator, text, given throws(TemplateError) in
      try replace(
        evaluator, text, given.requiredText(0, "old"), given.requiredText(1, "new"),
        limit(given, 2, "count"))
    },
    "removeprefix": { _, text, given throws(TemplateError) in
      let part = try given.requiredText(0, "prefix").scalars
      return .string(
        text.scalars.starts(with: part)
          ? String(scalars: text.unicodeScalars.dropFirst(part.count)) : text)
    },
    "removesuffix": { _, text, given throws(TemplateError) in
      let part = try given.requiredText(0, "suffix").scalars
      return .string(
        text.scalars.reversed().starts(with: part.reversed())
          ? String(scalars: text.unicodeScalars.dropLast(part.count)) : text)
    },
    "zfill": { evaluator, text, given throws(TemplateError) in
      let missing = try given.integer(0, "width").map { $0 - text.unicodeScalars.count } ?? 0
      try evaluator.reserve(missing)
      let zeros = String(repeating: "0", count: max(missing, 0))
      let scalars = text.scalars
      guard let sign = scalars.first, sign == "+" || sign == "-" else {
        return .string(zeros + text)
      }
      return .string(String(sign) + zeros + String(scalars: scalars.dropFirst()))
    },
    "ljust": { evaluator, text, given throws(TemplateError) in
      try padded(evaluator, text, given) { (0, $0) }
    },
    "rjust": { evaluator, text, given throws(TemplateError) in
      try padded(evaluator, text, given) { ($0, 0) }
    },
    "center": { evaluator, text, given throws(TemplateError) in
      let width = try given.integer(0, "width") ?? 0
      return try padded(evaluator, text, given) { missing in
        let left = missing / 2 + (missing & width & 1)
        return (left, missing - left)
      }
    },
    "expandtabs": { evaluator, text, given throws(TemplateError) in
      let size = max(try given.integer(0, "tabsize") ?? 8, 0)
      try evaluator.reserve(size)
      var result: [Unicode.Scalar] = []
      var column = 0
      for scalar in text.unicodeScalars {
        if scalar == "\t" {
          let spaces = size == 0 ? 0 : size - column % size
          result += Array(repeating: " ", count: spaces)
          column += spaces
          try evaluator.reserve(result.count)
        } else {
          result.append(scalar)
          column = scalar == "\n" || scalar == "\r" ? 0 : column + 1
        }
      }
      return .string(String(scalars: result))
    },
    "format": { evaluator, text, given throws(TemplateError) in
      .string(try BraceFormat.apply(text, given, evaluator, escapes: false))
    },
    "format_map": { evaluator, text, given throws(TemplateError) in
      guard case .dict(let dict) = try given.required(0, "mapping") else {
        throw TemplateError(.type, "format_map() needs a mapping")
      }
      var named = Arguments()
      for case (.string(let name), let value) in dict.pairs { named.named.append((name, value)) }
      return .string(try BraceFormat.apply(text, named, evaluator, escapes: false))
    },
    "translate": { _, text, given throws(TemplateError) in
      guard case .dict(let table) = try given.required(0, "table") else { return .string(text) }
      var result = ""
      for scalar in text.unicodeScalars {
        switch table.get(.int(Int(scalar.value))) {
        case .string(let new)?: result += new
        case .int(let code)?:
          if let new = UInt32(exactly: code).flatMap(Unicode.Scalar.init) {
            result.unicodeScalars.append(new)
          }
        case .some(.none): continue
        default: result.unicodeScalars.append(scalar)
        }
      }
      return .string(result)
    },
  ]

  static func replace(
    _ evaluator: Evaluator, _ text: String, _ old: String, _ new: String, _ limit: Int
  ) throws(TemplateError) -> Value {
    try evaluator.reserve(text.growth(replacing: old, with: new, limit: limit))
    return .string(text.replacing(scalars: old, with: new, limit: limit))
  }

  static func title(_ text: String) -> String {
    var isInWord = false
    var result = ""
    for index in text.unicodeScalars.indices {
      let scalar = text.unicodeScalars[index]
      result += isInWord ? text.lowercaseMapping(at: index) : scalar.properties.titlecaseMapping
      isInWord = scalar.properties.isCased
    }
    return result
  }

  private static func limit(
    _ given: Arguments, _ index: Int, _ name: String
  ) throws(TemplateError) -> Int {
    guard let limit = try given.integer(index, name), limit >= 0 else { return .max }
    return limit
  }

  private static func nonEmpty(_ separator: String) throws(TemplateError) {
    if separator.isEmpty { throw TemplateError(.value, "empty separator") }
  }

  private static func parts(_ text: String, _ range: Range<Int>?, _ other: [String]) -> Value {
    guard let range else { return .tuple(other.map { .string($0) }) }
    let scalars = text.scalars
    let parts = [scalars[..<range.lowerBound], scalars[range], scalars[range.upperBound...]]
    return .tuple(parts.map { .string(String(scalars: $0)) })
  }

  private static func padded(
    _ evaluator: Evaluator, _ text: String, _ given: Arguments, _ share: (Int) -> (Int, Int)
  ) throws(TemplateError) -> Value {
    let width = try given.integer(0, "width") ?? 0
    let fill = try given.text(1, "fillchar") ?? " "
    guard fill.unicodeScalars.count == 1 else {
      throw TemplateError(.type, "The fill character must be exactly one character long")
    }
    try evaluator.reserve(width)
    let missing = max(width - text.unicodeScalars.count, 0)
    let (left, right) = share(missing)
    return .string(
      String(repeating: fill, count: left) + text + String(repeating: fill, count: right))
  }
}
