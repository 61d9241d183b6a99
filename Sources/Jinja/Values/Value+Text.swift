/// How values print: Python's `str` and `repr`.
extension Value {
  /// Python's `str(value)`; of an undefined value the reason is thrown.
  func printed() throws(TemplateError) -> String {
    switch self {
    case .undefined(let missing):
      guard missing.isStrict else { return "" }
      throw TemplateError(.undefined, missing.reason)
    case .string(let text), .markup(let text): return text
    case .object(let module as Module): return module.text
    default: return try represented(0)
    }
  }

  /// Python's `repr(value)`.
  func represented(_ depth: Int = 0) throws(TemplateError) -> String {
    guard depth < NestingLimit.value else {
      throw TemplateError(.limit, "the value is nested too deeply to be printed")
    }
    guard depth == NestingLimit.shallow else { return try shown(depth) }
    return try DeepStack.run { () throws(TemplateError) in try shown(depth) }
  }

  private func shown(_ depth: Int) throws(TemplateError) -> String {
    switch self {
    case .undefined: return "Undefined"
    case .none: return "None"
    case .bool(let value): return value ? "True" : "False"
    case .int(let value): return String(value)
    case .big(let number): return try number.printed()
    case .float(let value): return Self.decimal(value)
    case .string(let text): return Self.quoted(text)
    case .markup(let text): return "Markup(\(Self.quoted(text)))"
    case .list(let list):
      if let range = list.range {
        let step = range.step == 1 ? "" : ", \(range.step)"
        return "range(\(range.start), \(range.stop)\(step))"
      }
      return "[\(try Self.joined(list.items, depth))]"
    case .tuple(let list):
      let text = try Self.joined(list.items, depth)
      return list.items.count == 1 ? "(\(text),)" : "(\(text))"
    case .dict(let dict):
      if dict.isOrdered {
        let items = View(dict, .items).items
        return items.isEmpty ? "OrderedDict()" : "OrderedDict([\(try Self.joined(items, depth))])"
      }
      var text = ""
      for (key, value) in dict.pairs {
        if !text.isEmpty { text += ", " }
        text += try key.represented(depth + 1) + ": "
        text += try value.represented(depth + 1)
        try Self.checkSize(text)
      }
      return "{\(text)}"
    case .view(let view):
      return "\(view.typeName)([\(try Self.joined(view.items, depth))])"
    // Python prints memory addresses, which differ in every run; a fixed one keeps renderings equal.
    case .iterator(let walk):
      return walk.typeName == "generator"
        ? "<\(walk.label) at 0x0>" : "<\(walk.label) object at 0x0>"
    case .function(let function):
      switch function.kind {
      case .macro: return "<Macro \(Self.quoted(function.name))>"
      case .method:
        let owner = function.storage.items.first?.typeName ?? "str"
        return "<built-in method \(function.name) of \(owner) object at 0x0>"
      case .type: return "<class '\(function.name)'>"
      case .function: return "<function \(function.name) at 0x0>"
      }
    case .object(let object): return try object.represented(depth)
    }
  }

  private static func joined(_ items: [Value], _ depth: Int) throws(TemplateError) -> String {
    var text = ""
    for (index, item) in items.enumerated() {
      if index > 0 { text += ", " }
      text += try item.represented(depth + 1)
      try checkSize(text)
    }
    return text
  }

  /// Fails where a text that is being put together grows too large.
  static func checkSize(_ text: String) throws(TemplateError) {
    guard text.utf8.count <= NestingLimit.printed else {
      throw TemplateError(
        .limit, "the printed value would be larger than \(NestingLimit.printed) bytes")
    }
  }

  /// A real number as Python prints it.
  static func decimal(_ value: Double) -> String {
    if value.isNaN { return "nan" }
    if value.isInfinite { return value < 0 ? "-inf" : "inf" }
    // Python changes to exponents at 1e16, Swift at 2^53.
    if value.magnitude >= 9_007_199_254_740_992, value.magnitude < 1e16 { return "\(Int(value)).0" }
    return value.description
  }

  /// A text in quotes, as Python's `repr` writes it.
  static func quoted(_ text: String) -> String {
    let scalars = text.unicodeScalars
    let quote: Unicode.Scalar = scalars.contains("'") && !scalars.contains("\"") ? "\"" : "'"
    var result = String.UnicodeScalarView([quote])
    for scalar in scalars {
      switch scalar {
      case "\\", quote: result.append(contentsOf: ["\\", scalar])
      case "\n": result.append(contentsOf: ["\\", "n"])
      case "\r": result.append(contentsOf: ["\\", "r"])
      case "\t": result.append(contentsOf: ["\\", "t"])
      default:
        if scalar.isPrintable {
          result.append(scalar)
        } else {
          result.append(contentsOf: scalar.escaped.unicodeScalars)
        }
      }
    }
    result.append(quote)
    return String(result)
  }
}

extension Unicode.Scalar {
  /// The scalar by its number, as Python writes it in a literal.
  fileprivate var escaped: String {
    let (prefix, width) = value < 256 ? ("\\x", 2) : value < 65536 ? ("\\u", 4) : ("\\U", 8)
    let digits = String(value, radix: 16)
    return prefix + String(repeating: "0", count: width - digits.utf8.count) + digits
  }
}

extension String {
  /// The text with everything beyond ASCII by its number.
  var asciiEscaped: String {
    unicodeScalars.allSatisfy(\.isASCII)
      ? self : unicodeScalars.map { $0.isASCII ? String($0) : $0.escaped }.joined()
  }
}
