import Files
import FoundationEssentials

/// A document that a server sent.
struct RecordDocument: Sendable {
  let json: JSONNode
  /// The same, byte for byte.
  let bytes: Data
  /// Where the list that it is goes on, if it says so; a whole URL.
  var next: String?
  /// Whether it is at another address than the one asked for.
  let wasRedirected: Bool

  /// Reads JSON, whatever the server calls it.
  ///
  /// - Parameters:
  ///   - data: what was sent.
  ///   - page: the page of the record it is about, for messages.
  /// - Returns: its value.
  /// - Throws: `Failure` when it is something else.
  static func read(_ data: Data, _ page: String) throws(Failure) -> JSONNode {
    let isMarked = data.starts(with: [0xEF, 0xBB, 0xBF])
    let text = isMarked ? data.dropFirst(3) : data
    let first = text.first { !" \t\r\n".utf8.contains($0) }
    guard first != UInt8(ascii: "<") else {
      throw Failure(
        "the server sends a web page instead of the record", at: page,
        remedy:
          "Open the page in a browser: the server may be closed, or the network ask for a login",
        status: .unavailable)
    }
    let node: JSONNode
    do {
      node = try JSONDecoder().decode(JSONNode.self, from: Data(text))
    } catch {
      throw Failure(
        "what the server sends of the record is damaged or cut off", at: page,
        remedy: "Run the command again", status: .badData, cause: "\(error)")
    }
    return node
  }

  /// Says that a document is something else.
  static func wrongKind(_ page: String) -> Failure {
    Failure(
      "what the server sends is no record", at: page, remedy: "Check the address",
      status: .badData)
  }
}
