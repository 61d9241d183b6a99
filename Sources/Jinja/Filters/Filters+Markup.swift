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
      if let text = value.text { return .string(quoted(text, inQuery: false)) }
      var pairs: [(Value, Value)] = []
      if case .dict(let dict) = value {
        pairs = dict.pairs.map { ($0.key, $0.value) }
      } else if value.number == nil {
        for item in try value.elements() {
          let parts = try item.unpacked(into: 2)
          pairs.append((parts[0], parts[1]))
        }
      } else {
        return .string(quoted(try value.printed(), inQuery: false))
      }
      var parts: [String] = []
      for (name, value) in pairs {
        parts.append(
          quoted(try name.printed(), inQuery: true) + "="
            + quoted(try value.printed(), inQuery: true))
      }
      return .string(parts.joined(separator: "&"))
    },
    "urlize": { evaluator, value, given throws(TemplateError) in
      var urlize = Urlize()
      urlize.limit = try given.integer(0, "trim_url_limit")
      var words = Set((try given.text(3, "rel") ?? "").words() + ["noopener"])
      if try given.flag(1, "nofollow") { words.insert("nofollow") }
      let rel = words.sorted { $0.unicodeScalars.lexicographicallyPrecedes($1.unicodeScalars) }
      urlize.attributes = " rel=\"\(HTML.escaped(rel.joined(separator: " ")))\""
      if let target = try given.text(2, "target"), !target.isEmpty {
        urlize.attributes += " target=\"\(HTML.escaped(target))\""
      }
      if let schemes = given.value(4, "extra_schemes"), try schemes.isTrue() {
        for scheme in try schemes.elements() {
          let text = try scheme.printed()
          let parts = text.split(scalars: ":")
          let isScheme =
            parts.count == 2 && parts[0].utf8.count >= 2 && ["", "//"].contains(parts[1])
            && parts[0].unicodeScalars.allSatisfy { $0.isWord || ".+-".unicodeScalars.contains($0) }
          guard isScheme else {
            throw TemplateError(
              .argument, "\(Value.quoted(text)) is not a valid URI scheme prefix.")
          }
          urlize.schemes.append(text)
        }
      }
      let shown = urlize.apply(try value.escaped())
      try evaluator.reserve(shown.utf8.count)
      return evaluator.autoescape ? .markup(shown) : .string(shown)
    },
    "xmlattr": { evaluator, value, given throws(TemplateError) in
      guard case .dict(let dict) = value else {
        throw TemplateError(
          .attribute, "'\(value.typeName)' object has no attribute 'items'")
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

  private static func quoted(_ text: String, inQuery: Bool) -> String {
    var result = ""
    for byte in text.utf8 {
      let scalar = Unicode.Scalar(byte)
      let isPlain =
        scalar.isASCII && (scalar.isDigit || scalar.isLetter)
        || ["_", ".", "-", "~"].contains(scalar) || (!inQuery && scalar == "/")
      if isPlain {
        result.unicodeScalars.append(scalar)
      } else if inQuery, scalar == " " {
        result += "+"
      } else {
        let digits = String(byte, radix: 16, uppercase: true)
        result += "%" + (digits.count == 1 ? "0" : "") + digits
      }
    }
    return result
  }
}
