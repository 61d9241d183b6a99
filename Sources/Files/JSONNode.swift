package import FoundationEssentials

/// A value of a JSON document in which the order of members means nothing.
///
/// Nothing is certain of a document that others wrote: what is missing is `null`, and what is of another
/// kind is `nil`. `JSON` keeps the order, and numbers as they are written.
package enum JSONNode: Codable, Sendable, Equatable {
  case null
  case bool(Bool)
  case integer(Int)
  case number(Double)
  case text(String)
  case list([JSONNode])
  case object([String: JSONNode])

  /// Reads a document.
  ///
  /// - Parameter json: its text; `nil` comes of what is no JSON.
  package init?(json: Data) {
    guard let value = try? JSONDecoder().decode(JSONNode.self, from: json) else { return nil }
    self = value
  }

  package init(from decoder: any Decoder) throws {
    let value = try decoder.singleValueContainer()
    // The most frequent kinds come first: each wrong guess costs an error.
    if value.decodeNil() {
      self = .null
    } else if let text = try? value.decode(String.self) {
      self = .text(text)
    } else if let members = try? value.decode([String: JSONNode].self) {
      self = .object(members)
    } else if let integer = try? value.decode(Int.self) {
      self = .integer(integer)
    } else if let flag = try? value.decode(Bool.self) {
      self = .bool(flag)
    } else if let items = try? value.decode([JSONNode].self) {
      self = .list(items)
    } else {
      self = .number(try value.decode(Double.self))
    }
  }

  package func encode(to encoder: any Encoder) throws {
    var value = encoder.singleValueContainer()
    switch self {
    case .null: try value.encodeNil()
    case .bool(let flag): try value.encode(flag)
    case .integer(let integer): try value.encode(integer)
    case .number(let number): try value.encode(number)
    case .text(let text): try value.encode(text)
    case .list(let items): try value.encode(items)
    case .object(let members): try value.encode(members)
    }
  }

  /// A member of an object; `null` if there is none.
  package subscript(_ name: String) -> JSONNode {
    guard case .object(let members) = self else { return .null }
    return members[name] ?? .null
  }

  /// The items of a list, or else none.
  package var items: [JSONNode] {
    if case .list(let items) = self { items } else { [] }
  }

  /// The members of an object, or else none.
  package var members: [String: JSONNode] {
    if case .object(let members) = self { members } else { [:] }
  }

  /// Whether there is anything.
  package var exists: Bool {
    if case .null = self { false } else { true }
  }

  /// Whether there is nothing in it.
  package var isEmpty: Bool {
    switch self {
    case .null: true
    case .text(let text): text.allSatisfy(\.isWhitespace)
    case .list(let items): items.isEmpty
    case .object(let members): members.isEmpty
    case .bool, .integer, .number: false
    }
  }

  /// A text, or a whole number in digits.
  package var text: String? {
    switch self {
    case .text(let text): text
    case .integer(let number): String(number)
    default: nil
    }
  }

  /// A text for people on one line: without control characters, and cut if it is very long.
  package var line: String? {
    guard let text else { return nil }
    let words = text.unicodeScalars.split {
      $0.properties.isWhitespace || [.control, .format].contains($0.properties.generalCategory)
    }
    let line = words.map { String($0) }.joined(separator: " ")
    return line.isEmpty ? nil : String(line.prefix(1000))
  }

  package var flag: Bool? {
    if case .bool(let flag) = self { flag } else { nil }
  }
}
