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
  /// The folder that is there for this run only, if any.
  private let temporary: String?

  init(
    folder: String, repository: String, commit: String?, source: String, temporary: String? = nil
  ) {
    self.temporary = temporary
    self.folder = folder
    self.repository = repository
    self.commit = commit
    self.source = source
  }

  /// A folder that is no repository's.
  ///
  /// - Parameters:
  ///   - folder: the folder that contains `cookiecutter.json`.
  ///   - source: the name that projects remember.
  public init(folder: String, source: String) {
    self.init(folder: folder, repository: folder, commit: nil, source: source)
  }

  /// Removes what was unpacked for this run only; a folder of the user's and a clone stay.
  public func remove() {
    if let temporary { Folder.remove(temporary) }
  }
}
