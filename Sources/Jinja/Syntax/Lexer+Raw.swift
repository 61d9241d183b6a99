/// What no parser sees: comments, raw blocks and the ends of line statements.
extension Lexer {
  mutating func comment(_ position: Position) throws(TemplateError) {
    while index < source.count {
      if tagEnd(commentEnd, trims: true) { return }
      index += 1
    }
    throw TemplateError(.syntax, "Missing end of comment tag", at: position)
  }

  /// Reads a raw block if one starts here (the opening delimiter is already read).
  mutating func raw(_ position: Position) throws(TemplateError) -> Bool {
    let begin = index
    skipSpace()
    guard matches("raw".scalars, at: index) else {
      index = begin
      return false
    }
    index += 3
    skipSpace()
    // Line ends after the opening tag stay even with trim_blocks, as in Jinja2.
    guard tagEnd(blockEnd, trims: false) else {
      index = begin
      return false
    }
    let open = environment.blockStart.scalars
    dataStart = index
    while index < source.count {
      if matches(open, at: index) {
        let tag = index
        index += open.count
        var sign: Unicode.Scalar?
        if index < source.count, source[index] == "-" || source[index] == "+" {
          sign = source[index]
          index += 1
        }
        skipSpace()
        if matches("endraw".scalars, at: index) {
          index += 6
          skipSpace()
          let before = lineStarting
          if tagEnd(blockEnd, trims: true) {
            let after = lineStarting
            lineStarting = before
            flush(dataStart, stripped(tag, sign, lstrip: true))
            lineStarting = after
            return true
          }
        }
        index = tag
      }
      index += 1
    }
    throw TemplateError(.syntax, "Missing end of raw directive", at: position)
  }

  mutating func skipSpace() {
    while index < source.count, source[index].isPythonSpace { index += 1 }
  }

  /// Moves behind the white space that ends a line statement, if it is there.
  mutating func lineEnd() -> Bool {
    var end = index
    var last: Int?
    while end < source.count, source[end].isPythonSpace {
      end += 1
      if source[end - 1] == "\n" { last = end }
    }
    guard end == source.count || last != nil else { return false }
    index = end == source.count ? end : last ?? end
    lineStarting = index > 0 && source[index - 1] == "\n"
    return true
  }
}
