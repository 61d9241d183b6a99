import Files
import FoundationEssentials

/// What lies under one path of a project, as far as merging looks at it.
enum FileState: Equatable, Sendable {
  case missing
  case file(Content, isExecutable: Bool)
  case link(to: String)
  /// A folder, or something that no template makes.
  case other

  /// The bytes of a file; of large and binary files a project remembers only the digest.
  enum Content: Equatable, Sendable {
    case bytes(Data)
    case digest(String)

    var digest: String {
      switch self {
      case .digest(let text): return text
      case .bytes(let data):
        var digest = SHA256Digest()
        let bytes = [UInt8](data)
        unsafe digest.update(bytes.span.bytes)
        return digest.finish()
      }
    }

    static func == (one: Content, other: Content) -> Bool {
      if case .bytes(let data) = one, case .bytes(let others) = other { return data == others }
      return one.digest == other.digest
    }

    /// The bytes if they are text, which can be merged line by line.
    var text: Data? {
      if case .bytes(let data) = self, ![UInt8](data).contains(0) { data } else { nil }
    }
  }

  /// The state of a file in a user's project; no link is followed.
  ///
  /// - Parameter path: the file.
  /// - Throws: `Failure` when it cannot be read.
  init(at path: String) throws(Failure) {
    self =
      switch Folder.kind(path) {
      case .missing: .missing
      case .link: .link(to: try Folder.target(ofLink: path))
      case .file:
        .file(
          .bytes(try Folder.read(path)),
          isExecutable: Self.isExecutable(Folder.permissions(path)))
      case .folder, .other: .other
      }
  }

  /// The state of a rendered file; `nil` for a folder.
  init?(_ entry: Rendering.Entry) throws(Failure) {
    switch entry.content {
    case .folder: return nil
    case .link(let destination): self = .link(to: destination)
    case .bytes, .copy:
      guard let data = try entry.data() else { return nil }
      self = .file(.bytes(data), isExecutable: Self.isExecutable(entry.permissions ?? 0o644))
    }
  }

  /// Only this bit is compared: it is the one that git keeps, the others depend on the machine.
  private static func isExecutable(_ permissions: some BinaryInteger) -> Bool {
    permissions & 0o100 != 0
  }
}

extension Rendering {
  /// The state of a path; folders count as missing.
  func state(_ path: String) throws(Failure) -> FileState {
    guard let entry = self[path] else { return .missing }
    return try FileState(entry) ?? .missing
  }
}
