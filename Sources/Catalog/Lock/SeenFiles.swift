package import Files
import FoundationEssentials

/// What is known of the files in a folder of this computer, so that they need not be read each time.
///
/// A file whose size and time of change are as they were is taken to be what it was.
package struct SeenFiles: Codable {
  private struct Seen: Codable {
    let stamp: FileStamp
    let sha256: String
  }

  private var files: [String: Seen] = [:]
  private var hasChanged = false

  private enum CodingKeys: CodingKey { case files }

  /// The name ends as those of unfinished files do, which everybody leaves alone.
  private static func path(in folder: String) -> String {
    FilePlaces.path(".fetched.part", in: folder)
  }

  /// Reads what is known; nothing if that is missing or damaged.
  package init(in folder: String) {
    let path = Self.path(in: folder)
    guard let data = try? Data(contentsOf: URL(fileURLWithPath: path)),
      let seen = try? JSONDecoder().decode(SeenFiles.self, from: data)
    else { return }
    self = seen
  }

  /// The SHA-256 of a file; `nil` if it is not known or the file has changed.
  package func sha256(of name: String, in folder: String) -> String? {
    guard let seen = files[name], FileStamp(FilePlaces.path(name, in: folder)) == seen.stamp else {
      return nil
    }
    return seen.sha256
  }

  /// Remembers a file that was read.
  ///
  /// - Parameters:
  ///   - name: its name within the record.
  ///   - sha256: what was found.
  ///   - stamp: what the file was before it was read.
  package mutating func see(_ name: String, _ sha256: String, _ stamp: FileStamp) {
    files[name] = Seen(stamp: stamp, sha256: sha256)
    hasChanged = true
  }

  /// Keeps what is known; where that is not possible, files are read again.
  package func keep(in folder: String) {
    let path = Self.path(in: folder)
    guard hasChanged, let text = try? ResultJSON.encode(self, at: path) else { return }
    try? AtomicFile.write(text, to: path)
  }
}
