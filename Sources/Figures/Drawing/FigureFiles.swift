#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif
import Files
import FoundationEssentials

/// The files of one figure in a folder.
///
/// Pictures are there only beside the script and data that they were drawn from: the old ones go
/// before a new script or new data come, and the new ones come after them.
package struct FigureFiles {
  let figure: Figure
  let script: String
  let data: String
  private let folder: String

  /// The endings of the names of all files of a figure.
  package static let endings = ["csv", "gp"] + Picture.allCases.map(\.rawValue)

  init(_ figure: Figure, in folder: String) {
    self.figure = figure
    self.folder = folder
    script = FigureScript.text(figure)
    data = figure.table.csv
  }

  /// The path of one of the files.
  func path(_ ending: String) -> String {
    folder.isEmpty ? "\(figure.name).\(ending)" : "\(folder)/\(figure.name).\(ending)"
  }

  private var hasScriptAndData: Bool {
    Self.isText(script, at: path("gp")) && Self.isText(data, at: path("csv"))
  }

  /// Whether there is nothing to draw.
  var isUpToDate: Bool {
    hasScriptAndData
      && Picture.allCases.allSatisfy { unsafe access(path($0.rawValue), R_OK) == 0 }
  }

  /// Writes script and data unless they are there; pictures of others are removed.
  func writeScriptAndData() throws(Failure) {
    guard !hasScriptAndData else { return }
    for picture in Picture.allCases { try FolderContents.remove(path(picture.rawValue)) }
    try AtomicFile.write(data, to: path("csv"))
    try AtomicFile.write(script, to: path("gp"))
  }

  /// Copies script and data to where gnuplot runs; nothing there has to outlast the program.
  func copy(to place: String) throws(Failure) {
    for (ending, text) in [("csv", data), ("gp", script)] {
      let path = "\(place)/\(figure.name).\(ending)"
      guard FileManager.default.createFile(atPath: path, contents: Data(text.utf8)) else {
        throw Failure(
          "cannot be written", at: path, remedy: "Free some space there and run the command again",
          status: .cannotCreate)
      }
    }
  }

  /// Takes the pictures from where gnuplot has run.
  ///
  /// - Returns: whether all were there.
  func takePictures(from place: String) throws(Failure) -> Bool {
    var drawn: [(Picture, Data)] = []
    for picture in Picture.allCases {
      let path = "\(place)/\(figure.name).\(picture.rawValue)"
      guard let bytes = FileManager.default.contents(atPath: path), !bytes.isEmpty else {
        return false
      }
      drawn.append((picture, picture.settled(bytes, of: figure)))
    }
    for (picture, bytes) in drawn { try AtomicFile.write(bytes, to: path(picture.rawValue)) }
    return true
  }

  private static func isText(_ text: String, at path: String) -> Bool {
    FileManager.default.contents(atPath: path) == Data(text.utf8)
  }
}
