import Files
import FoundationEssentials

extension JSONDocument: Decodable {
  /// Reads a file; `nil` if there is none.
  ///
  /// - Parameter path: the file.
  /// - Throws: `Failure` with status `badData` if it is no JSON.
  static func read(_ path: String) throws(Failure) -> JSONDocument? {
    guard FileStamp(path) != nil else { return nil }
    let data = try MappedFile(path).withBytes { bytes in
      unsafe bytes.withUnsafeBytes { unsafe Data($0) }
    }
    do {
      return try JSONDecoder().decode(JSONDocument.self, from: data)
    } catch {
      throw Failure(
        "this is no JSON", at: path, remedy: "Run 'fairmlpf package --force', which writes it anew",
        status: .badData, cause: "\(error)")
    }
  }

  init(from decoder: any Decoder) throws {
    if let container = try? decoder.container(keyedBy: Name.self) {
      var entries: [String: JSONDocument] = [:]
      for key in container.allKeys {
        entries[key.stringValue] = try container.decode(JSONDocument.self, forKey: key)
      }
      self = .object(entries)
    } else if var container = try? decoder.unkeyedContainer() {
      var items: [JSONDocument] = []
      while !container.isAtEnd { items.append(try container.decode(JSONDocument.self)) }
      self = .list(items)
    } else {
      let container = try decoder.singleValueContainer()
      if let flag = try? container.decode(Bool.self) {
        self = .flag(flag)
      } else if let number = try? container.decode(Int.self) {
        self = .whole(number)
      } else if let number = try? container.decode(Double.self) {
        self = .number(number)
      } else {
        self = .text(try container.decode(String.self))
      }
    }
  }

  /// The entry of a record; `nil` for anything else.
  subscript(name: String) -> JSONDocument? {
    guard case .object(let entries) = self else { return nil }
    return entries[name]
  }

  /// A text; `nil` for anything else.
  var string: String? {
    guard case .text(let text) = self else { return nil }
    return text
  }

  /// The items of a list, or the value alone.
  var items: [JSONDocument] {
    guard case .list(let items) = self else { return [self] }
    return items
  }

  /// Whether there is nothing in it.
  var isEmpty: Bool {
    switch self {
    case .text(let text): text.allSatisfy(\.isWhitespace)
    case .list(let items): items.isEmpty
    case .object(let entries): entries.isEmpty
    default: false
    }
  }
}
