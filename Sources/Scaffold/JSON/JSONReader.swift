import Files
import Jinja

/// Reads JSON text; `message` and `line` tell what stopped it.
struct JSONReader {
  struct Problem: Error {
    let message: String
    let line: Int
  }

  private let text: [Unicode.Scalar]
  private var index = 0
  private static let nesting = 100

  private init(_ text: String) { self.text = Array(text.unicodeScalars) }

  static func read(_ text: String) throws(Problem) -> JSON {
    var reader = JSONReader(text)
    if reader.text.first == "\u{FEFF}" { reader.index = 1 }
    let value = try reader.value(0)
    reader.skipSpace()
    guard reader.index == reader.text.count else {
      throw reader.problem("there is text after the end of the value")
    }
    return value
  }

  private func problem(_ message: String) -> Problem {
    Problem(message: message, line: text[..<index].count { $0 == "\n" } + 1)
  }

  private mutating func skipSpace() {
    while index < text.count, [" ", "\n", "\r", "\t"].contains(text[index]) { index += 1 }
  }

  private mutating func skip(_ scalar: Unicode.Scalar) -> Bool {
    skipSpace()
    guard index < text.count, text[index] == scalar else { return false }
    index += 1
    return true
  }

  private mutating func value(_ depth: Int) throws(Problem) -> JSON {
    guard depth < Self.nesting else { throw problem("the values are nested too deeply") }
    skipSpace()
    guard index < text.count else { throw problem("the file ends too early") }
    switch text[index] {
    case "{":
      index += 1
      var members: [JSON.Member] = []
      if skip("}") { return .object(members) }
      repeat {
        skipSpace()
        let name = try string()
        guard skip(":") else { throw problem("a colon is missing after \"\(name)\"") }
        let value = try value(depth + 1)
        // As in Python, the last of several values counts, in the place of the first.
        members.set(name, value)
      } while skip(",")
      guard skip("}") else { throw problem("a comma or } is missing") }
      return .object(members)
    case "[":
      index += 1
      var items: [JSON] = []
      if skip("]") { return .array(items) }
      repeat { items.append(try value(depth + 1)) } while skip(",")
      guard skip("]") else { throw problem("a comma or ] is missing") }
      return .array(items)
    case "\"": return .string(try string())
    default:
      let begin = index
      while index < text.count, text[index].isASCII,
        text[index].properties.isAlphabetic || "+-.".unicodeScalars.contains(text[index])
          || ("0"..."9").contains(text[index])
      {
        index += 1
      }
      var word = ""
      word.unicodeScalars.append(contentsOf: text[begin..<index])
      switch word {
      case "null": return .null
      case "true": return .bool(true)
      case "false": return .bool(false)
      default:
        guard let first = word.utf8.first, first == 45 || (48...57).contains(first),
          !word.contains("x"), let number = Value.number(json: word)
        else {
          throw problem(word.isEmpty ? "a value is missing" : "'\(word)' is not a JSON value")
        }
        return .number(number.text)
      }
    }
  }

  private mutating func string() throws(Problem) -> String {
    guard index < text.count, text[index] == "\"" else {
      throw problem("a name or text in double quotes is missing")
    }
    index += 1
    var units: [UInt16] = []
    while index < text.count {
      let scalar = text[index]
      index += 1
      switch scalar {
      case "\"": return String(decoding: units, as: UTF16.self)
      case "\\":
        guard index < text.count else { throw problem("the file ends inside a text") }
        let escape = text[index]
        index += 1
        switch escape {
        case "n": units.append(10)
        case "r": units.append(13)
        case "t": units.append(9)
        case "b": units.append(8)
        case "f": units.append(12)
        case "\"", "\\", "/": units.append(UInt16(truncatingIfNeeded: escape.value))
        case "u":
          var digits = ""
          digits.unicodeScalars.append(contentsOf: text[index...].prefix(4))
          guard digits.utf8.count == 4, digits.utf8.first != 43,
            let unit = UInt16(digits, radix: 16)
          else { throw problem("'\\u\(digits)' is no character") }
          units.append(unit)
          index += 4
        default: throw problem("'\\\(escape)' is not an escape of JSON")
        }
      default:
        guard scalar.value >= 32 else { throw problem("a text contains a raw line end or tab") }
        units += Array(String(scalar).utf16)
      }
    }
    throw problem("the closing quote of a text is missing")
  }
}
