import Files

/// The user's project: every path that an update reads, writes or removes goes through here.
///
/// A path may come from a file that somebody else has written, so none may lead out of the project,
/// into the folder of git, or behind a link.
struct ProjectFolder {
  /// Where the project is.
  let root: String

  /// Whether a path names a file or folder within a project, and nothing of git's own.
  static func holds(_ path: String) -> Bool {
    path != ProjectRecord.name && !path.contains("\0") && !GitFolder.contains(path)
      && path.split(separator: "/", omittingEmptySubsequences: false).allSatisfy {
        !["", ".", ".."].contains($0)
      }
  }

  /// The folders that a path lies in, outermost first.
  static func folders(above path: String) -> [String] {
    path.indices.filter { path[$0] == "/" }.map { String(path[..<$0]) }
  }

  /// Where a path of the project is on the disk.
  ///
  /// - Throws: `Failure` when it is not within the project.
  func place(_ path: String) throws(Failure) -> String {
    guard Self.holds(path) else {
      throw Failure(
        "the update names \(path.quoted), which is no file within the project", at: root,
        remedy: "Correct the template, or restore \(ProjectRecord.name) from version control",
        status: .badData)
    }
    return root + "/" + path
  }

  /// What keeps a path from being a place in the project: a link, or a file where a folder should be.
  ///
  /// - Parameters:
  ///   - path: a path of the project.
  ///   - removed: links and files that are going to be removed.
  /// - Returns: a clause; `nil` if nothing does.
  /// - Throws: `Failure` when the path is not within the project.
  func obstacle(above path: String, _ removed: Set<String> = []) throws(Failure) -> String? {
    for folder in Self.folders(above: path) where !folder.isEmpty {
      if removed.contains(folder) { return nil }
      switch Folder.kind(try place(folder)) {
      case .folder: continue
      case .missing: return nil
      case .link: return "'\(folder)' is a link, and what lies behind it is left alone"
      case .file, .other: return "'\(folder)' is not a folder"
      }
    }
    return nil
  }

  /// Removes a file or a link, if it is there.
  ///
  /// - Throws: `Failure` when it lies behind a link, or when it stays.
  func remove(_ path: String) throws(Failure) {
    let place = try place(path)
    if let obstacle = try obstacle(above: path) {
      throw Failure(
        "the file cannot be removed: \(obstacle)", at: place, remedy: "Repeat the update",
        status: .cannotCreate)
    }
    try FolderContents.remove(place)
  }

  /// Removes a folder that has nothing in it; leaves any other, and one behind a link.
  ///
  /// - Throws: `Failure` when it is not within the project.
  func removeIfEmpty(_ path: String) throws(Failure) {
    let place = try place(path)
    if try obstacle(above: path) == nil { Folder.removeIfEmpty(place) }
  }

  /// Writes files, links and folders, all of them or none.
  ///
  /// - Throws: `Failure` when a path leads out of the project or behind a link, or when it cannot be
  ///   written.
  func write(
    _ rendering: Rendering, isCancelled: @escaping @Sendable () -> Bool
  ) throws(Failure) {
    for path in rendering.paths { _ = try place(path) }
    try ProjectWriter(
      rendering: rendering, target: root, keepsExisting: false, isCancelled: isCancelled,
      stagingFolder: root
    ).write()
  }

  /// Writes what the project remembers.
  ///
  /// - Throws: `Failure` when it cannot be written.
  func write(_ record: ProjectRecord) throws(Failure) {
    try AtomicFile.write(record.text, to: "\(root)/\(ProjectRecord.name)")
  }
}
