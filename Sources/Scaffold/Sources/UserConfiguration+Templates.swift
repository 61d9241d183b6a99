public import Files

extension UserConfiguration {
  /// The templates that are kept on this machine, which can be used by these names.
  ///
  /// - Returns: their names in order; none if there is no folder of clones yet.
  /// - Throws: `Failure` when the folder of clones cannot be read.
  public func installedTemplates() throws(Failure) -> [String] {
    guard Folder.kind(cookiecuttersFolder) != .missing else { return [] }
    return try Folder.names(cookiecuttersFolder).filter {
      // Copies of clones that were edited are no templates anybody fetched.
      !$0.hasPrefix(".") && !$0.contains(".edited-")
        && Folder.kind("\(cookiecuttersFolder)/\($0)/cookiecutter.json") == .file
    }
  }
}
