import Files

extension Git {
  /// Checks out a commit of a repository into a temporary folder, which the caller removes.
  ///
  /// The repository, its index and its work tree stay as they are.
  /// - Parameters:
  ///   - repository: the absolute path of a work tree with `.git` in it, such as a clone.
  ///   - commit: the full name of a commit, whether or not a branch leads to it.
  /// - Returns: the folder, without `.git`.
  /// - Throws: `Failure` when there is no such repository or commit.
  func snapshot(of repository: String, at commit: String) throws(Failure) -> String {
    let folder = try TemporaryPlace.make(for: "template")
    do throws(Failure) {
      try check(create(folder), repository, commit)
      // The new repository finds the objects where they are; nothing is copied. In a linked work tree
      // that is not below `.git`.
      let objects = try run(["rev-parse", "--git-path", "objects"], in: repository)
      try check(objects, repository, commit)
      try AtomicFile.write(
        objects.output + "\n", to: folder + "/.git/objects/info/alternates")
      try check(
        run(["checkout", "--quiet", "--force", "--detach", commit, "--"], in: folder), repository,
        commit)
      Folder.remove(folder + "/.git")
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
