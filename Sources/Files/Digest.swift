import CCrypto

/// A digest computed piece by piece.
@safe public struct Digest: ~Copyable {
  /// How a digest is made.
  public enum Algorithm: Sendable {
    /// MD5, which repositories use; it finds damage, but no ill will.
    case md5
    /// SHA-256.
    case sha256
  }

  private let context: OpaquePointer?
  private let count: Int

  /// Starts an empty digest.
  ///
  /// - Parameter algorithm: how it is made.
  public init(_ algorithm: Algorithm) {
    unsafe context = EVP_MD_CTX_new()
    switch algorithm {
    case .md5:
      count = 16
      unsafe EVP_DigestInit_ex(context, EVP_md5(), nil)
    case .sha256:
      count = 32
      unsafe EVP_DigestInit_ex(context, EVP_sha256(), nil)
    }
  }

  deinit { unsafe EVP_MD_CTX_free(context) }

  /// Adds bytes.
  ///
  /// - Parameter bytes: the bytes that follow those already added.
  public mutating func update(_ bytes: RawSpan) {
    unsafe bytes.withUnsafeBytes {
      _ = unsafe EVP_DigestUpdate(context, $0.baseAddress, $0.count)
    }
  }

  /// Ends the digest.
  ///
  /// - Returns: lower-case hexadecimal digits, two for each byte.
  public consuming func finish() -> String {
    var value = [UInt8](repeating: 0, count: count)
    unsafe value.withUnsafeMutableBufferPointer {
      _ = unsafe EVP_DigestFinal_ex(context, $0.baseAddress, nil)
    }
    return value.map { byte in
      let digits = String(byte, radix: 16)
      return digits.count == 1 ? "0" + digits : digits
    }.joined()
  }

  /// The digest of a whole file, read piece by piece.
  ///
  /// - Parameters:
  ///   - path: an existing file.
  ///   - algorithm: how it is made.
  ///   - goesOn: is told the bytes read so far, and throws to end the reading.
  /// - Returns: lower-case hexadecimal digits.
  /// - Throws: `Failure` when it cannot be read, and what `goesOn` throws.
  public static func ofFile(
    _ path: String, _ algorithm: Algorithm, goesOn: (Int) throws(Failure) -> Void
  ) throws(Failure) -> String {
    var digest = Digest(algorithm)
    var count = 0
    try FilePieces.read(path) { piece throws(Failure) in
      digest.update(piece)
      count += piece.byteCount
      try goesOn(count)
    }
    return digest.finish()
  }
}
