import Foundation

/// A copy of a template in the folder where it will be used.
enum TemplateCopy {
  /// A file that git would not keep as it is, from a template's `files.json`.
  private struct Entry: Decodable {
    let text: String?
    /// How often the text comes.
    let times: Int?
    /// What comes behind it.
    let then: String?
    let base64: String?
    let link: String?
    let folder: Bool?
    /// Permission bits in octal.
    let mode: String?

    var bytes: Data {
      get throws {
        if let base64 {
          guard let bytes = Data(base64Encoded: base64) else { throw CocoaError(.coderReadCorrupt) }
          return bytes
        }
        return Data((String(repeating: text ?? "", count: times ?? 1) + (then ?? "")).utf8)
      }
    }
  }

  /// Copies a template and adds what its `files.json` lists.
  static func make(of template: String, in templates: String, at place: String) throws {
    let manager = FileManager.default
    let copy = "\(place)/\(template)"
    try manager.copyItem(atPath: "\(templates)/\(template)", toPath: copy)
    let list = copy + "/files.json"
    let ours = manager.fileExists(atPath: copy + "/cookiecutter.json")
    if ours, manager.fileExists(atPath: list) {
      let entries = try JSONDecoder().decode(
        [String: Entry].self, from: Data(contentsOf: URL(filePath: list)))
      try manager.removeItem(atPath: list)
      // Folders lose their permissions last.
      for (name, entry) in entries.sorted(by: { $0.key.utf8.count > $1.key.utf8.count }) {
        try write(entry, at: "\(copy)/\(name)")
      }
    }
    try? manager.removeItem(atPath: copy + "/arguments.json")
  }

  private static func write(_ entry: Entry, at path: String) throws {
    let manager = FileManager.default
    let parent = (path as NSString).deletingLastPathComponent
    try manager.createDirectory(atPath: parent, withIntermediateDirectories: true)
    if let link = entry.link {
      try manager.createSymbolicLink(atPath: path, withDestinationPath: link)
    } else if entry.folder == true {
      try manager.createDirectory(atPath: path, withIntermediateDirectories: true)
    } else {
      try entry.bytes.write(to: URL(filePath: path))
    }
    if let mode = entry.mode.flatMap({ Int($0, radix: 8) }) {
      try manager.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
    }
  }
}
