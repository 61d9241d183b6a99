/// What git keeps of a repository, in `.git`: it names programs that git runs, so no template may write
/// there.
enum GitFolder {
  /// Whether a path leads into such a folder or to its place; on some systems capitals make no
  /// difference, and Windows has a second name for it.
  static func contains(_ path: String) -> Bool {
    path.split(separator: "/").contains { part in
      let name = part.lowercased().trimmingSuffix { $0 == "." || $0 == " " }
      return name == ".git" || name == "git~1"
    }
  }
}
