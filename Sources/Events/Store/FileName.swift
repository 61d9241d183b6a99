import Files

/// Names of event files.
enum FileName {
  /// Refuses to make one file of two.
  ///
  /// - Parameters:
  ///   - results: the files to make.
  ///   - sources: what each is made of.
  ///   - kind: what they are called.
  /// - Throws: `Failure` with status `usage` that names the two.
  static func checkDistinct(
    _ results: [String], of sources: [String], _ kind: String
  ) throws(Failure) {
    var seen: [String: String] = [:]
    for (source, result) in zip(sources, results) {
      if let other = seen.updateValue(source, forKey: result) {
        throw Failure(
          "\(other) and \(source) would make the same \(kind)", at: result,
          remedy: "Name each file once and give files of different folders different names",
          status: .usage)
      }
    }
  }

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
