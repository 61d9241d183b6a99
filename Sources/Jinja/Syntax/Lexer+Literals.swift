extension Lexer {
  /// Reads a string literal that starts at `index` and decodes Python's escapes.
  mutating func string(_ position: Position) throws(TemplateError) -> String {
    let quote = source[index]
    var end = index + 1
    while end < source.count, source[end] != quote { end += source[end] == "\\" ? 2 : 1 }
    guard end < source.count else {
      throw TemplateError(
        .syntax, "unexpected char \(Value.quoted(String(quote))) at \(index)", at: position)
    }
    var body = source[(index + 1)..<end]
    index = end + 1
    if environment.newline != "\n", body.contains("\n") {
      let text = String(scalars: body).replacing(scalars: "\n", with: environment.newline)
      body = text.scalars[...]
    }
    guard body.contains("\\") else { return String(scalars: body) }
    var text: [Unicode.Scalar] = []
    var rest = body
    while let scalar = rest.popFirst() {
      guard scalar == "\\", let escape = rest.popFirst() else {
        text.append(scalar)
        continue
      }
      if let digits = ["x": 2, "u": 4, "U": 8][escape] {
        let number = String(scalars: rest.prefix(digits))
        rest = rest.dropFirst(digits)
        guard number.unicodeScalars.count == digits,
          number.unicodeScalars.allSatisfy({ $0.digit(16) != nil }),
          let code = UInt32(number, radix: 16)
        else {
          let form = "\\\(escape)" + String(repeating: "X", count: digits)
          throw TemplateError(.syntax, "truncated \(form) escape", at: position)
        }
        guard let decoded = Unicode.Scalar(code) else {
          throw TemplateError(.syntax, "illegal Unicode character", at: position)
        }
        text.append(decoded)
      } else if escape == "N" {
        throw TemplateError(
          .syntax, "\\N{…} is not supported: write the character itself, or its number as \\uXXXX",
          at: position)
      } else if ("0"..."7").contains(escape) {
        var code = escape.value - 48
        for _ in 0..<2 {
          guard let digit = rest.first, ("0"..."7").contains(digit) else { break }
          code = code * 8 + digit.value - 48
          rest = rest.dropFirst()
        }
        text.append(Unicode.Scalar(code) ?? "\u{FFFD}")
      } else if let plain = Self.escapes[escape] {
        text.append(plain)
      } else if escape != "\n" {
        text += ["\\", escape]
      }
    }
    return String(scalars: text)
  }

  private static let escapes: [Unicode.Scalar: Unicode.Scalar] = [
    "n": "\n", "t": "\t", "r": "\r", "\\": "\\", "'": "'", "\"": "\"", "a": "\u{7}",
    "b": "\u{8}", "f": "\u{C}", "v": "\u{B}",
  ]

  /// Reads a number that starts at `index`; after a dot only whole numbers are read.
  mutating func number(afterDot: Bool) -> (Token.Kind, String) {
    if source[index] == "0", index + 1 < source.count {
      let radix = ["x": 16, "o": 8, "b": 2][source[index + 1].lowered]
      if let radix {
        var end = index + 2
        while end < source.count, source[end] == "_" || source[end].digit(radix) != nil { end += 1 }
        if end > index + 2 {
          let text = String(scalars: source[(index + 2)..<end].filter { $0 != "_" })
          index = end
          return (.integer, "\(radix):\(text)")
        }
      }
    }
    let begin = index
    digits()
    // Leading zeros end a whole number: "012" is no number, and the parser will say so.
    if source[begin] == "0", !afterDot, !isReal() {
      let zeros = source[begin..<index].prefix { $0 == "0" || $0 == "_" }
      index = zeros.last == "_" ? zeros.endIndex - 1 : zeros.endIndex
    }
    var kind = Token.Kind.integer
    if !afterDot {
      if index + 1 < source.count, source[index] == ".", source[index + 1].isDigit {
        index += 1
        digits()
        kind = .float
      }
      if index < source.count, source[index] == "e" || source[index] == "E" {
        var end = index + 1
        if end < source.count, source[end] == "+" || source[end] == "-" { end += 1 }
        if end < source.count, source[end].isDigit {
          index = end
          digits()
          kind = .float
        }
      }
    }
    return (kind, String(scalars: source[begin..<index].filter { $0 != "_" }))
  }

  /// Whether the digits that end here are followed by what makes a real number of them.
  private func isReal() -> Bool {
    guard index < source.count else { return false }
    let next = index + 1 < source.count ? source[index + 1] : " "
    if source[index] == "." { return next.isDigit }
    guard source[index].lowered == "e" else { return false }
    let isSigned = next == "+" || next == "-"
    return next.isDigit || isSigned && index + 2 < source.count && source[index + 2].isDigit
  }

  private mutating func digits() {
    while index < source.count {
      if source[index].isDigit {
        index += 1
      } else if source[index] == "_", index + 1 < source.count, source[index + 1].isDigit {
        index += 1
      } else {
        return
      }
    }
  }
}
