/// Cuts a template into tokens, and applies the white-space rules on the way.
struct Lexer {
  let source: [Unicode.Scalar]
  let environment: Environment
  var index = 0
  private var result: [Token] = []
  /// Where the text that is not yet a token begins.
  var dataStart = 0
  var lineStarting = true
  private var counted = 0
  private var place = Position(line: 1, column: 1)
  private let starts: [(text: [Unicode.Scalar], kind: Start)]
  /// With what scalars a delimiter may begin; empty if it may begin with white space.
  private let firsts: [Unicode.Scalar]
  let blockEnd: [Unicode.Scalar]
  let variableEnd: [Unicode.Scalar]
  let commentEnd: [Unicode.Scalar]

  private enum Start { case variable, lineStatement, lineComment, comment, block }

  init(_ source: [Unicode.Scalar], _ environment: Environment) {
    self.source = source
    self.environment = environment
    // The longest delimiter wins; of equally long ones the first in this order.
    let all: [(String?, Start)] = [
      (environment.variableStart, .variable), (environment.lineStatementPrefix, .lineStatement),
      (environment.lineCommentPrefix, .lineComment), (environment.commentStart, .comment),
      (environment.blockStart, .block),
    ]
    let given = all.compactMap { text, kind in text.map { ($0.scalars, kind) } }
      .filter { !$0.0.isEmpty }
    starts = given.enumerated()
      .sorted { ($1.element.0.count, $0.offset) < ($0.element.0.count, $1.offset) }
      .map { ($0.element.0, $0.element.1) }
    let hasLines = given.contains { $0.1 == .lineStatement || $0.1 == .lineComment }
    firsts = hasLines ? [] : Array(Set(given.compactMap(\.0.first)))
    blockEnd = environment.blockEnd.scalars
    variableEnd = environment.variableEnd.scalars
    commentEnd = environment.commentEnd.scalars
  }

  mutating func tokens() throws(TemplateError) -> [Token] {
    result.reserveCapacity(source.count / 8)
    while index < source.count {
      guard firsts.isEmpty || firsts.contains(source[index]), let (kind, end) = start(at: index)
      else {
        index += 1
        continue
      }
      let begin = index
      index = end
      var sign: Unicode.Scalar?
      if index < source.count, source[index] == "-" || source[index] == "+" {
        sign = source[index]
        index += 1
      }
      flush(dataStart, stripped(begin, sign, lstrip: kind != .variable))
      let position = position(of: begin)
      switch kind {
      case .comment: try comment(position)
      case .lineComment: while index < source.count, source[index] != "\n" { index += 1 }
      case .variable: try expression(.variableBegin, position)
      case .lineStatement: try expression(.blockBegin, position, isLine: true)
      case .block:
        if try !raw(position) { try expression(.blockBegin, position) }
      }
      if kind == .lineComment { lineStarting = false }
      dataStart = index
    }
    flush(dataStart, source.count)
    // As in Jinja2, the end is where the last thing before it begins.
    append(.end, "", result.last?.position ?? place)
    return result
  }

  /// What begins at a place, and where its text ends.
  private func start(at place: Int) -> (kind: Start, end: Int)? {
    for (text, kind) in starts {
      var begin = place
      let isAtLineStart = place == 0 || source[place - 1] == "\n"
      switch kind {
      case .lineStatement:
        guard isAtLineStart else { continue }
        while begin < source.count, [" ", "\t", "\u{B}"].contains(source[begin]) { begin += 1 }
      case .lineComment:
        guard isAtLineStart || !source[place - 1].isPythonSpace else { continue }
        while begin < source.count, source[begin].isPythonSpace, source[begin] != "\n" {
          begin += 1
        }
      default: break
      }
      if matches(text, at: begin) { return (kind, begin + text.count) }
    }
    return nil
  }

  /// Where the text before a tag ends without the white space that the tag removes.
  func stripped(_ end: Int, _ sign: Unicode.Scalar?, lstrip: Bool) -> Int {
    var start = end
    while start > dataStart, source[start - 1].isPythonSpace,
      sign == "-" || source[start - 1] != "\n"
    {
      start -= 1
    }
    if sign == "-" { return start }
    guard sign != "+", environment.lstripBlocks, lstrip else { return end }
    return start > dataStart
      ? (source[start - 1] == "\n" ? start : end) : lineStarting ? start : end
  }

  mutating func flush(_ start: Int, _ end: Int) {
    guard start < end else { return }
    let position = position(of: start)
    var text = String(scalars: source[start..<end])
    if environment.newline != "\n" {
      text = text.replacing(scalars: "\n", with: environment.newline)
    }
    append(.data, text, position)
  }

  private mutating func append(_ kind: Token.Kind, _ text: String, _ position: Position) {
    result.append(Token(kind: kind, text: text, position: position))
  }

  func matches(_ text: [Unicode.Scalar], at start: Int) -> Bool {
    guard start + text.count <= source.count else { return false }
    for offset in text.indices where source[start + offset] != text[offset] { return false }
    return true
  }

  /// Line and column of an offset; offsets must not go back.
  mutating func position(of offset: Int) -> Position {
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
  mutating func tagEnd(_ end: [Unicode.Scalar], trims: Bool) -> Bool {
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

  /// Reads the words of an expression or statement up to its closing delimiter, or to the end of
  /// the line.
  private mutating func expression(
    _ kind: Token.Kind, _ position: Position, isLine: Bool = false
  ) throws(TemplateError) {
    append(kind, "", position)
    let isBlock = kind == .blockBegin
    var open: [Unicode.Scalar] = []
    while true {
      let begin = index
      guard index < source.count || isLine else { return }
      if open.isEmpty {
        let ended =
          isLine ? lineEnd() : tagEnd(isBlock ? blockEnd : variableEnd, trims: isBlock)
        if ended {
          append(isBlock ? .blockEnd : .variableEnd, "", self.position(of: begin))
          return
        }
      }
      guard index < source.count else { return }
      if source[index].isPythonSpace {
        index += 1
        continue
      }
      let position = self.position(of: index)
      let scalar = source[index]
      if scalar == "\"" || scalar == "'" {
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
    let next = index + 1 < source.count ? source[index + 1] : " "
    let isDouble =
      next == "=" && ["=", "!", ">", "<"].contains(scalar)
      || next == scalar && (scalar == "*" || scalar == "/")
    if isDouble || Self.isSymbol(scalar) {
      let begin = index
      index += isDouble ? 2 : 1
      return String(scalars: source[begin..<index])
    }
    throw TemplateError(
      .syntax, "unexpected char \(Value.quoted(String(scalar))) at \(index)", at: position)
  }

  private static func isSymbol(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "+", "-", "/", "*", "%", "~", "[", "]", "(", ")", "{", "}", ">", "<", "=", ".", ":", "|",
      ",", ";":
      true
    default: false
    }
  }
}
