import Files
import FoundationEssentials

/// A JSON value that metadata are made of; the same value always gives the same text.
enum JSONDocument: Encodable, Sendable, Equatable {
  case text(String)
  case whole(Int)
  case number(Double)
  case flag(Bool)
  case list([JSONDocument])
  case object([String: JSONDocument])

  /// A record without the entries that have no value.
  static func record(_ entries: KeyValuePairs<String, JSONDocument?>) -> JSONDocument {
    var values: [String: JSONDocument] = [:]
    for (name, value) in entries { values[name] = value }
    return .object(values)
  }

  /// A text, or nothing where there is none.
  static func optional(_ text: String?) -> JSONDocument? { text.map { .text($0) } }

  /// A list of texts.
  static func texts(_ texts: [String]) -> JSONDocument { .list(texts.map { .text($0) }) }

  /// A list, or nothing where it would be empty.
  static func filled(_ items: [JSONDocument]) -> JSONDocument? {
    items.isEmpty ? nil : .list(items)
  }

  /// A list of texts, or nothing where it would be empty.
  static func filledTexts(_ texts: [String]) -> JSONDocument? {
    texts.isEmpty ? nil : .texts(texts)
  }

  /// A reference to another entry of a JSON-LD document.
  static func reference(_ id: String) -> JSONDocument { .object(["@id": .text(id)]) }

  /// The text of a file.
  ///
  /// - Parameter place: the file it is meant for, for messages.
  /// - Returns: indented JSON with sorted keys and a final line end.
  /// - Throws: `Failure` with status `internalError` if there is a number that is not finite.
  func json(at place: String) throws(Failure) -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    do {
      return String(decoding: try encoder.encode(self), as: UTF8.self) + "\n"
    } catch {
      throw Failure(
        "the metadata cannot be written as JSON", at: place, status: .internalError,
        cause: "\(error)")
    }
  }

  struct Name: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }
    init(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
  }

  func encode(to encoder: any Encoder) throws {
    switch self {
    case .text(let text):
      var container = encoder.singleValueContainer()
      try container.encode(text)
    case .whole(let number):
      var container = encoder.singleValueContainer()
      try container.encode(number)
    case .number(let number):
      var container = encoder.singleValueContainer()
      try container.encode(number)
    case .flag(let flag):
      var container = encoder.singleValueContainer()
      try container.encode(flag)
    case .list(let items):
      var container = encoder.unkeyedContainer()
      for item in items { try container.encode(item) }
    case .object(let entries):
      var container = encoder.container(keyedBy: Name.self)
      for (name, value) in entries { try container.encode(value, forKey: Name(stringValue: name)) }
    }
  }
}

extension JSONDocument: ExpressibleByStringLiteral, ExpressibleByArrayLiteral,
  ExpressibleByBooleanLiteral, ExpressibleByDictionaryLiteral
{
  init(stringLiteral text: String) { self = .text(text) }
  init(arrayLiteral items: JSONDocument...) { self = .list(items) }
  init(booleanLiteral flag: Bool) { self = .flag(flag) }
  init(dictionaryLiteral entries: (String, JSONDocument)...) {
    self = .object(Dictionary(entries) { first, _ in first })
  }
}

extension PublicationFile {
  /// A file of metadata in JSON.
  init(
    _ path: String, _ mediaType: String, _ description: String,
    json: JSONDocument
  ) throws(Failure) {
    self.init(path, .metadata, mediaType, description, text: try json.json(at: path))
  }
}
