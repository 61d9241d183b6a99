/// What git keeps of a repository, in `.git`: it names programs that git runs, so no template may write
/// there.
enum GitFolder {
  /// Whether a path leads into such a folder or to its place.
  ///
  /// Some file systems take names for the same that differ in case, in letters without a width, or in
  /// dots and spaces at the end, and Windows has a second name for it.
  static func contains(_ path: String) -> Bool {
    path.split(separator: "/").contains { part in
      let scalars = part.unicodeScalars.filter { !$0.properties.isDefaultIgnorableCodePoint }
      let name = String(String.UnicodeScalarView(scalars)).lowercased()
        .trimmingSuffix { $0 == "." || $0 == " " }
      return name == ".git" || name == "git~1"
    }
  }
}
