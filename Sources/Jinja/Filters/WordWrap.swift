/// Breaks a line as Python's `textwrap` does.
struct WordWrap {
  let width: Int
  let breaksLong: Bool
  let breaksHyphens: Bool

  func lines(_ line: String) -> [String] {
    var pieces = self.pieces(line.scalars)[...]
    var result: [String] = []
    while !pieces.isEmpty {
      var current: [ArraySlice<Unicode.Scalar>] = []
      var length = 0
      if !result.isEmpty, pieces.first?.allSatisfy(\.isPythonSpace) == true {
        pieces.removeFirst()
      }
      while let piece = pieces.first, length + piece.count <= width {
        current.append(piece)
        length += piece.count
        pieces.removeFirst()
      }
      if let long = pieces.first, long.count > width {
        if breaksLong {
          let end = end(ofFirst: width - length, long)
          current.append(long[..<end])
          pieces[pieces.startIndex] = long[end...]
        } else if current.isEmpty {
          current.append(long)
          pieces.removeFirst()
        }
      }
      if current.last?.allSatisfy(\.isPythonSpace) == true { current.removeLast() }
      if !current.isEmpty { result.append(String(scalars: current.joined())) }
    }
    return result
  }

  /// Where a word that is longer than a line is cut: behind a hyphen if there is one.
  private func end(ofFirst room: Int, _ word: ArraySlice<Unicode.Scalar>) -> Int {
    let space = max(room, 1)
    let end = word.startIndex + space
    guard breaksHyphens, word.count > space,
      let hyphen = word[..<end].lastIndex(of: "-"), hyphen > word.startIndex,
      word[..<hyphen].contains(where: { $0 != "-" })
    else { return end }
    return hyphen + 1
  }

  /// Words and the white space between them; a hyphen within a word ends a piece.
  private func pieces(_ text: [Unicode.Scalar]) -> [ArraySlice<Unicode.Scalar>] {
    var result: [ArraySlice<Unicode.Scalar>] = []
    var start = 0
    while start < text.count {
      var end = start + 1
      if Self.isSpace(text[start]) {
        while end < text.count, Self.isSpace(text[end]) { end += 1 }
      } else if breaksHyphens, let dash = Self.dashEnd(text, start) {
        end = dash
      } else {
        while end < text.count, !Self.isSpace(text[end]) {
          if breaksHyphens {
            if Self.isBreak(text, end) {
              end += 1
              break
            }
            if Self.dashEnd(text, end) != nil { break }
          }
          end += 1
        }
      }
      result.append(text[start..<end])
      start = end
    }
    return result
  }

  private static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
    scalar == " " || (9...13).contains(scalar.value)
  }

  /// The end of two or more hyphens between words.
  private static func dashEnd(_ text: [Unicode.Scalar], _ start: Int) -> Int? {
    guard text[start] == "-", start > 0, isInWord(text[start - 1]) else { return nil }
    var end = start
    while end < text.count, text[end] == "-" { end += 1 }
    guard end - start >= 2, end < text.count, text[end].isWord else { return nil }
    return end
  }

  /// Whether a line may end behind the hyphen at a place.
  private static func isBreak(_ text: [Unicode.Scalar], _ place: Int) -> Bool {
    guard text[place] == "-", place >= 2 else { return false }
    let before = text[place - 2]
    let isCompound =
      isLetter(before) && isLetter(text[place - 1])
      || (place >= 3 && before == "-" && isLetter(text[place - 3]) && isInWord(text[place - 1]))
    guard isCompound, place + 1 < text.count, isLetter(text[place + 1]) else { return false }
    let next = place + 2 < text.count && text[place + 2] == "-" ? place + 3 : place + 2
    return next < text.count && isLetter(text[next])
  }

  private static func isLetter(_ scalar: Unicode.Scalar) -> Bool {
    scalar.isWord && scalar.properties.numericType != .decimal
  }

  private static func isInWord(_ scalar: Unicode.Scalar) -> Bool {
    scalar.isWord || "!\"'&.,?".unicodeScalars.contains(scalar)
  }
}
