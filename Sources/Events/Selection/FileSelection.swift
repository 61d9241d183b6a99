public import Files

/// Chooses files of a folder by patterns, as the splits of an experiment do.
public enum FileSelection {
  /// The files of a folder that fit any of the patterns.
  ///
  /// - Parameters:
  ///   - patterns: file names or patterns (`Glob`), without folders.
  ///   - folder: an existing folder; only its own files are looked at, not those of subfolders.
  /// - Returns: paths in natural order, each once.
  /// - Throws: `Failure` with status `missingInput` when the folder does not exist or when a
  ///   pattern fits no file.
  public static func select(
    patterns: [String], in folder: String
  ) throws(Failure) -> [String] {
    let names = NaturalOrder.sorted(
      try FolderContents.names(folder).filter { !$0.hasPrefix(".") && !$0.hasSuffix(".part") })
    let prefix = folder.hasSuffix("/") || folder.isEmpty ? folder : folder + "/"
    return try choose(patterns, among: names, of: folder.isEmpty ? "." : folder).map { prefix + $0 }
  }

  /// The names that fit any of the patterns.
  ///
  /// - Parameters:
  ///   - patterns: names or patterns (`Glob`).
  ///   - names: the names, in natural order.
  ///   - place: whose names these are, for messages.
  ///   - holds: the same as the beginning of a clause.
  /// - Returns: the names in the same order.
  /// - Throws: `Failure` with status `missingInput` when a pattern fits no name.
  public static func choose(
    _ patterns: [String], among names: [String], of place: String,
    holds: String = "the folder holds"
  ) throws(Failure) -> [String] {
    var chosen = Set<String>()
    for pattern in patterns {
      let glob = Glob(pattern)
      // A plain name is taken literally first, so that names with brackets can be given.
      let fitting = names.contains(pattern) ? [pattern] : names.filter(glob.matches)
      guard !fitting.isEmpty else { throw nothing(pattern, place, holds, names) }
      chosen.formUnion(fitting)
    }
    return names.filter(chosen.contains)
  }

  private static func nothing(
    _ pattern: String, _ place: String, _ holds: String, _ names: [String]
  ) -> Failure {
    let shown = names.prefix(3).joined(separator: ", ")
    let remedy =
      switch names.count {
      case 0: "Put event files into the folder first"
      case 1...3: "Change the pattern; \(holds) \(shown)"
      default: "Change the pattern; \(holds) \(shown) and \(names.count - 3) more"
      }
    return Failure(
      "no file fits '\(pattern)'", at: place, remedy: remedy,
      status: .missingInput)
  }
}
