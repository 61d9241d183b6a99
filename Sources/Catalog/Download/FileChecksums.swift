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
///
/// The digests of a large file are computed beside each other and beside the thread that brings its
/// bytes: together they take no longer than the slowest of them. For a small one, handing the bytes
/// over would cost more than it saves.
struct FileChecksums: ~Copyable {
  private var sha256 = Digest(.sha256)
  private var md5: Digest?
  private var adler32: Adler32?
  /// The digests of a large file.
  private var queues: (sha256: DigestQueue, md5: DigestQueue?)?
  /// Bytes that none of the queues has yet.
  private var block: [UInt8] = []

  /// Files from this size on are large.
  private static let large = 4 << 20
  /// How many bytes are handed over at a time.
  private static let blockSize = 256 << 10

  /// Starts with no bytes.
  ///
  /// - Parameters:
  ///   - algorithm: what the repository uses.
  ///   - size: how many bytes there will be, where known.
  init(_ algorithm: RecordFile.Checksum.Algorithm?, size: Int?) {
    let isLarge = size ?? .max >= Self.large
    if isLarge {
      queues = (DigestQueue(.sha256), algorithm == .md5 ? DigestQueue(.md5) : nil)
      block.reserveCapacity(2 * Self.blockSize)
    }
    switch algorithm {
    case .md5: md5 = isLarge ? nil : Digest(.md5)
    case .adler32: adler32 = Adler32()
    case .sha256, nil: break
    }
  }

  mutating func update(_ bytes: RawSpan) {
    adler32?.update(bytes)
    guard queues != nil else {
      sha256.update(bytes)
      md5?.update(bytes)
      return
    }
    unsafe bytes.withUnsafeBytes { unsafe block.append(contentsOf: $0) }
    if block.count >= Self.blockSize { handOver() }
  }

  private mutating func handOver() {
    queues?.sha256.add(block)
    queues?.md5?.add(block)
    block = []
    block.reserveCapacity(2 * Self.blockSize)
  }

  consuming func finish() -> FileIdentity {
    let adler = adler32.map { RecordFile.Checksum(.adler32, $0.digits) }
    guard queues == nil else {
      handOver()
      let other = queues?.md5.map { RecordFile.Checksum(.md5, $0.finish()) }
      return FileIdentity(sha256: queues?.sha256.finish() ?? "", other: other ?? adler)
    }
    let md5Digits = md5?.finish()
    return FileIdentity(
      sha256: sha256.finish(), other: md5Digits.map { RecordFile.Checksum(.md5, $0) } ?? adler)
  }

  /// The identity of a whole file.
  ///
  /// - Parameters:
  ///   - path: an existing file.
  ///   - algorithm: what the repository uses.
  ///   - size: its size.
  ///   - goesOn: is told the bytes read so far, and throws to end the reading.
  /// - Returns: its identity.
  /// - Throws: `Failure` when it cannot be read, and what `goesOn` throws.
  static func identity(
    of path: String, _ algorithm: RecordFile.Checksum.Algorithm?, size: Int,
    _ goesOn: (Int) throws(Failure) -> Void
  ) throws(Failure) -> FileIdentity {
    var checksums = FileChecksums(algorithm, size: size)
    var count = 0
    try FilePieces.read(path) { piece throws(Failure) in
      checksums.update(piece)
      count += piece.byteCount
      try goesOn(count)
    }
    return checksums.finish()
  }
}
