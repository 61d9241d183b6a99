import FoundationEssentials

/// Puts a user's home folder and variables into paths of a configuration, as Python's `os.path` does.
struct PathExpansion {
  private let environment: [String: String]

  init(_ environment: [String: String]) { self.environment = environment }

  /// The user's home folder.
  var home: String {
    if let home = environment["HOME"], !home.isEmpty { return home }
    return FileManager.default.homeDirectoryForCurrentUser.path
  }

  /// A path with `$VAR`, `${VAR}` and a leading `~` replaced; an unknown variable stays as it is.
  func expanded(_ path: String) -> String {
    let text = withVariables(path)
    guard text == "~" || text.hasPrefix("~/") else { return text }
    return (home.hasSuffix("/") ? String(home.dropLast()) : home) + text.dropFirst()
  }

  private func withVariables(_ path: String) -> String {
    var result = ""
    var rest = path[...]
    while let dollar = rest.firstIndex(of: "$") {
      result += rest[..<dollar]
      rest = rest[rest.index(after: dollar)...]
      let name: Substring
      let after: Substring
      if rest.first == "{", let end = rest.firstIndex(of: "}") {
        name = rest[..<end].dropFirst()
        after = rest[rest.index(after: end)...]
      } else {
        name = rest.prefix { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_") }
        after = rest[name.endIndex...]
      }
      if let value = environment[String(name)] {
        result += value
      } else {
        result += "$" + rest[..<after.startIndex]
      }
      rest = after
    }
    return result + rest
  }
}
