/// Characters that are written as HTML does, such as `&amp;`, `&#38;` and `&#x26;`.
struct SlugReferences {
  var decodesNames = true
  var decodesDecimals = true
  var decodesHexadecimals = true

  func decoded(_ text: String) -> String {
    guard text.unicodeScalars.contains("&") else { return text }
    var text = text
    if decodesNames {
      // HTML 4 has no name for the apostrophe.
      text =
        Self.replaced(in: text, "&", { $0.isASCII && $0.isAlphanumeric }) { name in
          name == "apos" ? .other : HTML.entities[name].map { .character($0) } ?? .other
        } ?? text
    }
    if decodesDecimals {
      text =
        Self.replaced(in: text, "&#", { Self.digit($0, 10) != nil }) {
          Self.character($0, 10)
        } ?? text
    }
    if decodesHexadecimals {
      text =
        Self.replaced(in: text, "&#x", { Self.digit($0, 16) != nil }) {
          Self.character($0, 16)
        } ?? text
    }
    return text
  }

  /// What stands between the start of a reference and its semicolon.
  private enum Meaning {
    case character(Unicode.Scalar)
    /// Nothing that is known; it stays as it is.
    case other
    /// No character at all, for which python-slugify leaves all numbers of a text alone.
    case mistake
  }

  /// The text with characters in place of references; `nil` if one of them is a mistake.
  private static func replaced(
    in text: String, _ start: String, _ isPart: (Unicode.Scalar) -> Bool,
    by meaning: (String) -> Meaning
  ) -> String? {
    let start = Array(start.unicodeScalars)
    var rest = text.scalars[...]
    var result: [Unicode.Scalar] = []
    while let first = rest.first {
      if first == "&", rest.starts(with: start) {
        let body = rest.dropFirst(start.count).prefix(while: isPart)
        if !body.isEmpty, body.endIndex < rest.endIndex, rest[body.endIndex] == ";" {
          switch meaning(String(scalars: body)) {
          case .mistake: return nil
          case .character(let scalar):
            result.append(scalar)
            rest = rest[(body.endIndex + 1)...]
            continue
          case .other: break
          }
        }
      }
      result.append(first)
      rest = rest.dropFirst()
    }
    return String(scalars: result)
  }

  private static func character(_ digits: String, _ radix: Int) -> Meaning {
    var number = 0
    for scalar in digits.unicodeScalars {
      guard let digit = digit(scalar, radix) else { return .mistake }
      number = number * radix + digit
      guard number <= 0x10FFFF else { return .mistake }
    }
    // Half of a pair of UTF-16 is a character for Python only.
    return .character(Unicode.Scalar(UInt32(number)) ?? "\u{FFFD}")
  }

  private static func digit(_ scalar: Unicode.Scalar, _ radix: Int) -> Int? {
    if scalar.isDecimal { return scalar.properties.numericValue.map { Int($0) } }
    return scalar.digit(radix)
  }
}
