public import Foundation

/// All files below a folder at one moment.
public struct FolderSnapshot: Equatable {
  /// What is remembered of a file.
  public struct File: Equatable {
    /// Its bytes.
    public let bytes: Data
    /// When it was last changed.
    public let modified: Date?
  }

  /// The files by path within the folder.
  public let files: [String: File]

  /// Looks at a folder.
  ///
  /// - Parameter folder: an existing folder.
  /// - Throws: an error when a file cannot be read.
  public init(_ folder: String) throws {
    var files: [String: File] = [:]
    for case let name as String in FileManager.default.enumerator(atPath: folder) ?? .init() {
      let path = "\(folder)/\(name)"
      let attributes = try FileManager.default.attributesOfItem(atPath: path)
      guard attributes[.type] as? FileAttributeType == .typeRegular else { continue }
      files[name] = File(
        bytes: try Data(contentsOf: URL(filePath: path)),
        modified: attributes[.modificationDate] as? Date)
    }
    self.files = files
  }

  /// Half-written files.
  public var leftovers: [String] { files.keys.filter { $0.hasSuffix(".part") } }
}
