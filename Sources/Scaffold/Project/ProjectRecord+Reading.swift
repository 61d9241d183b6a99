import Files

extension ProjectRecord {
  /// Reads what a project remembers.
  ///
  /// - Parameter project: the project's folder.
  /// - Throws: `Failure` when there is no such file, or when it is damaged.
  init(of project: String) throws(Failure) {
    let file = project + "/" + Self.name
    guard Folder.kind(file) != .missing else {
      throw Failure(
        "the folder is no project of fairmlpf: it has no \(Self.name)", at: project,
        remedy: "Name the folder of a project that 'fairmlpf new' has made with -C",
        status: .missingInput)
    }
    let json = try JSON.read(file)
    func wrong(_ problem: String) -> Failure {
      Failure(
        problem, at: file, remedy: "Restore the file from version control", status: .badData)
    }
    func text(_ name: String) throws(Failure) -> String? {
      switch json[name] {
      case nil, .null?: nil
      case .string(let text)?: text
      default: throw wrong("'\(name)' is not a text")
      }
    }
    guard json["schema"] == .number("1") else {
      throw Failure(
        "the file is not of schema 1, which this program knows", at: file,
        remedy: "Use a newer fairmlpf for this project", status: .badData)
    }
    guard let template = try text("template") else { throw wrong("'template' is missing") }
    guard case .object(let answers)? = json["answers"] else {
      throw wrong("'answers' is not an object")
    }
    self.template = template
    checkout = try text("checkout")
    commit = try text("commit")
    directory = try text("directory")
    tool = try text("tool") ?? ""
    if let text = try text("created") {
      guard let time = CreationTime(text) else {
        throw wrong("'created' is not a time such as 2026-01-15T13:08:16+01:00")
      }
      created = time
    }
    self.answers = answers
    if let value = json["rendering"] { rendering = try ProjectState(value, from: file) }
  }

  /// The folder of the project that a command speaks of.
  ///
  /// - Parameter folder: the folder the user named; `nil` looks in the current folder and its parents.
  /// - Returns: its path.
  /// - Throws: `Failure` when there is no project.
  static func project(_ folder: String?) throws(Failure) -> String {
    if let folder { return Folder.resolved(folder) }
    let current = Folder.resolved(".")
    var place = current
    while Folder.kind(place + "/" + name) == .missing {
      guard !place.isEmpty else { return current }
      place = place == "/" ? "" : Folder.parent(place)
    }
    return place.isEmpty ? "/" : place
  }
}
