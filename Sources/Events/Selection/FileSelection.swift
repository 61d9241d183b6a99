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
    var chosen = Set<String>()
    for pattern in patterns {
      let glob = Glob(pattern)
      // A plain name is taken literally first, so that names with brackets can be given.
      let fitting = names.contains(pattern) ? [pattern] : names.filter(glob.matches)
      guard !fitting.isEmpty else { throw nothing(pattern, folder, names) }
      chosen.formUnion(fitting)
    }
    let prefix = folder.hasSuffix("/") || folder.isEmpty ? folder : folder + "/"
    return names.filter(chosen.contains).map { prefix + $0 }
  }

  private static func nothing(_ pattern: String, _ folder: String, _ names: [String]) -> Failure {
    let shown = names.prefix(3).joined(separator: ", ")
    let remedy =
      switch names.count {
      case 0: "Put event files into the folder first"
      case 1...3: "Change the pattern; the folder holds \(shown)"
      default: "Change the pattern; the folder holds \(shown) and \(names.count - 3) more"
      }
    return Failure(
      "no file fits '\(pattern)'", at: folder.isEmpty ? "." : folder, remedy: remedy,
      status: .missingInput)
  }
}
