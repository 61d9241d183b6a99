/// Cuts a template into tokens, and applies the white-space rules on the way.
struct Lexer {
  let source: [Unicode.Scalar]
  let environment: Environment
  var index = 0
  private var result: [Token] = []
  private var data: [Unicode.Scalar] = []
  private var dataPosition = Position(line: 1, column: 1)
  private var lineStarting = true
  private var counted = 0
  private var place = Position(line: 1, column: 1)
  private let starts: [(text: [Unicode.Scalar], kind: Start)]

  private enum Start { case variable, block, comment }

  init(_ source: [Unicode.Scalar], _ environment: Environment) {
    self.source = source
    self.environment = environment
    let all: [(String, Start)] = [
      (environment.variableStart, .variable), (environment.commentStart, .comment),
      (environment.blockStart, .block),
    ]
    starts = all.map { (Array($0.0.unicodeScalars), $0.1) }
      .filter { !$0.0.isEmpty }
      .sorted { $0.0.count > $1.0.count }
  }

  mutating func tokens() throws(TemplateError) -> [Token] {
    while index < source.count {
      guard let start = starts.first(where: { matches($0.text, at: index) }) else {
        data.append(source[index])
        index += 1
        continue
      }
      let position = position(of: index)
      let begin = index
      index += start.text.count
      var sign: Unicode.Scalar?
      if index < source.count, source[index] == "-" || source[index] == "+" {
        sign = source[index]
        index += 1
      }
      stripBefore(sign, lstrip: start.kind != .variable)
      flush(before: begin)
      switch start.kind {
      case .comment: try comment(position)
      case .variable: try expression(.variableBegin, position)
      case .block:
        if try raw(position) { continue }
        try expression(.blockBegin, position)
      }
    }
    flush(before: index)
    append(.end, "", position(of: index))
    return result
  }

  /// Removes white space at the end of the text collected so far.
  private mutating func stripBefore(_ sign: Unicode.Scalar?, lstrip: Bool) {
    if sign == "-" {
      while let last = data.last, last.isPythonSpace { data.removeLast() }
    } else if sign != "+", environment.lstripBlocks, lstrip {
      let start = data.lastIndex(of: "\n").map { $0 + 1 } ?? 0
      if start > 0 || lineStarting, data[start...].allSatisfy(\.isPythonSpace) {
        data.removeSubrange(start...)
      }
    }
  }

  private mutating func flush(before end: Int) {
    if !data.isEmpty {
      var text = String(scalars: data)
      if environment.newline != "\n" {
        text = text.replacing(scalars: "\n", with: environment.newline)
      }
      append(.data, text, dataPosition)
    }
    data.removeAll(keepingCapacity: true)
  }

  private mutating func append(_ kind: Token.Kind, _ text: String, _ position: Position) {
    result.append(Token(kind: kind, text: text, position: position))
  }

  func matches(_ text: [Unicode.Scalar], at start: Int) -> Bool {
    guard start + text.count <= source.count else { return false }
    for (offset, scalar) in text.enumerated() where source[start + offset] != scalar {
      return false
    }
    return true
  }

  /// Line and column of an offset; offsets must not go back.
  private mutating func position(of offset: Int) -> Position {
    while counted < min(offset, source.count) {
      if source[counted] == "\n" {
        place.line += 1
        place.column = 1
      } else {
        place.column += 1
      }
      counted += 1
    }
    return place
  }

  /// Moves behind the end of a tag at `index` with its white-space sign, if one is there.
  private mutating func tagEnd(_ text: String, trims: Bool) -> Bool {
    let end = Array(text.unicodeScalars)
    if index < source.count, source[index] == "-", matches(end, at: index + 1) {
      index += 1 + end.count
      while index < source.count, source[index].isPythonSpace { index += 1 }
    } else if trims, index < source.count, source[index] == "+", matches(end, at: index + 1) {
      index += 1 + end.count
    } else if matches(end, at: index) {
      index += end.count
      if trims, environment.trimBlocks, index < source.count, source[index] == "\n" { index += 1 }
    } else {
      return false
    }
    lineStarting = index > 0 && source[index - 1] == "\n"
    return true
  }

