import Files
import FoundationEssentials
import Yams

/// A mapping of a YAML file that is read key by key; what nobody asked for is an error at the end.
struct YAMLMapping {
  private let file: String
  private let pairs: [(name: String, key: Node, value: Node)]
  private var asked: [String] = []

  /// Opens a file that holds one mapping.
  init(file: String) throws(Failure) {
    let node = try YAMLText.compose(file, "file")
    try self.init(node ?? Node.mapping(Node.Mapping([])), file)
  }

  private init(_ node: Node, _ file: String) throws(Failure) {
    guard case .mapping(let mapping) = node else {
      throw Failure(
        "a mapping of names and values is expected here",
        at: file + (node.mark.map { ":\($0.line)" } ?? ""), remedy: "Correct the file",
        status: .badData)
    }
    self.file = file
    pairs = mapping.map { ($0.key.scalar?.string ?? "", $0.key, $0.value) }
  }

  var keys: [String] { pairs.map(\.name) }

  func place(_ name: String) -> String {
    let mark = pairs.first { $0.name == name }?.key.mark
    return file + (mark.map { ":\($0.line)" } ?? "")
  }

  func failure(_ what: String, _ name: String, _ remedy: String) -> Failure {
    Failure(what, at: place(name), remedy: remedy, status: .badData)
  }

  private mutating func value(_ name: String) -> Node? {
    asked.append(name)
    return pairs.first { $0.name == name }?.value
  }

  mutating func text(_ name: String) throws(Failure) -> String? {
    guard let value = value(name) else { return nil }
    guard case .scalar(let scalar) = value else {
      throw failure("'\(name)' must be a text", name, "Correct the file")
    }
    return scalar.string
  }

  mutating func required(_ name: String) throws(Failure) -> String {
    guard let text = try text(name) else {
      throw Failure(
        "'\(name)' is missing", at: pairs.first.map { place($0.name) } ?? file,
        remedy: "Correct the file", status: .badData)
    }
    return text
  }

  mutating func number(_ name: String) throws(Failure) -> Int? {
    guard let text = try text(name) else { return nil }
    guard let number = Int(text) else {
      throw failure("'\(name)' must be a whole number", name, "Correct the file")
    }
    return number
  }

  mutating func flag(_ name: String) throws(Failure) -> Bool? {
    guard let text = try text(name) else { return nil }
    guard let flag = ["true": true, "false": false][text.lowercased()] else {
      throw failure("'\(name)' must be true or false", name, "Correct the file")
    }
    return flag
  }

  /// A text or a list of texts.
  mutating func texts(_ name: String) throws(Failure) -> [String] {
    guard case .sequence(let items)? = value(name) else { return try text(name).map { [$0] } ?? [] }
    var texts: [String] = []
    for item in items {
      guard let text = item.scalar?.string else {
        throw failure("'\(name)' must be a list of texts", name, "Correct the file")
      }
      texts.append(text)
    }
    return texts
  }

  mutating func mapping(_ name: String) throws(Failure) -> YAMLMapping? {
    guard let value = value(name) else { return nil }
    return try YAMLMapping(value, file)
  }

  mutating func mappings(_ name: String) throws(Failure) -> [YAMLMapping] {
    guard let value = value(name) else { return [] }
    guard case .sequence(let items) = value else {
      throw failure("'\(name)' must be a list", name, "Correct the file")
    }
    var mappings: [YAMLMapping] = []
    for item in items { mappings.append(try YAMLMapping(item, file)) }
    return mappings
  }

  /// Refuses keys that nobody asked for.
  func finish() throws(Failure) {
    for name in keys where !asked.contains(name) {
      throw failure(
        "there is no key '\(name)' here", name,
        NearestName.of(name, among: asked).map { "Did you mean '\($0)'?" }
          ?? "Use \(asked.joined(separator: ", "))")
    }
  }
}
