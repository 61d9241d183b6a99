public import Files
public import FoundationEssentials

/// What an update does to a project, before anything is written.
public struct ProjectUpdate {
  /// What happens to a file; the letter is git's.
  public enum Kind: String, Sendable {
    /// It is new.
    case added = "A"
    /// It is changed.
    case changed = "M"
    /// It is removed.
    case removed = "D"
    /// It has conflict marks, or waits for the user.
    case conflict = "U"
  }

  /// One file of the project.
  public struct Change: Sendable {
    /// Its path in the project; that of a folder ends with a slash.
    public let path: String
    /// What happens to it.
    public let kind: Kind
    /// What the user has to decide, as a clause; `nil` if nothing.
    public let problem: String?
    /// What is written; `nil` if nothing is.
    let entry: Rendering.Entry?
  }

  /// The project's folder.
  public let project: String
  /// Where the template comes from.
  public let source: String
  /// The commit the project is of, and the one it comes to; `nil` where there is none.
  public let commits: (old: String?, new: String?)
  /// What happens, by path.
  public let changes: [Change]
  /// Paths of files that the template has no longer and that stay because the user has changed them.
  public let kept: [String]
  /// Paths of files with new lines whose secret or random text may be missing: they look like other
  /// lines of the file, which have neither.
  public let unfilled: [String]
  let git: Git
  let isCancelled: @Sendable () -> Bool
  /// Folders that the template has no longer, to be removed if they are empty.
  let oldFolders: [String]
  /// What the project will remember, if that is something new.
  let record: ProjectRecord?

  /// Files that the user has to look at.
  public var conflicts: [Change] { changes.filter { $0.kind == .conflict } }

  /// The difference that the update makes, in the form that `git apply` takes; the project's memory
  /// of its template is not in it.
  ///
  /// As in git's own differences, paths are those in the user's repository.
  /// - Parameter hasColours: whether it is for a terminal.
  /// - Returns: the text of the difference.
  /// - Throws: `Failure` when a file cannot be read, or when git fails.
  public func difference(hasColours: Bool) throws(Failure) -> Data {
    let folder = try TemporaryPlace.make(for: "diff")
    defer { Folder.remove(folder) }
    let prefix = try WorkTree(git: git, project: project).prefix()
    var old = Rendering()
    var new = Rendering()
    for change in changes where !change.path.hasSuffix("/") {
      let place = try files.place(change.path)
      guard change.entry != nil || change.kind == .removed else { continue }
      // What is new may still have something behind a link under its name.
      if change.kind != .added, let entry = try Self.entry(place) {
        try old.add(entry, at: prefix + change.path, from: place)
      }
      if let entry = change.entry { try new.add(entry, at: prefix + change.path, from: place) }
    }
    for (name, rendering) in [("a", old), ("b", new)] {
      try ProjectWriter(
        rendering: rendering, target: "\(folder)/\(name)", keepsExisting: false,
        isCancelled: isCancelled
      ).write()
    }
    return try git.difference(in: folder, hasColours: hasColours)
  }

  private static func entry(_ path: String) throws(Failure) -> Rendering.Entry? {
    switch Folder.kind(path) {
    case .file:
      Rendering.Entry(content: .copy(of: path), permissions: Folder.permissions(path))
    case .link: Rendering.Entry(content: .link(to: try Folder.target(ofLink: path)))
    case .folder, .other, .missing: nil
    }
  }

  /// Carries it out.
  ///
  /// What the project remembers comes last, so that an update that was cut off can be repeated.
  /// - Throws: `Failure` when the project is not committed to a git repository, or when a file cannot
  ///   be written.
  public func write() throws(Failure) {
    guard let record else { return }
    let paths = changes.filter { $0.entry != nil || $0.kind == .removed }.map(\.path)
    try WorkTree(git: git, project: project)
      .requireCommitted(Set(paths + [ProjectRecord.name]))
    let removed = changes.filter { $0.kind == .removed }.map(\.path)
    let written = changes.filter { $0.entry != nil }.map(\.path)
    let places = Set(written)
    let above = Set(written.flatMap { ProjectFolder.folders(above: $0) })
    func isInTheWay(_ path: String) -> Bool {
      above.contains(path) || places.contains(path)
        || ProjectFolder.folders(above: path).contains(where: places.contains)
    }
    // What goes makes room first where a folder becomes a file, or a file or link becomes a folder.
    for path in removed where isInTheWay(path) { try files.remove(path) }
    for folder in oldFolders where isInTheWay(folder) { try files.removeIfEmpty(folder) }
    try files.write(try newFiles(), isCancelled: isCancelled)
    for path in removed where !isInTheWay(path) { try files.remove(path) }
    for folder in oldFolders where !isInTheWay(folder) { try files.removeIfEmpty(folder) }
    try files.write(record)
  }

  private var files: ProjectFolder { ProjectFolder(root: project) }

  private func newFiles() throws(Failure) -> Rendering {
    var rendering = Rendering()
    for change in changes {
      guard let entry = change.entry else { continue }
      let isFolder = change.path.hasSuffix("/")
      try rendering.add(
        entry, at: isFolder ? String(change.path.dropLast()) : change.path, from: change.path)
    }
    return rendering
  }
}
