import Files

/// The git repository that a user's project is in.
struct WorkTree {
  let git: Git
  /// The project's folder.
  let project: String

  /// The project's folder as git names it in the repository, with a slash at its end; empty if it is
  /// the repository itself, or in none.
  ///
  /// - Throws: `Failure` when git cannot be started.
  func prefix() throws(Failure) -> String {
    let place = try git.start(["rev-parse", "--show-prefix"], in: project)
    return place.code == 0 ? Self.line(place) : ""
  }

  private static func line(_ result: ChildProcess.Result) -> String {
    String(decoding: result.output.prefix { $0 != 10 }, as: UTF8.self)
  }

  /// Refuses a project with changes that are not committed, which an update could not be told from.
  ///
  /// - Parameter paths: what is going to be written or removed; these must be in the repository or
  ///   ignored by it.
  /// - Throws: `Failure` when the project is in no repository, or has such changes.
  func requireCommitted(_ paths: Set<String>) throws(Failure) {
    let place = try git.start(["rev-parse", "--show-prefix"], in: project)
    guard place.code == 0 else {
      throw Failure(
        "the project is in no git repository (\(Git.reason(place.errors))), so an update could not "
          + "be undone", at: project,
        remedy: "Say 'git init', 'git add .' and 'git commit' first", status: .cannotCreate)
    }
    let prefix = Self.line(place)
    let status = try git.start(
      ["status", "--porcelain", "-z", "--no-renames", "--untracked-files=all", "--", "."],
      in: project)
    guard status.code == 0 else {
      throw Failure(
        "git cannot tell what has changed in the project (\(Git.reason(status.errors)))",
        at: project, remedy: "Look at 'git status'", status: .unavailable)
    }
    var changed: [String] = []
    for item in String(decoding: status.output, as: UTF8.self).split(separator: "\0") {
      let path = String(item.dropFirst(3 + prefix.count))
      if !item.hasPrefix("??") || paths.contains(path) { changed.append(path) }
    }
    guard let first = changed.first else { return }
    let others = changed.count > 1 ? " and \(changed.count - 1) more" : ""
    throw Failure(
      "the project has changes that are not committed ('\(first)'\(others)), so an update could not "
        + "be undone", at: project, remedy: "Commit or stash them first", status: .cannotCreate)
  }
}
