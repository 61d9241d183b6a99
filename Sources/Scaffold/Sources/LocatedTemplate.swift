/// A template that lies on this machine.
public struct LocatedTemplate: Sendable, Equatable {
  /// The folder that contains `cookiecutter.json`.
  public let folder: String
  /// The folder it was looked for in: the clone, or the local folder.
  public let repository: String
  /// The commit it is of; `nil` for a folder that is not as any commit has it.
  public let commit: String?
  /// Where it comes from, without credentials: the address of a repository, or a path from the root.
  public let source: String
}
