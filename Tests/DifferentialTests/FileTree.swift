import Foundation

/// All that is below a folder: types, permissions, bytes, destinations of links.
struct FileTree: Equatable {
  /// One file, folder or link.
  struct Entry: Equatable, CustomStringConvertible {
    /// What kind of thing it is, with its content.
    enum Content: Equatable {
      case folder
      case link(String)
      case file(Data)
    }

    let content: Content
    /// Permissions; links have none.
    let mode: Int

    var description: String {
      switch content {
      case .folder: "a folder, \(String(mode, radix: 8))"
      case .link(let destination): "a link to '\(destination)'"
      case .file(let data): "a file of \(data.count) bytes, \(String(mode, radix: 8))"
      }
    }
  }

  /// By path within the folder.
  var entries: [String: Entry] = [:]

  /// Looks at a folder.
  ///
  /// - Parameter folder: an existing folder.
  /// - Throws: an error when something in it cannot be read.
  init(_ folder: String) throws {
    let manager = FileManager.default
    for case let name as String in manager.enumerator(atPath: folder) ?? .init() {
      let path = "\(folder)/\(name)"
      let attributes = try manager.attributesOfItem(atPath: path)
      let mode = (attributes[.posixPermissions] as? NSNumber)?.intValue ?? 0
      switch attributes[.type] as? FileAttributeType {
      case .typeDirectory?: entries[name] = Entry(content: .folder, mode: mode)
      case .typeSymbolicLink?:
        let destination = try manager.destinationOfSymbolicLink(atPath: path)
        entries[name] = Entry(content: .link(destination), mode: 0)
      default:
        let data = try Data(contentsOf: URL(filePath: path))
        entries[name] = Entry(content: .file(data), mode: mode)
      }
    }
  }

  /// How a second tree differs, one line for each path, in their order.
  ///
  /// - Parameters:
  ///   - theirs: the tree that is right.
  ///   - skipping: says which differences do not count, by path, right entry and other entry.
  /// - Returns: sentences for people.
  func differences(
    from theirs: FileTree, skipping: (String, Entry?, Entry?) -> Bool = { _, _, _ in false }
  ) -> [String] {
    Set(entries.keys).union(theirs.entries.keys).sorted().compactMap { path in
      let (right, other) = (theirs.entries[path], entries[path])
      guard right != other, !skipping(path, right, other) else { return nil }
      switch (right, other) {
      case (let right?, nil): return "\(path): missing, should be \(right)"
      case (nil, let other?): return "\(path): should not be there, is \(other)"
      case (let right?, let other?):
        if case .file(let good) = right.content, case .file(let bad) = other.content, good != bad {
          return "\(path): \(Self.firstDifference(good, bad))"
        }
        return "\(path): is \(other), should be \(right)"
      case (nil, nil): return nil
      }
    }
  }

  /// The first line in which two files differ.
  private static func firstDifference(_ right: Data, _ other: Data) -> String {
    let good = right.split(separator: 10, omittingEmptySubsequences: false)
    let bad = other.split(separator: 10, omittingEmptySubsequences: false)
    let line = zip(good, bad).prefix { $0 == $1 }.count
    func shown(_ lines: [Data]) -> String {
      guard line < lines.count else { return "the end" }
      return String(decoding: lines[line].prefix(300), as: UTF8.self).debugDescription
    }
    return "line \(line + 1) is \(shown(bad)), should be \(shown(good))"
  }
}
