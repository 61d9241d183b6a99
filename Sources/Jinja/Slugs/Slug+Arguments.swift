import Patterns

extension Slug {
  /// What the arguments of the filter say.
  init(_ given: Arguments, limit: Int) throws(TemplateError) {
    self.limit = limit
    references.decodesNames = try given.flag(0, "entities", true)
    references.decodesDecimals = try given.flag(1, "decimal", true)
    references.decodesHexadecimals = try given.flag(2, "hexadecimal", true)
    maximum = try given.integer(3, "max_length") ?? 0
    keepsWords = try given.flag(4, "word_boundary")
    separator = try given.text(5, "separator") ?? "-"
    keepsOrder = try given.flag(6, "save_order")
    for word in try given.value(7, "stopwords")?.elements() ?? [] {
      stopWords.append(try word.printed())
    }
    if let text = try given.text(8, "regex_pattern"), !text.isEmpty {
      do throws(Pattern.Problem) {
        pattern = try Pattern(text)
      } catch {
        throw TemplateError(
          .value,
          "the pattern \(Value.quoted(String(text.prefix(60)))) cannot be used: \(error.clause)")
      }
    }
    isLowercase = try given.flag(9, "lowercase", true)
    for pair in try given.value(10, "replacements")?.elements() ?? [] {
      let parts = try pair.elements()
      guard parts.count == 2 else {
        throw TemplateError(.value, "replacements must be pairs of texts")
      }
      replacements.append((try parts[0].printed(), try parts[1].printed()))
    }
    allowsUnicode = try given.flag(11, "allow_unicode")
  }
}
