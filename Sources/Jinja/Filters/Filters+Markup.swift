extension Filters {
  /// Filters for HTML and addresses.
  static let markup: [String: Filter] = [
    "escape": escape,
    "e": escape,
    "forceescape": { _, value, _ throws(TemplateError) in
      .markup(HTML.escaped(try value.printed()))
    },
    "safe": { _, value, _ throws(TemplateError) in .markup(try value.printed()) },
    "striptags": { _, value, _ throws(TemplateError) in
      .string(HTML.withoutTags(try value.printed()))
    },
    "urlencode": { _, value, _ throws(TemplateError) in
      if let text = value.text { return .string(quoted(text, keepsSlash: true)) }
      var pairs: [(Value, Value)] = []
      if case .dict(let dict) = value {
        pairs = dict.pairs.map { ($0.key, $0.value) }
      } else if value.number == nil {
        for item in try value.elements() {
          let parts = try item.elements()
          guard parts.count == 2 else {
            throw TemplateError(.value, "urlencode needs pairs of a name and a value")
          }
          pairs.append((parts[0], parts[1]))
        }
      } else {
        return .string(quoted(try value.printed(), keepsSlash: true))
      }
      var parts: [String] = []
      for (name, value) in pairs {
        parts.append(
          quoted(try name.printed(), keepsSlash: false) + "="
            + quoted(try value.printed(), keepsSlash: false))
      }
      return .string(parts.joined(separator: "&"))
    },
    "urlize": { evaluator, value, _ throws(TemplateError) in
      let text = HTML.escaped(try value.printed())
      let parts = text.split(scalars: " ").map { word in
        guard word.hasPrefix("http://") || word.hasPrefix("https://") else { return word }
        let tail = word.reversed().prefix { ".,;:!?)".contains($0) }.count
        let address = word.dropLast(tail)
        return "<a href=\"\(address)\" rel=\"noopener\">\(address)</a>" + word.suffix(tail)
      }
      let shown = parts.joined(separator: " ")
      return evaluator.autoescape ? .markup(shown) : .string(shown)
    },
    "xmlattr": { evaluator, value, given throws(TemplateError) in
      guard case .dict(let dict) = value else {
        throw TemplateError(.type, "xmlattr needs a mapping")
      }
      var parts: [String] = []
      for (name, value) in dict.pairs {
        switch value {
        case .none, .undefined: continue
        default:
          // Such a name would end the attribute and begin another one.
          let name = try name.printed()
          guard
            !name.unicodeScalars.contains(where: {
              $0.isPythonSpace || "/>=".unicodeScalars.contains($0)
            })
          else {
            throw TemplateError(
              .value, "Invalid character in attribute name: \(Value.quoted(name))")
          }
          parts.append(
            "\(HTML.escaped(name))=\"\(try value.escaped())\"")
        }
      }
      let text = parts.joined(separator: " ")
      let hasSpace = try given.flag(0, "autospace", true)
      let shown = !text.isEmpty && hasSpace ? " " + text : text
      return evaluator.autoescape ? .markup(shown) : .string(shown)
    },
  ]

  private static let escape: Filter = { _, value, _ throws(TemplateError) in
    .markup(try value.escaped())
  }

  private static func quoted(_ text: String, keepsSlash: Bool) -> String {
    var result = ""
    for byte in text.utf8 {
      let scalar = Unicode.Scalar(byte)
      let isPlain =
        scalar.isASCII && (scalar.isDigit || scalar.isLetter)
        || ["_", ".", "-", "~"].contains(scalar) || (keepsSlash && scalar == "/")
      if isPlain {
        result.unicodeScalars.append(scalar)
      } else {
        let digits = String(byte, radix: 16, uppercase: true)
        result += "%" + (digits.count == 1 ? "0" : "") + digits
      }
    }
    return result
  }
}
