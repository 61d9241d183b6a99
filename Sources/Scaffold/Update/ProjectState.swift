import Files
import FoundationEssentials

/// What a template made of a project: the base that an update compares with.
struct ProjectState: Equatable, Sendable {
  /// Files and links by path.
  var files: [String: FileState] = [:]
  var folders: Set<String> = []

  /// Larger texts are remembered by their digest only.
  static let textLimit = 256 << 10
  /// Of more text than this in all, only the smaller files are remembered line by line.
  static let totalLimit = 4 << 20

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
  var json: JSON { json(keeping: Self.totalLimit) }

  /// The same with another limit of the bytes of all texts.
  func json(keeping limit: Int) -> JSON {
    let texts = texts(within: limit)
    var members = files.map { path, state in
      JSON.Member(name: path, value: Self.json(state, texts[path]))
    }
    let full = files.keys.reduce(into: Set<String>()) {
      $0.formUnion(ProjectFolder.folders(above: $1))
    }.union(folders.flatMap { ProjectFolder.folders(above: $0) })
    members += folders.subtracting(full).map { JSON.Member(name: $0 + "/", value: .object([])) }
    members.sort { $0.name.unicodeScalars.lexicographicallyPrecedes($1.name.unicodeScalars) }
    return .object(members)
  }

  /// The texts that are remembered line by line.
  private func texts(within limit: Int) -> [String: String] {
    let texts = files.compactMap { path, state -> (path: String, text: String)? in
      guard case .file(let content, _) = state, let data = content.text,
        data.count <= Self.textLimit, let text = String(validating: [UInt8](data), as: UTF8.self)
      else { return nil }
      return (path, text)
    }
    let ordered = texts.sorted { ($0.text.utf8.count, $0.path) < ($1.text.utf8.count, $1.path) }
    var left = limit
    let kept = ordered.prefix { item in
      left -= item.text.utf8.count
      return left >= 0
    }
    return Dictionary(uniqueKeysWithValues: kept.map { ($0.path, $0.text) })
  }

  private static func json(_ state: FileState, _ text: String?) -> JSON {
    switch state {
    case .missing, .other: return .object([])
    case .link(let destination):
      return .object([JSON.Member(name: "link", value: .string(destination))])
    case .file(let content, let isExecutable):
      var members: [JSON.Member] = []
      if isExecutable { members.append(JSON.Member(name: "executable", value: .bool(true))) }
      if let text {
        let lines = text.utf8.split(separator: 10, omittingEmptySubsequences: false)
        members.append(
          JSON.Member(name: "lines", value: .array(lines.map { .string(String(Substring($0))) })))
      } else {
        members.append(JSON.Member(name: "sha256", value: .string(content.digest)))
      }
      return .object(members)
    }
  }

  /// Reads what a project remembers.
  ///
  /// - Parameters:
  ///   - json: what `json` gives.
  ///   - file: where it is from.
  /// - Throws: `Failure` when it is something else, or when it names a file out of the project: what
  ///   is named here may be removed.
  init(_ json: JSON, from file: String) throws(Failure) {
    func wrong(_ problem: String) -> Failure {
      Failure(
        "'rendering' \(problem)", at: file, remedy: "Restore the file from version control",
        status: .badData)
    }
    let other = wrong("is not what a template has made")
    guard case .object(let members) = json else { throw other }
    for member in members {
      guard case .object = member.value else { throw other }
      let isFolder = member.name.hasSuffix("/")
      guard ProjectFolder.holds(isFolder ? String(member.name.dropLast()) : member.name) else {
        throw wrong("names \(member.name.quoted), which is no file within the project")
      }
      folders.formUnion(ProjectFolder.folders(above: member.name))
      if isFolder { continue }
      if let destination = member.value["link"]?.text {
        files[member.name] = .link(to: destination)
      } else {
        let content: FileState.Content
        if case .array(let lines)? = member.value["lines"] {
          content = .bytes(Data(lines.map { $0.text ?? "" }.joined(separator: "\n").utf8))
        } else if let digest = member.value["sha256"]?.text {
          content = .digest(digest)
        } else {
          throw other
        }
        files[member.name] = .file(
          content, isExecutable: member.value["executable"] == .bool(true))
      }
    }
  }
}
