public import Files
import FoundationEssentials

extension Gnuplot {
  /// Removes the files of figures that were drawn here before and are not drawn any more.
  ///
  /// A figure is known by the first line of its script; all other files are left alone.
  /// - Parameters:
  ///   - figures: the figures that stay.
  ///   - folder: an existing folder.
  /// - Throws: `Failure` when the folder cannot be read or a file cannot be removed.
  public static func removeOthers(than figures: [Figure], in folder: String) throws(Failure) {
    let names = Set(figures.map(\.name))
    for file in try FolderContents.names(folder) where file.hasSuffix(".gp") {
      let name = String(file.dropLast(3))
      let isOurs = FileManager.default.contents(atPath: "\(folder)/\(file)")?
        .starts(with: "\(FigureScript.firstLine(name))\n".utf8)
      guard !names.contains(name), isOurs == true else { continue }
      // The script last: without it the rest would not be known any more.
      for ending in Picture.allCases.map(\.rawValue) + ["csv", "gp"] {
        try FolderContents.remove("\(folder)/\(name).\(ending)")
      }
    }
  }
}
