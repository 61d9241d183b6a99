import Files
import FoundationEssentials

extension Git {
  /// Merges three versions of a text as `git merge-file` does, in the user's style of conflict marks.
  ///
  /// - Parameters:
  ///   - base: what both sides began with.
  ///   - yours: the user's version.
  ///   - template: the template's version.
  ///   - labels: what the conflict marks call the user's version, the base and the template's.
  /// - Returns: the merged text, and whether it has conflict marks.
  /// - Throws: `Failure` when git fails.
  func merge(
    base: Data, yours: Data, template: Data, labels: [String]
  ) throws(Failure) -> (Data, hasConflict: Bool) {
    let folder = try TemporaryPlace.make(for: "merge")
    defer { Folder.remove(folder) }
    for (name, data) in [("yours", yours), ("base", base), ("template", template)] {
      try StagedFile.create("\(folder)/\(name)", data, permissions: 0o600)
    }
    let result = try start(
      ["merge-file", "-p"] + labels.flatMap { ["-L", $0] } + ["yours", "base", "template"],
      in: folder)
    // The exit code is the number of conflicts; more than 127 is a failure.
    guard (0...127).contains(result.code) else {
      throw Failure(
        "git cannot merge two versions of a file (\(Self.reason(result.errors)))",
        remedy: "Check the space for temporary files", status: .unavailable)
    }
    return (result.output, result.code > 0)
  }
}
