/// A folder's contents, indented by depth; no name commands the terminal.
struct FileTree {
  let text: String

  /// - Parameters:
  ///   - folder: the folder at the top.
  ///   - paths: paths in it, each folder before what it holds; those of folders end with a slash.
  init(folder: String, _ paths: [String]) {
    text = paths.reduce(into: Visible.line(folder) + "/\n") { text, path in
      let parts = path.split(separator: "/")
      let end = path.hasSuffix("/") ? "/" : ""
      let name = Visible.line(String(parts.last ?? ""))
      text += String(repeating: "  ", count: parts.count) + name + end + "\n"
    }
  }
}
