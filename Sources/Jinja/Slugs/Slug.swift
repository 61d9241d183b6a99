/// Texts for names of folders and addresses: the `slugify` filter.
struct Slug {
  var separator = "-"
  var maximum = 0
  var keepsWords = false
  var keepsOrder = false
  var isLowercase = true
  var allowsUnicode = false
  var stopWords: [String] = []
  var replacements: [(String, String)] = []

  func apply(_ text: String) -> String {
    var text = text
    for (old, new) in replacements { text = text.replacing(scalars: old, with: new) }
    // Quotes separate words; the ASCII form of a letter never does.
    text = text.replacing(scalars: "'", with: "-")
    if !allowsUnicode { text = Self.ascii(text) }
    text = HTML.unescaped(text)
    // Only their marks are taken from letters that were written as entities, as in python-slugify.
    if !allowsUnicode { text = Transliteration.decomposed(text) }
    if isLowercase { text = text.lowercased() }
    text = Self.withoutThousands(text.replacing(scalars: "'", with: ""))
    var words: [String] = []
    var word: [Unicode.Scalar] = []
    for scalar in text.unicodeScalars {
      let isKept = scalar.isDigit || scalar.isLetter && (allowsUnicode || scalar.isASCII)
      if isKept {
        word.append(scalar)
      } else if !word.isEmpty {
        words.append(String(scalars: word))
        word = []
      }
    }
    if !word.isEmpty { words.append(String(scalars: word)) }
    let stops = stopWords.map { isLowercase ? $0.lowercased() : $0 }
    words.removeAll { stops.contains($0) }
    return shortened(words).joined(separator: separator)
  }

  private func shortened(_ words: [String]) -> [String] {
    let full = words.joined(separator: "-")
    guard maximum > 0, full.unicodeScalars.count > maximum else { return words }
    if !keepsWords {
      let cut = String(scalars: full.unicodeScalars.prefix(maximum))
      return cut.split(scalars: "-").filter { !$0.isEmpty }
    }
    var kept: [String] = []
    var length = 0
    for word in words {
      let more = word.unicodeScalars.count + (kept.isEmpty ? 0 : 1)
      if length + more <= maximum {
        kept.append(word)
        length += more
      } else if keepsOrder {
        break
      }
    }
    if kept.isEmpty, let first = words.first {
      kept = [String(scalars: first.unicodeScalars.prefix(maximum))]
    }
    return kept
  }

  /// Removes commas between digits: "1,000" is one word.
  private static func withoutThousands(_ text: String) -> String {
    let scalars = text.scalars
    return String(
      scalars: scalars.indices.filter { index in
        scalars[index] != "," || index == 0 || index + 1 == scalars.count
          || !scalars[index - 1].isDigit || !scalars[index + 1].isDigit
      }.map { scalars[$0] })
  }

  /// The nearest ASCII spelling.
  private static func ascii(_ text: String) -> String {
    if text.utf8.allSatisfy({ $0 < 128 }) { return text }
    return Transliteration.ascii(text)
  }
}
