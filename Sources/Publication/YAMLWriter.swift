import Files
import Yams

/// Text of YAML documents; the same node always gives the same text.
enum YAMLWriter {
  /// Writes a document.
  ///
  /// - Parameters:
  ///   - node: what it holds.
  ///   - place: the file it is meant for, for messages.
  /// - Returns: YAML in Unicode, each text on one line.
  /// - Throws: `Failure` with status `internalError` if it cannot be written.
  static func text(_ node: Node, at place: String) throws(Failure) -> String {
    do {
      return try serialize(node: quoted(node), width: -1, allowUnicode: true)
    } catch {
      throw Failure(
        "the metadata cannot be written as YAML", at: place, status: .internalError,
        cause: "\(error)")
    }
  }

  /// Every text in double quotes, so that no reader takes one for a date, a truth value or a comment;
  /// numbers stay as they are.
  private static func quoted(_ node: Node) -> Node {
    switch node {
    case .scalar(let scalar):
      if scalar.style == .plain, node.int != nil || node.float != nil { return node }
      return Node(scalar.string, Tag(.str), .doubleQuoted)
    case .sequence(let items): return Node(items.map(quoted))
    case .mapping(let pairs):
      return Node(pairs.map { (Node($0.key.string ?? "", .implicit, .any), quoted($0.value)) })
    case .alias: return node
    }
  }
}
