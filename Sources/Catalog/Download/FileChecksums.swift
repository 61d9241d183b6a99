import Files

/// What identifies the bytes of a file: SHA-256, and what its repository uses.
struct FileIdentity: Equatable, Sendable {
  let sha256: String
  let other: RecordFile.Checksum?

  /// Whether this is what a repository says.
  func fits(_ checksum: RecordFile.Checksum?) -> Bool {
    guard let checksum else { return true }
    return value(checksum.algorithm) == checksum.digits
  }

  /// The digest that is made in a way; `nil` if it was not computed.
  func value(_ algorithm: RecordFile.Checksum.Algorithm) -> String? {
    if algorithm == .sha256 { return sha256 }
    return other?.algorithm == algorithm ? other?.digits : nil
  }
}

/// Computes a file's `FileIdentity` in one pass.
struct FileChecksums: ~Copyable {
  private var sha256 = Digest(.sha256)
  private var md5: Digest?
  private var adler32: Adler32?

  /// Starts with no bytes.
  ///
  /// - Parameter algorithm: what the repository uses.
  init(_ algorithm: RecordFile.Checksum.Algorithm?) {
    switch algorithm {
    case .md5: md5 = Digest(.md5)
    case .adler32: adler32 = Adler32()
    case .sha256, nil: break
    }
  }

  mutating func update(_ bytes: RawSpan) {
    sha256.update(bytes)
    md5?.update(bytes)
    adler32?.update(bytes)
  }

  consuming func finish() -> FileIdentity {
    let adler = adler32.map { RecordFile.Checksum(.adler32, $0.digits) }
    let md5Digits = md5?.finish()
    return FileIdentity(
      sha256: sha256.finish(), other: md5Digits.map { RecordFile.Checksum(.md5, $0) } ?? adler)
  }

  /// The identity of a whole file.
  ///
  /// - Parameters:
  ///   - path: an existing file.
  ///   - algorithm: what the repository uses.
  /// - Returns: its identity.
  /// - Throws: `Failure` when it cannot be read.
  static func identity(
    of path: String, _ algorithm: RecordFile.Checksum.Algorithm?
  ) throws(Failure) -> FileIdentity {
    var checksums = FileChecksums(algorithm)
    try FilePieces.read(path) { piece in checksums.update(piece) }
    return checksums.finish()
  }
}
