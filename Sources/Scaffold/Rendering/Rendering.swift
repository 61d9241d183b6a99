import Files
import FoundationEssentials

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A project before anything of it is written: what a template makes of the answers.
///
/// Texts are kept in memory; files that are copied as they are stay where they are until the project
/// is written.
struct Rendering {
  enum Content: Equatable {
    case folder
    case bytes(Data)
    case copy(of: String)
    case link(to: String)
  }

  struct Entry: Equatable {
    var content: Content
    /// Permission bits; of a folder only if it was copied.
    var permissions: mode_t?
  }

  /// The most that all texts of a project may hold together.
  static let sizeLimit = 512 << 20
  static let countLimit = 200_000

  private(set) var entries: [String: Entry] = [:]
  private var size = 0

  subscript(_ path: String) -> Entry? { entries[path] }

  /// All paths, folders before what they hold.
  var paths: [String] {
    entries.keys.sorted { $0.unicodeScalars.lexicographicallyPrecedes($1.unicodeScalars) }
  }

  func isFolder(_ path: String) -> Bool {
    path.isEmpty || entries[path]?.content == .folder
  }

  /// Adds a file or link, in place of an earlier file of the same name, and the folders it lies in.
  ///
  /// - Throws: `Failure` when a folder, or a part of its path, is something else already, or when it
  ///   belongs to git.
  mutating func add(_ entry: Entry, at path: String, from origin: String) throws(Failure) {
    guard !GitFolder.contains(path) else {
      throw Failure(
        "its name becomes '\(path)', and git runs programs that are named in such a folder",
        at: origin, remedy: "Correct the template or the answers", status: .badData)
    }
    var folder = ""
    for part in path.split(separator: "/").dropLast() {
      folder += (folder.isEmpty ? "" : "/") + part
      switch entries[folder]?.content {
      case nil: entries[folder] = Entry(content: .folder)
      case .folder: break
      default:
        throw Failure(
          "its name becomes '\(path)', but '\(folder)' is not a folder", at: origin,
          remedy: "Correct the template or the answers", status: .badData)
      }
    }
    let old = entries[path]?.content
    guard old == nil || (old == .folder) == (entry.content == .folder), !isLink(old) else {
      throw Failure(
        "two things have the name '\(path)'", at: origin,
        remedy: "Correct the template or the answers", status: .badData)
    }
    if case .bytes(let data)? = old { size -= data.count }
    if case .bytes(let data) = entry.content { size += data.count }
    guard size <= Self.sizeLimit, entries.count < Self.countLimit else {
      throw Failure(
        "the project has more than \(Self.sizeLimit >> 20) MB of text or \(Self.countLimit) files",
        at: origin, remedy: "Correct the template", status: .badData)
    }
    entries[path] = entry
  }

  private func isLink(_ content: Content?) -> Bool {
    if case .link? = content { true } else { false }
  }

  mutating func remove(_ path: String) { entries[path] = nil }
}

extension Rendering.Entry {
  /// The bytes of a file.
  func data() throws(Failure) -> Data? {
    switch content {
    case .bytes(let data): data
    case .copy(let path): try Folder.read(path)
    case .folder, .link: nil
    }
  }
}
