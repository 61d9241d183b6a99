import Foundation

extension FolderTree {
  /// One sentence for every path at which this folder, which is ours, is not as another maker's.
  func differences(from other: FolderTree, made maker: String) -> [String] {
    Set(entries.keys).union(other.entries.keys)
      .sorted { $0.lexicographicallyPrecedes($1) }
      .compactMap { path in
        let name = String(decoding: path, as: UTF8.self)
        switch (entries[path], other.entries[path]) {
        case (let ours?, let theirs?):
          return Self.difference(ours, theirs, maker).map { "\(name): \($0)" }
        case (let ours?, nil): return "\(name): only fairmlpf made this \(Self.type(of: ours))"
        case (nil, let theirs?): return "\(name): only \(maker) made this \(Self.type(of: theirs))"
        case (nil, nil): return nil
        }
      }
  }

  private static func type(of entry: Entry) -> String {
    switch entry {
    case .folder: "folder"
    case .file(_, let bytes): "file of \(bytes.count) bytes"
    case .link(let target): "link to \(target)"
    }
  }

  private static func difference(_ ours: Entry, _ theirs: Entry, _ maker: String) -> String? {
    switch (ours, theirs) {
    case (.folder(let ours), .folder(let theirs)):
      return mode(ours, theirs, maker)
    case (.file(let ourMode, let ours), .file(let theirMode, let theirs)):
      return content(ours, theirs, maker) ?? mode(ourMode, theirMode, maker)
    case (.link(let ours), .link(let theirs)) where ours == theirs: return nil
    default: return "fairmlpf made a \(type(of: ours)), \(maker) a \(type(of: theirs))"
    }
  }

  private static func mode(_ ours: Int, _ theirs: Int, _ maker: String) -> String? {
    guard ours != theirs else { return nil }
    return "mode \(String(ours, radix: 8)), and \(String(theirs, radix: 8)) by \(maker)"
  }

  private static func content(_ ours: Data, _ theirs: Data, _ maker: String) -> String? {
    guard ours != theirs else { return nil }
    let (ourLines, theirLines) = (ours.split(lines: 10), theirs.split(lines: 10))
    let line = zip(ourLines, theirLines).prefix { $0 == $1 }.count
    func shown(_ lines: [Data]) -> String {
      guard line < lines.count else { return "nothing more" }
      return String(decoding: lines[line].prefix(400), as: UTF8.self).debugDescription
    }
    return
      "line \(line + 1) is \(shown(ourLines)), and \(shown(theirLines)) by \(maker)"
  }
}

extension Data {
  /// The pieces between bytes of one value.
  fileprivate func split(lines byte: UInt8) -> [Data] {
    split(separator: byte, omittingEmptySubsequences: false)
  }
}
