/// A line of text that is being typed.
struct LineEditor {
  /// What a key has brought about, if it was more than a change.
  enum Outcome {
    /// The line is finished.
    case taken
    /// There will be no line.
    case ended
  }

  private var characters: [Character]
  private var cursor: Int
  private static let longest = 1 << 16

  /// The line so far.
  var text: String { String(characters) }

  init(_ text: String = "") {
    characters = Array(text)
    cursor = characters.count
  }

  /// Does what a key asks for.
  mutating func apply(_ key: Key) -> Outcome? {
    switch key {
    case .text(let text): insert(text)
    case .pasted(let text): insert(Self.oneLine(text))
    case .enter: return .taken
    case .endOfInput:
      if characters.isEmpty { return .ended }
      remove(cursor..<cursor + 1)
    case .left: cursor = max(cursor - 1, 0)
    case .right: cursor = min(cursor + 1, characters.count)
    case .home: cursor = 0
    case .end: cursor = characters.count
    case .backspace: remove(cursor - 1..<cursor)
    case .delete: remove(cursor..<cursor + 1)
    case .deleteToStart: remove(0..<cursor)
    case .deleteToEnd: remove(cursor..<characters.count)
    case .deleteWord:
      var start = cursor
      while start > 0, characters[start - 1].isWhitespace { start -= 1 }
      while start > 0, !characters[start - 1].isWhitespace { start -= 1 }
      remove(start..<cursor)
    default: break
    }
    return nil
  }

  private mutating func insert(_ text: String) {
    guard characters.count + text.utf8.count <= Self.longest else { return }
    // An accent that is typed after its letter makes one character with it.
    let start = max(cursor - 1, 0)
    let joined = Array(String(characters[start..<cursor]) + text)
    characters.replaceSubrange(start..<cursor, with: joined)
    cursor = start + joined.count
  }

  private mutating func remove(_ range: Range<Int>) {
    let range = range.clamped(to: characters.indices)
    characters.removeSubrange(range)
    cursor = min(range.lowerBound, characters.count)
  }

  /// Pasted lines become one, and what no line has is left out.
  private static func oneLine(_ text: String) -> String {
    let lines = text.split(whereSeparator: \.isNewline)
    return Visible.text(lines.joined(separator: " ").replacing("\t", with: " "))
  }

  /// The part of the line around the cursor that fits into some columns, and the cursor's column.
  func view(columns: Int) -> (text: String, cursor: Int) {
    var start = cursor
    var before = 0
    while start > 0 {
      let width = DisplayWidth.of(characters[start - 1])
      guard before + width < columns else { break }
      before += width
      start -= 1
    }
    var end = cursor
    var width = before
    while end < characters.count {
      width += DisplayWidth.of(characters[end])
      guard width < columns else { break }
      end += 1
    }
    return (String(characters[start..<end]), before)
  }
}
