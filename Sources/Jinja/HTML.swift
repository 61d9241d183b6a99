/// Escaping of text for HTML.
enum HTML {
  static func escaped(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result.append(contentsOf: "&amp;".unicodeScalars)
      case "<": result.append(contentsOf: "&lt;".unicodeScalars)
      case ">": result.append(contentsOf: "&gt;".unicodeScalars)
      case "'": result.append(contentsOf: "&#39;".unicodeScalars)
      case "\"": result.append(contentsOf: "&#34;".unicodeScalars)
      default: result.append(scalar)
      }
    }
    return String(result)
  }

  /// Replaces the common entities by their characters.
  static func unescaped(_ text: String) -> String {
    guard text.contains("&") else { return text }
    let scalars = text.scalars
    var result: [Unicode.Scalar] = []
    var index = 0
    while index < scalars.count {
      if scalars[index] == "&",
        let end = scalars[index...].prefix(12).firstIndex(of: ";"),
        let decoded = entity(String(scalars: scalars[(index + 1)..<end]))
      {
        result.append(decoded)
        index = end + 1
      } else {
        result.append(scalars[index])
        index += 1
      }
    }
    return String(scalars: result)
  }

  private static func entity(_ name: String) -> Unicode.Scalar? {
    if name.hasPrefix("#x") || name.hasPrefix("#X") {
      return UInt32(name.dropFirst(2), radix: 16).flatMap(Unicode.Scalar.init)
    }
    if name.hasPrefix("#") { return UInt32(name.dropFirst()).flatMap(Unicode.Scalar.init) }
    return entities[name]
  }

  /// Removes tags and comments, and joins white space.
  static func withoutTags(_ text: String) -> String {
    var result: [Unicode.Scalar] = []
    let scalars = text.scalars
    var index = 0
    // Where no end follows, none follows later either, and nobody needs to look again.
    var (mayEndComment, mayEndTag) = (true, true)
    while index < scalars.count {
      if scalars[index] == "<" {
        let isComment = mayEndComment && scalars[index...].starts(with: "<!--".unicodeScalars)
        if isComment {
          if let range = scalars.firstRange(of: "-->".scalars, from: index) {
            index = range.upperBound
            continue
          }
          mayEndComment = false
        }
        if mayEndTag {
          if let end = scalars[index...].firstIndex(of: ">") {
            index = end + 1
            continue
          }
          mayEndTag = false
        }
      }
      result.append(scalars[index])
      index += 1
    }
    return unescaped(String(scalars: result).words().joined(separator: " "))
  }
}
