/// One conversion of `%`-formatting and of `str.format`.
struct NumberFormat {
  var fill: Unicode.Scalar = " "
  var align: Unicode.Scalar?
  var sign: Unicode.Scalar = "-"
  var isAlternate = false
  var width = 0
  var groups: Unicode.Scalar?
  var precision: Int?
  var type: Unicode.Scalar?

  /// Formats a number or text.
  func apply(_ value: Value, limit: Int) throws(TemplateError) -> String {
    guard width <= limit, (precision ?? 0) <= 1000 else {
      throw TemplateError(.limit, "the width is larger than \(limit)")
    }
    if let text = value.text {
      guard type == nil || type == "s" else { throw unknown(value) }
      let cut = precision.map { String(scalars: text.unicodeScalars.prefix($0)) } ?? text
      return pad("", cut, align ?? "<")
    }
    let body: String
    let isNegative: Bool
    let codes: [Unicode.Scalar] = ["d", "i", "u", "x", "X", "o", "b", "c"]
    let isWhole = value.isWhole && (type == nil || type == "n")
    if isWhole || type.map({ codes.contains($0) }) == true {
      guard let number = value.bigInteger else { throw unknown(value) }
      isNegative = number.isNegative
      switch type {
      case "x": body = (isAlternate ? "0x" : "") + number.digits(radix: 16)
      case "X":
        body = (isAlternate ? "0X" : "") + number.digits(radix: 16, uppercase: true)
      case "o": body = (isAlternate ? "0o" : "") + number.digits(radix: 8)
      case "b": body = (isAlternate ? "0b" : "") + number.digits(radix: 2)
      case "c":
        guard let scalar = number.int.flatMap(UInt32.init(exactly:)).flatMap(Unicode.Scalar.init)
        else {
          throw TemplateError(.overflow, "%c arg not in range(0x110000)")
        }
        return pad("", String(scalar), align ?? "<")
      default: body = grouped(try number.magnitude.printed())
      }
    } else {
      guard let number = try value.real() else {
        guard type == nil || type == "s" else { throw unknown(value) }
        return pad("", try value.printed(), align ?? "<")
      }
      isNegative = number.sign == .minus
      body = grouped(try real(number.magnitude, value))
    }
    let mark = isNegative ? "-" : sign == "-" ? "" : String(sign)
    return pad(mark, filled(body, beside: mark), align ?? ">")
  }

  private func unknown(_ value: Value) -> TemplateError {
    let code = type.map { String($0) } ?? ""
    return TemplateError(
      .value, "Unknown format code '\(code)' for object of type '\(value.typeName)'")
  }

  private func real(_ number: Double, _ value: Value) throws(TemplateError) -> String {
    switch type {
    case "f", "F": return pointed(Decimal.fixed(number, precision ?? 6))
    case "e": return pointed(Decimal.scientific(number, precision ?? 6))
    case "E": return pointed(Decimal.scientific(number, precision ?? 6).uppercased())
    case "%": return Decimal.fixed(number * 100, precision ?? 6) + "%"
    case "g", "n": return general(number, max(precision ?? 6, 1))
    case "G": return general(number, max(precision ?? 6, 1)).uppercased()
    case nil:
      guard let precision else { return Value.decimal(number) }
      let text = general(number, max(precision, 1))
      return text.contains(".") || text.contains("e") ? text : text + ".0"
    default: throw unknown(value)
    }
  }

  /// The alternate form keeps the point even where no digit follows it.
  private func pointed(_ text: String) -> String {
    guard isAlternate, !text.contains("."), text.first?.isNumber == true else { return text }
    let whole = text.prefix(while: \.isNumber)
    return whole + "." + text.dropFirst(whole.count)
  }

  private func general(_ number: Double, _ digits: Int) -> String {
    let scientific = Decimal.scientific(number, digits - 1)
    guard let mark = scientific.firstIndex(of: "e"),
      let exponent = Int(scientific[scientific.index(after: mark)...])
    else { return scientific }
    func trimmed(_ text: Substring) -> Substring {
      guard text.contains("."), !isAlternate else { return text }
      var text = text
      while text.last == "0" { text.removeLast() }
      if text.last == "." { text.removeLast() }
      return text
    }
    if exponent < -4 || exponent >= digits {
      return String(trimmed(scientific[..<mark]) + scientific[mark...])
    }
    return String(trimmed(Decimal.fixed(number, max(digits - 1 - exponent, 0))[...]))
  }

  /// With groups, zeros in front are grouped too, up to the width.
  private func filled(_ body: String, beside mark: String) -> String {
    guard groups != nil, fill == "0", align == "=" else { return body }
    let whole = body.prefix { $0.isNumber || $0 == "," || $0 == "_" }
    var digits = whole.filter(\.isNumber)
    let rest = body.dropFirst(whole.count)
    let room = width - mark.utf8.count - rest.utf8.count
    // Three digits and a mark for every four places; a mark does not come first.
    let needed = max(digits.count, room / 4 * 3 + max(room % 4, 1))
    digits = String(repeating: "0", count: needed - digits.count) + digits
    return grouped(digits) + rest
  }

  private func grouped(_ text: String) -> String {
    guard let groups else { return text }
    let whole = text.prefix { $0.isNumber }
    let count = whole.count
    var result = ""
    for (index, digit) in whole.enumerated() {
      if index > 0, (count - index) % 3 == 0 { result.unicodeScalars.append(groups) }
      result.append(digit)
    }
    return result + text.dropFirst(count)
  }

  private func pad(_ mark: String, _ body: String, _ align: Unicode.Scalar) -> String {
    let missing = width - mark.unicodeScalars.count - body.unicodeScalars.count
    guard missing > 0 else { return mark + body }
    func fill(_ count: Int) -> String { String(repeating: String(self.fill), count: count) }
    switch align {
    case "<": return mark + body + fill(missing)
    case "^": return fill(missing / 2) + mark + body + fill(missing - missing / 2)
    case "=": return mark + fill(missing) + body
    default: return fill(missing) + mark + body
    }
  }
}
