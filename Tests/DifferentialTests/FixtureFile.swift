import Foundation

/// A file that git would not keep as it is: bytes, permissions, links, empty folders.
struct FixtureFile: Decodable {
  var text: String?
  var base64: String?
  /// The destination of a link.
  var link: String?
  /// Whether it is a folder.
  var folder: Bool?
  /// Permissions in octal digits.
  var mode: String?
  /// How often the text is repeated.
  var times: Int?
  /// What follows then.
  var then: String?

  /// Makes it, with the folders above it.
  ///
  /// - Parameter path: where.
  /// - Throws: an error when it cannot be made.
  func make(at path: String) throws {
    let manager = FileManager.default
    let parent = URL(filePath: path).deletingLastPathComponent().path
    try manager.createDirectory(atPath: parent, withIntermediateDirectories: true)
    if let link {
      try manager.createSymbolicLink(atPath: path, withDestinationPath: link)
      return
    }
    if folder == true {
      try manager.createDirectory(atPath: path, withIntermediateDirectories: true)
    } else {
      let repeated = String(repeating: text ?? "", count: times ?? 1) + (then ?? "")
      let data = base64.flatMap { Data(base64Encoded: $0) } ?? Data(repeated.utf8)
      try data.write(to: URL(filePath: path))
    }
    let permissions = mode.flatMap { Int($0, radix: 8) } ?? (folder == true ? 0o755 : 0o644)
    try manager.setAttributes([.posixPermissions: permissions], ofItemAtPath: path)
  }

  /// Copies a template with what its `files.json` adds.
  ///
  /// - Parameters:
  ///   - template: the folder in the repository.
  ///   - place: where the copy goes.
  /// - Throws: an error when it cannot be copied.
  static func copy(template: String, to place: String) throws {
    let manager = FileManager.default
    try manager.copyItem(atPath: template, toPath: place)
    try? manager.removeItem(atPath: place + "/arguments.json")
    let list = place + "/files.json"
    guard let data = manager.contents(atPath: list) else { return }
    try manager.removeItem(atPath: list)
    let files = try JSONDecoder().decode([String: FixtureFile].self, from: data)
    for (name, file) in files.sorted(by: { $0.key < $1.key }) {
      try file.make(at: "\(place)/\(name)")
    }
  }
}
