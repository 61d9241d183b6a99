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
    return ["amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'", "nbsp": "\u{A0}"][name]
  }

  /// Removes tags and comments, and joins white space.
  static func withoutTags(_ text: String) -> String {
    var result: [Unicode.Scalar] = []
    var rest = text.scalars[...]
    while let scalar = rest.first {
      let end = rest.starts(with: "<!--".unicodeScalars) ? "-->".scalars : [">"]
      if scalar == "<", let range = Array(rest).firstRange(of: end) {
        rest = rest.dropFirst(range.upperBound)
      } else {
        result.append(scalar)
        rest = rest.dropFirst()
      }
    }
    return unescaped(String(scalars: result).words().joined(separator: " "))
  }
}
