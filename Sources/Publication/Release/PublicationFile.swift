public import Files
public import FoundationEssentials

/// A file of a publication: what it holds, and what it is for.
public struct PublicationFile: Sendable, Equatable {
  /// What a file is for.
  public enum Role: String, Sendable, CaseIterable {
    /// The weights, as the program reads them.
    case weights
    /// The network for other programs.
    case exchange
    /// Settings that everything follows from.
    case settings
    /// What a step found.
    case result
    /// Tables and figures for people.
    case report
    /// Metadata for machines.
    case metadata
    /// Texts for people.
    case documentation
    /// The licence.
    case licence
    /// What runs the model elsewhere.
    case deployment
  }

  /// Where the bytes are.
  private enum Content: Sendable, Equatable {
    case bytes(Data)
    case copy(of: String)
  }

  /// Where it lies in the publication; slashes make folders.
  public let path: String
  /// What it is for.
  public let role: Role
  /// The media type, such as "application/json".
  public let mediaType: String
  /// What it holds, a sentence without a full stop.
  public let description: String
  /// Number of bytes.
  public let size: Int
  /// SHA-256.
  public let sha256: String
  private let content: Content

  /// A file of bytes in memory.
  ///
  /// - Parameters:
  ///   - path: where it lies in the publication.
  ///   - role: what it is for.
  ///   - mediaType: the media type.
  ///   - description: what it holds.
  ///   - bytes: its content.
  public init(
    _ path: String, _ role: Role, _ mediaType: String, _ description: String, _ bytes: Data
  ) {
    self.path = path
    self.role = role
    self.mediaType = mediaType
    self.description = description
    content = .bytes(bytes)
    size = bytes.count
    var digest = SHA256Digest()
    digest.update(bytes.bytes)
    sha256 = digest.finish()
  }

  /// A file of text.
  ///
  /// - Parameters:
  ///   - path: where it lies in the publication.
  ///   - role: what it is for.
  ///   - mediaType: the media type.
  ///   - description: what it holds.
  ///   - text: its content.
  public init(
    _ path: String, _ role: Role, _ mediaType: String, _ description: String, text: String
  ) {
    self.init(path, role, mediaType, description, Data(text.utf8))
  }

  /// A copy of a file that is there.
  ///
  /// - Parameters:
  ///   - path: where it lies in the publication.
  ///   - role: what it is for.
  ///   - mediaType: the media type.
  ///   - description: what it holds.
  ///   - source: the file.
  /// - Throws: `Failure` when it cannot be read.
  public init(
    _ path: String, _ role: Role, _ mediaType: String, _ description: String, copyOf source: String
  ) throws(Failure) {
    self.path = path
    self.role = role
    self.mediaType = mediaType
    self.description = description
    content = .copy(of: source)
    size = try FileStamp(of: source).size
    sha256 = try SHA256Digest.ofFile(source)
  }

  /// The bytes.
  ///
  /// - Returns: all of them, in memory.
  /// - Throws: `Failure` when the file it copies cannot be read.
  public func data() throws(Failure) -> Data {
    switch content {
    case .bytes(let data): return data
    case .copy(let source):
      return try MappedFile(source).withBytes { span in
        unsafe span.withUnsafeBytes { unsafe Data($0) }
      }
    }
  }

  /// Writes it as a new file; a copy is made piece by piece.
  ///
  /// - Parameter place: where; nothing may be there.
  /// - Throws: `Failure` when it cannot be written, or the file it copies was changed since it was
  ///   described.
  func write(to place: String) throws(Failure) {
    try StagedFile.create(place, permissions: 0o644) { write throws(Failure) in
      switch content {
      case .bytes(let data): try write(data.bytes)
      case .copy(let source):
        var digest = SHA256Digest()
        try FilePieces.read(source) { piece throws(Failure) in
          digest.update(piece)
          try write(piece)
        }
        guard digest.finish() == sha256 else {
          throw Failure(
            "the file was changed while it was copied", at: source, remedy: "Run the command again",
            status: .inputOutput)
        }
      }
    }
  }
}

/// What adds files to a publication.
public protocol PublicationPart: Sendable {
  /// Makes the files of the facts of the release alone, so that equal facts give equal bytes.
  ///
  /// - Parameter release: the facts, with the results that are published.
  /// - Returns: the files; their paths must be free.
  /// - Throws: `Failure` when the facts are not enough.
  func files(of release: Release) throws(Failure) -> [PublicationFile]
}
