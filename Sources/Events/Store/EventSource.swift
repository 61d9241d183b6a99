/// The file that events come from, as an event store remembers it.
///
/// Its folder is not kept, so that a store can be given to others.
public struct EventSource: Sendable, Equatable, Codable {
  /// File name.
  public let name: String
  /// Size in bytes.
  public let size: Int
  /// SHA-256 as 64 lower-case hexadecimal digits.
  public let sha256: String
  /// When it was last changed, seconds and nanoseconds since 1970.
  public let modified: String
  /// NumPy's name of its element type, such as "<f8".
  public let dtype: String
  /// Its pickle protocol, 0 to 5.
  public let pickleProtocol: Int
  /// Its keys beside `X`, `ygen` and `ycand`.
  public let extraKeys: [String]

  /// Describes a file that has been read.
  ///
  /// - Parameter file: the file.
  public init(_ file: DelphesFile) {
    name = FileName.last(file.path)
    size = file.size
    sha256 = file.sha256
    modified = file.modified
    dtype = file.dtype
    pickleProtocol = file.pickleProtocol
    extraKeys = file.extraKeys
  }

  /// The description in a store's metadata; `nil` if it is not whole.
  init?(metadata: [String: String]) {
    guard let name = metadata["source"], let sha256 = metadata["source_sha256"],
      let size = metadata["source_size"].flatMap({ Int($0) }),
      let modified = metadata["source_modified"], let dtype = metadata["source_dtype"],
      let pickleProtocol = metadata["source_protocol"].flatMap({ Int($0) })
    else { return nil }
    self.name = name
    self.size = size
    self.sha256 = sha256
    self.modified = modified
    self.dtype = dtype
    self.pickleProtocol = pickleProtocol
    extraKeys = (metadata["source_extra_keys"] ?? "").split(separator: "\n").map(String.init)
  }

  /// The description as texts for a store's metadata.
  var metadata: [String: String] {
    [
      "source": name, "source_size": String(size), "source_sha256": sha256,
      "source_modified": modified, "source_dtype": dtype,
      "source_protocol": String(pickleProtocol),
      "source_extra_keys": extraKeys.joined(separator: "\n"),
    ]
  }
}
