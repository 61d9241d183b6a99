/// A place in a text that a pattern asks for.
enum PatternPlace: Sendable {
  /// The start of the text.
  case start
  /// The end of the text.
  case end
  /// The end of the text, or the place before a line end that ends it.
  case endOfLastLine
  /// A place between a word and something else, or any other place.
  case boundary(isNegative: Bool)

  /// Whether a place is one of these.
  func matches(_ place: Int, in text: [Unicode.Scalar]) -> Bool {
    func isWord(_ place: Int) -> Bool {
      text.indices.contains(place) && PatternNode.CharacterClass.word.contains(text[place])
    }
    switch self {
    case .start: return place == 0
    case .end: return place == text.count
    case .endOfLastLine:
      return place == text.count || place == text.count - 1 && text[place] == "\n"
    case .boundary(let isNegative): return (isWord(place - 1) != isWord(place)) != isNegative
    }
  }
}
