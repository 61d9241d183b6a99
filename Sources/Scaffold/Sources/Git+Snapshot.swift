import Files

// Templates lie in repositories of others, whose configuration may name programs for git to run. What
// touches files is therefore done by a new repository that only borrows the objects.
extension Git {
  /// Files as the repository has them, whatever the user's settings make of line ends.
  private static let plainText = ["-c", "core.autocrlf=false", "-c", "core.eol=lf"]

  /// Checks out a commit of a repository into a temporary folder, which the caller removes.
  ///
  /// The repository, its index and its work tree stay as they are.
  /// - Parameters:
  ///   - repository: the absolute path of a work tree with `.git` in it, such as a clone.
  ///   - commit: the full name of a commit, whether or not a branch leads to it.
  /// - Returns: the folder, without `.git`.
  /// - Throws: `Failure` when there is no such repository or commit.
  func snapshot(of repository: String, at commit: String) throws(Failure) -> String {
    let folder = try borrowed(from: repository, commit)
    do throws(Failure) {
      let checkout = ["checkout", "--quiet", "--force", "--detach", commit, "--"]
      try check(run(Self.plainText + checkout, in: folder), repository, commit)
      Folder.remove(folder + "/.git")
      return folder
    } catch {
      Folder.remove(folder)
      throw error
    }
  }

  /// Whether the files of a work tree are those of a commit, and no others are there.
  ///
  /// - Parameters:
  ///   - tree: the work tree, with `.git` in it.
  ///   - commit: the full name of a commit.
  /// - Returns: `false` also when git cannot tell.
  /// - Throws: `Failure` when git cannot be started.
  func isUnchanged(_ tree: String, since commit: String) throws(Failure) -> Bool {
    let folder = try borrowed(from: tree, commit)
    defer { Folder.remove(folder) }
    let place = ["--git-dir=\(folder)/.git", "--work-tree=\(tree)"]
    for step in [["read-tree", commit], ["update-ref", "--no-deref", "HEAD", commit]] {
      guard try run(place + step).succeeded else { return false }
    }
    let status = try run(place + ["status", "--porcelain"])
    return status.succeeded && status.output.isEmpty
  }

  /// A new repository in a temporary folder that has the objects of another.
  private func borrowed(from repository: String, _ commit: String) throws(Failure) -> String {
    let folder = try TemporaryPlace.make(for: "template")
    do throws(Failure) {
      let format = try run(["rev-parse", "--show-object-format"], in: repository)
      try check(format, repository, commit)
      try check(create(folder, format: format.output), repository, commit)
      // Nothing is copied. In a linked work tree the objects are not below `.git`.
      let objects = try run(["rev-parse", "--git-path", "objects"], in: repository)
      try check(objects, repository, commit)
      let path = Folder.absolute(objects.output)
      try AtomicFile.write(path + "\n", to: folder + "/.git/objects/info/alternates")
      return folder
    } catch {
      Folder.remove(folder)
      throw error
    }
  }

  private func check(
    _ result: Result, _ repository: String, _ commit: String
  ) throws(Failure) {
    guard !result.succeeded else { return }
    throw Failure(
      "the commit '\(commit)' cannot be checked out (\(result.reason))", at: repository,
      remedy: "Fetch the template again", status: .missingInput)
  }
}
