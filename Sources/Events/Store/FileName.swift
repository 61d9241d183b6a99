/// Names of event files.
enum FileName {
  /// The last part of a path.
  static func last(_ path: String) -> String {
    String(path[(path.lastIndex(of: "/").map(path.index(after:)) ?? path.startIndex)...])
  }

  /// A path in a folder.
  static func join(_ folder: String, _ name: String) -> String {
    folder.isEmpty || folder.hasSuffix("/") ? folder + name : "\(folder)/\(name)"
  }

  /// The endings of files of events as they are published.
  static let sourceEndings = [".pkl.bz2", ".pkl"]
  /// The ending of event stores.
  static let storeEnding = ".safetensors"

  /// A file name without the ending that tells its form, so that store and source are called alike.
  static func stem(_ name: String) -> String {
    for ending in sourceEndings + [storeEnding, ".bz2"] where name.hasSuffix(ending) {
      return String(name.dropLast(ending.count))
    }
    return name
  }
}
