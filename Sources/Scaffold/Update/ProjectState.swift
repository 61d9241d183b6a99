import Files
import FoundationEssentials

/// What a template made of a project: the base that an update compares with.
struct ProjectState: Equatable, Sendable {
  /// Files and links by path.
  var files: [String: FileState] = [:]
  var folders: Set<String> = []

  /// Larger texts are remembered by their digest only.
  static let textLimit = 256 << 10

  init(_ rendering: Rendering) throws(Failure) {
    for path in rendering.paths where path != ProjectRecord.name {
      if rendering.isFolder(path) {
        folders.insert(path)
      } else {
        files[path] = try rendering.state(path)
      }
    }
  }
}

// In `.fairmlpf.json`, for templates without a commit: texts line by line, so that version control
// shows what has changed in them.
extension ProjectState {
  /// What the project remembers; a folder is only named if nothing is in it.
  var json: JSON {
    var members = files.map { path, state in JSON.Member(name: path, value: Self.json(state)) }
    let full = files.keys.reduce(into: Set<String>()) { $0.formUnion(Self.folders(above: $1)) }
      .union(folders.flatMap { Self.folders(above: $0) })
    members += folders.subtracting(full).map { JSON.Member(name: $0 + "/", value: .object([])) }
    members.sort { $0.name.unicodeScalars.lexicographicallyPrecedes($1.name.unicodeScalars) }
    return .object(members)
  }

  private static func folders(above path: String) -> [String] {
    path.indices.filter { path[$0] == "/" }.map { String(path[..<$0]) }
  }

  private static func json(_ state: FileState) -> JSON {
    switch state {
    case .missing, .other: return .object([])
    case .link(let destination):
      return .object([JSON.Member(name: "link", value: .string(destination))])
    case .file(let content, let isExecutable):
      var members: [JSON.Member] = []
      if isExecutable { members.append(JSON.Member(name: "executable", value: .bool(true))) }
      if let data = content.text, data.count <= textLimit,
        let text = String(validating: [UInt8](data), as: UTF8.self)
      {
        let lines = text.utf8.split(separator: 10, omittingEmptySubsequences: false)
        members.append(
          JSON.Member(name: "lines", value: .array(lines.map { .string(String(Substring($0))) })))
      } else {
        members.append(JSON.Member(name: "sha256", value: .string(content.digest)))
      }
      return .object(members)
    }
  }

  /// Reads what a project remembers; `nil` if it is nothing that `json` gives.
  init?(_ json: JSON) {
    guard case .object(let members) = json else { return nil }
    for member in members {
      guard case .object = member.value else { return nil }
      folders.formUnion(Self.folders(above: member.name))
      if member.name.hasSuffix("/") { continue }
      if let destination = member.value["link"]?.text {
        files[member.name] = .link(to: destination)
      } else {
        let content: FileState.Content
        if case .array(let lines)? = member.value["lines"] {
          content = .bytes(Data(lines.map { $0.text ?? "" }.joined(separator: "\n").utf8))
        } else if let digest = member.value["sha256"]?.text {
          content = .digest(digest)
        } else {
          return nil
        }
        files[member.name] = .file(
          content, isExecutable: member.value["executable"] == .bool(true))
      }
    }
  }
}
