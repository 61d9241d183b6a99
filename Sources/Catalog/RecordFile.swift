/// A file of a record, as its repository describes it.
public struct RecordFile: Sendable, Equatable {
  /// A digest that a repository gives of a file.
  public struct Checksum: Sendable, Equatable {
    /// How a digest is made.
    public enum Algorithm: String, Sendable { case md5, sha256, adler32 }

    /// How it is made.
    public let algorithm: Algorithm
    /// Its value in small hexadecimal digits.
    public let digits: String

    /// Creates a digest.
    ///
    /// - Parameters:
    ///   - algorithm: how it is made.
    ///   - digits: its value in hexadecimal digits.
    public init(_ algorithm: Algorithm, _ digits: String) {
      self.algorithm = algorithm
      self.digits = digits.lowercased()
    }
  }

  /// The name within the record; it may have slashes in it.
  public let name: String
  /// The size in bytes; `nil` if the repository does not say.
  public let size: Int?
  /// The digest; `nil` if the repository gives none.
  public let checksum: Checksum?
  /// Where it can be fetched: places that can continue in the middle of a file come first.
  public let addresses: [String]

  /// Creates a description.
  ///
  /// - Parameters:
  ///   - name: the name within the record.
  ///   - size: the size in bytes.
  ///   - checksum: the digest.
  ///   - addresses: where it can be fetched.
  public init(name: String, size: Int?, checksum: Checksum?, addresses: [String]) {
    self.name = name
    self.size = size
    self.checksum = checksum
    self.addresses = addresses
  }
}
