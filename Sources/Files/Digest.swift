import CCrypto

/// A SHA-256 digest computed piece by piece.
@safe public struct SHA256Digest: ~Copyable {
  private let context: OpaquePointer?

  /// Starts an empty digest.
  public init() {
    unsafe context = EVP_MD_CTX_new()
    unsafe EVP_DigestInit_ex(context, EVP_sha256(), nil)
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
  /// - Returns: 64 lower-case hexadecimal digits.
  public consuming func finish() -> String {
    var value = [UInt8](repeating: 0, count: 32)
    unsafe value.withUnsafeMutableBufferPointer {
      _ = unsafe EVP_DigestFinal_ex(context, $0.baseAddress, nil)
    }
    return value.map { byte in
      let digits = String(byte, radix: 16)
      return digits.count == 1 ? "0" + digits : digits
    }.joined()
  }

  /// The digest of a whole file.
  ///
  /// - Parameter path: an existing file.
  /// - Returns: 64 lower-case hexadecimal digits.
  /// - Throws: `Failure` when the file cannot be read.
  public static func ofFile(_ path: String) throws(Failure) -> String {
    let file = try MappedFile(path)
    var digest = SHA256Digest()
    file.withBytes { digest.update($0) }
    return digest.finish()
  }
}
