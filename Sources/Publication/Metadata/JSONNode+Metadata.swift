package import Files
import FoundationEssentials

// What metadata are made of, and written as: the same value always gives the same text.
extension JSONNode {
  /// A record without the entries that have no value.
  static func record(_ entries: KeyValuePairs<String, JSONNode?>) -> JSONNode {
    var values: [String: JSONNode] = [:]
    for (name, value) in entries { values[name] = value }
    return .object(values)
  }

  /// A text, or nothing where there is none.
  static func optional(_ text: String?) -> JSONNode? { text.map { .text($0) } }

  /// A list of texts.
  static func texts(_ texts: [String]) -> JSONNode { .list(texts.map { .text($0) }) }

  /// A list, or nothing where it would be empty.
  static func filled(_ items: [JSONNode]) -> JSONNode? {
    items.isEmpty ? nil : .list(items)
  }

  /// A list of texts, or nothing where it would be empty.
  static func filledTexts(_ texts: [String]) -> JSONNode? {
    texts.isEmpty ? nil : .texts(texts)
  }

  /// A reference to another entry of a JSON-LD document.
  static func reference(_ id: String) -> JSONNode { .object(["@id": .text(id)]) }

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
}

// Not in Files: a literal brings names such as Value, which other modules give to other types.
extension JSONNode: ExpressibleByStringLiteral, ExpressibleByArrayLiteral,
  ExpressibleByBooleanLiteral, ExpressibleByDictionaryLiteral
{
  package init(stringLiteral text: String) { self = .text(text) }
  package init(arrayLiteral items: JSONNode...) { self = .list(items) }
  package init(booleanLiteral flag: Bool) { self = .bool(flag) }
  package init(dictionaryLiteral entries: (String, JSONNode)...) {
    self = .object(Dictionary(entries) { first, _ in first })
  }
}

extension PublicationFile {
  /// A file of metadata in JSON.
  init(
    _ path: String, _ mediaType: String, _ description: String,
    json: JSONNode
  ) throws(Failure) {
    self.init(path, .metadata, mediaType, description, text: try json.json(at: path))
  }
}
