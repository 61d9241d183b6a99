import Files
import Yams

/// Files of YAML, with mistakes in the user's words.
enum YAMLText {
  /// Reads a file.
  ///
  /// - Parameters:
  ///   - file: its path.
  ///   - name: what it is to the user, such as "configuration file".
  /// - Returns: `nil` if there is nothing in it.
  /// - Throws: `Failure` when it is not UTF-8, or not YAML.
  static func compose(_ file: String, _ name: String) throws(Failure) -> Node? {
    guard let text = String(validating: try Folder.read(file), as: UTF8.self) else {
      throw Failure(
        "the \(name) is not UTF-8 text", at: file, remedy: "Save it as UTF-8", status: .badData)
    }
    do {
      return try Yams.compose(yaml: text, .basic)
    } catch {
      throw problem(error, file, name)
    }
  }

  private static func problem(_ error: any Error, _ file: String, _ name: String) -> Failure {
    var place = file
    var reason = ""
    switch error as? YamlError {
    case .scanner(_, let text, let mark, _), .parser(_, let text, let mark, _),
      .composer(_, let text, let mark, _):
      place += ":\(mark.line)"
      reason = " (\(text))"
    case .duplicatedKeysInMapping(let keys, let context):
      place += ":\(context.mark.line)"
      reason = " (the key '\(keys.first ?? "")' stands twice in the same group)"
    default: break
    }
    return Failure(
      "the \(name) is not valid YAML\(reason)", at: place,
      remedy: "Check indentation, quotes and colons on this line and the one above",
      status: .badData, cause: "\(error)")
  }
}
