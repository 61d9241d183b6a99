import Foundation

/// Everything below a folder: paths, types, permission bits, bytes and where links lead.
struct FolderTree {
  /// What lies at a path.
  enum Entry: Equatable {
    case folder(mode: Int)
    case file(mode: Int, bytes: Data)
    case link(to: String)
  }

  /// By the bytes of the path, for Swift takes é and e with an accent for the same text.
  private(set) var entries: [Data: Entry] = [:]

  /// Reads a folder.
  init(_ folder: String) throws {
    let manager = FileManager.default
    // The name of the folder itself is in answers that are saved.
    let name = Data(folder.utf8)
    for case let path as String in manager.enumerator(atPath: folder) ?? .init() {
      let full = "\(folder)/\(path)"
      let attributes = try manager.attributesOfItem(atPath: full)
      let mode = (attributes[.posixPermissions] as? NSNumber)?.intValue ?? 0
      let entry: Entry
      switch attributes[.type] as? FileAttributeType {
      case .typeSymbolicLink?:
        entry = .link(to: try manager.destinationOfSymbolicLink(atPath: full))
      case .typeDirectory?: entry = .folder(mode: mode)
      default:
        var bytes = try Data(contentsOf: URL(filePath: full))
        while let found = bytes.range(of: name) {
          bytes.replaceSubrange(found, with: Data("FOLDER".utf8))
        }
        entry = .file(mode: mode, bytes: bytes)
      }
      entries[Data(path.utf8)] = entry
    }
  }

  /// All paths, in order.
  var paths: [String] { entries.keys.map { String(decoding: $0, as: UTF8.self) }.sorted() }

  /// The file at a path.
  func bytes(_ path: String) -> Data? {
    guard case .file(_, let bytes)? = entries[Data(path.utf8)] else { return nil }
    return bytes
  }

  /// Leaves paths out of the comparison.
  mutating func remove(where isLeftOut: (String) -> Bool) {
    entries = entries.filter { !isLeftOut(String(decoding: $0.key, as: UTF8.self)) }
  }
}
