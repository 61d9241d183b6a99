/// A file that is there and is what its record says.
public struct FetchedFile: Sendable, Equatable {
  /// How it came to be there.
  public enum Origin: Sendable, Equatable {
    /// It came over the network.
    case network
    /// It was copied from a folder.
    case folder
    /// It was there before.
    case present
  }

  /// The name within the record.
  public let name: String
  /// Where it lies.
  public let path: String
  /// Number of bytes.
  public let size: Int
  /// The digest that the repository gives.
  public let checksum: RecordFile.Checksum?
  /// SHA-256 in small hexadecimal digits.
  public let sha256: String
  /// Where it can be fetched, without secrets; empty if nowhere.
  public let address: String
  /// How it came to be there.
  public let origin: Origin
}
