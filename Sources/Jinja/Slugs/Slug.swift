import Patterns

/// Texts for names of folders and addresses: the `slugify` filter, step by step as in
/// python-slugify 8.0.4.
struct Slug {
  var references = SlugReferences()
  var separator = "-"
  var maximum = 0
  var keepsWords = false
  var keepsOrder = false
  var isLowercase = true
  var allowsUnicode = false
  var stopWords: [String] = []
  var replacements: [(String, String)] = []
  /// What separates words; `nil` for all that is neither a letter nor a digit.
  var pattern: Pattern?
  /// The longest text that replacements may make, in bytes.
  var limit = Int.max

  func apply(_ text: String) throws(TemplateError) -> String {
    // Quotes separate words; the ASCII form of a letter never does.
    var text = Self.replacingQuotes(in: try replaced(text), with: "-")
    text = allowsUnicode ? Transliteration.composed(text) : Transliteration.ascii(text)
    text = references.decoded(text)
    // Only their marks are taken from letters that were written as entities, as in python-slugify.
    text = allowsUnicode ? Transliteration.composed(text) : Transliteration.decomposed(text)
    if isLowercase { text = text.small }
    text = Self.withoutThousands(Self.replacingQuotes(in: text, with: ""))
    var words = try words(of: text)
    if !stopWords.isEmpty {
      let stops = Set(isLowercase ? stopWords.map(\.small) : stopWords)
      words.removeAll { stops.contains($0) }
    }
    text = shortened(try replaced(words.joined(separator: "-")))
    return separator == "-" ? text : try replaced(text, "-", separator)
  }

  private func replaced(_ text: String) throws(TemplateError) -> String {
    var text = text
    for (old, new) in replacements { text = try replaced(text, old, new) }
    return text
  }

  private func replaced(
    _ text: String, _ old: String, _ new: String
  ) throws(TemplateError) -> String {
    guard text.growth(replacing: old, with: new) <= limit - text.utf8.count else {
      throw TemplateError(.limit, "a value is larger than \(limit) elements")
    }
    return text.replacing(scalars: old, with: new)
  }

  private func words(of text: String) throws(TemplateError) -> [String] {
    guard let pattern else {
      return text.unicodeScalars.split { scalar in
        scalar.isASCII ? !scalar.isAlphanumeric : !(allowsUnicode && scalar.isAlphanumeric)
      }.map { String($0) }
    }
    do throws(Pattern.TooMuchWork) {
      let dashed = try pattern.replacing(in: text, with: "-")
      return dashed.split(scalars: "-").filter { !$0.isEmpty }
    } catch {
      throw TemplateError(
        .limit, "a text is too long to look for the pattern \(Value.quoted(pattern.text)) in it")
    }
  }

  /// At most as many characters as wanted, of whole words if these are kept.
  private func shortened(_ text: String) -> String {
    guard maximum > 0 else { return text }
    let text = text.stripped("-")
    guard text.unicodeScalars.count >= maximum else { return text }
    let cut = String(scalars: text.unicodeScalars.prefix(maximum))
    let words = text.split(scalars: "-")
    guard keepsWords else { return cut.stripped("-") }
    guard words.count > 1 else { return cut }
    var kept: [String] = []
    var length = 0
    for word in words where !word.isEmpty {
      let next = length + word.unicodeScalars.count
      if next <= maximum {
        kept.append(word)
        length = next + 1
        if next == maximum { break }
      } else if keepsOrder {
        break
      }
    }
    return kept.isEmpty ? cut.stripped("-") : kept.joined(separator: "-")
  }

  /// Each run of quotes becomes one text.
  private static func replacingQuotes(in text: String, with other: String) -> String {
    var result = String.UnicodeScalarView()
    var isQuote = false
    for scalar in text.unicodeScalars {
      if scalar != "'" {
        result.append(scalar)
      } else if !isQuote {
        result.append(contentsOf: other.unicodeScalars)
      }
      isQuote = scalar == "'"
    }
    return String(result)
  }

  /// Removes commas between digits: "1,000" is one word.
  private static func withoutThousands(_ text: String) -> String {
    guard text.unicodeScalars.contains(",") else { return text }
    let scalars = text.scalars
    func isDigit(_ index: Int) -> Bool {
      scalars.indices.contains(index) && scalars[index].isDecimal
    }
    return String(
      scalars: scalars.indices.filter { index in
        scalars[index] != "," || !isDigit(index - 1) || !isDigit(index + 1)
      }.map { scalars[$0] })
  }
}