  private mutating func comment(_ position: Position) throws(TemplateError) {
    while index < source.count {
      if tagEnd(environment.commentEnd, trims: true) { return }
      index += 1
    }
    throw TemplateError(.syntax, "Missing end of comment tag", at: position)
  }

  /// Reads a raw block if one starts here (the opening delimiter is already read).
  private mutating func raw(_ position: Position) throws(TemplateError) -> Bool {
    let begin = index
    skipSpace()
    guard matches(Array("raw".unicodeScalars), at: index) else {
      index = begin
      return false
    }
    index += 3
    skipSpace()
    // Line ends after the opening tag stay even with trim_blocks, as in Jinja2.
    guard tagEnd(environment.blockEnd, trims: false) else {
      index = begin
      return false
    }
    let open = Array(environment.blockStart.unicodeScalars)
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
        if matches(Array("endraw".unicodeScalars), at: index) {
          index += 6
          skipSpace()
          let before = lineStarting
          if tagEnd(environment.blockEnd, trims: true) {
            let after = lineStarting
            lineStarting = before
            stripBefore(sign, lstrip: true)
            lineStarting = after
            dataPosition = position
            flush(before: tag)
            return true
          }
        }
        index = tag
      }
      data.append(source[index])
      index += 1
    }
    throw TemplateError(.syntax, "Missing end of raw directive", at: position)
  }

  private mutating func skipSpace() {
    while index < source.count, source[index].isPythonSpace { index += 1 }
  }

  /// Reads the words of an expression or statement up to its closing delimiter.
  private mutating func expression(
    _ kind: Token.Kind, _ position: Position
  ) throws(TemplateError) {
    append(kind, "", position)
    let isBlock = kind == .blockBegin
    var open: [Unicode.Scalar] = []
    while true {
      let position = self.position(of: index)
      guard index < source.count else { return }
      if open.isEmpty {
        let ended = tagEnd(
          isBlock ? environment.blockEnd : environment.variableEnd, trims: isBlock)
        if ended {
          append(isBlock ? .blockEnd : .variableEnd, "", position)
          dataPosition = self.position(of: index)
          return
        }
      }
      let scalar = source[index]
      if scalar.isPythonSpace {
        index += 1
      } else if scalar == "\"" || scalar == "'" {
        append(.string, try string(position), position)
      } else if scalar.isDigit {
        let previous = result.last?.isSymbol(".") == true && source[index - 1] == "."
        let (kind, text) = number(afterDot: previous)
        append(kind, text, position)
      } else if scalar.isWord {
        let begin = index
        while index < source.count, source[index].isWord { index += 1 }
        append(.name, String(scalars: source[begin..<index]), position)
      } else {
        append(.symbol, try symbol(&open, position), position)
      }
    }
  }

  private mutating func symbol(
    _ open: inout [Unicode.Scalar], _ position: Position
  ) throws(TemplateError) -> String {
    let scalar = source[index]
    switch scalar {
    case "(", "[", "{": open.append(scalar)
    case ")", "]", "}":
      guard let last = open.popLast() else {
        throw TemplateError(.syntax, "unexpected '\(scalar)'", at: position)
      }
      let expected: Unicode.Scalar = last == "(" ? ")" : last == "[" ? "]" : "}"
      guard expected == scalar else {
        throw TemplateError(
          .syntax, "unexpected '\(scalar)', expected '\(expected)'", at: position)
      }
    default: break
    }
    for length in [2, 1] where index + length <= source.count {
      let text = String(scalars: source[index..<index + length])
      if Self.symbols.contains(text) {
        index += length
        return text
      }
    }
    throw TemplateError(
      .syntax, "unexpected char \(Value.quoted(String(scalar))) at \(index)", at: position)
  }

  private static let symbols: Set<String> = [
    "+", "-", "/", "//", "*", "%", "**", "~", "[", "]", "(", ")", "{", "}", "==", "!=", ">", ">=",
    "<", "<=", "=", ".", ":", "|", ",", ";",
  ]
}
