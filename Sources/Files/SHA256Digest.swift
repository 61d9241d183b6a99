/// A SHA-256 digest computed piece by piece.
public struct SHA256Digest: ~Copyable {
  private var digest = Digest(.sha256)

  /// Starts an empty digest.
  public init() {}

  /// Adds bytes.
  ///
  /// - Parameter bytes: the bytes that follow those already added.
  public mutating func update(_ bytes: RawSpan) { digest.update(bytes) }

  /// Ends the digest.
  ///
  /// - Returns: 64 lower-case hexadecimal digits.
  public consuming func finish() -> String { digest.finish() }

  /// The digest of a whole file.
  ///
  /// - Parameter path: an existing file.
  /// - Returns: 64 lower-case hexadecimal digits.
  /// - Throws: `Failure` when the file cannot be read.
  public static func ofFile(_ path: String) throws(Failure) -> String {
    try Digest.ofFile(path, .sha256) { _ in }
  }
}
