import Files
import FoundationEssentials
import HTTP

/// What the bytes of an unfinished file are of, so that a later run may go on from them.
struct PartState: Codable, Equatable {
  /// Where they are from, without secrets.
  var address: String
  /// The size of the whole file, where known.
  var size: Int?
  /// The record's digest, as "md5:0123".
  var checksum: String?
  /// What the server said to tell the file apart from later ones.
  var validator: String?

  /// Reads a state; a missing or damaged one is none.
  init?(_ path: String) {
    guard let data = try? Data(contentsOf: URL(fileURLWithPath: path)),
      let state = try? JSONDecoder().decode(PartState.self, from: data)
    else { return nil }
    self = state
  }

  init(_ file: RecordFile, address: String, validator: String?) {
    self.address = Address.shown(address)
    size = file.size
    checksum = Self.text(file.checksum)
    self.validator = validator
  }

  private static func text(_ checksum: RecordFile.Checksum?) -> String? {
    checksum.map { "\($0.algorithm.rawValue):\($0.digits)" }
  }

  /// Whether bytes of this state may be the first ones of a file.
  ///
  /// With a digest, the end will tell. Without, the server must be able to say that nothing changed.
  func fits(_ file: RecordFile) -> Bool {
    guard size == file.size, checksum == Self.text(file.checksum) else { return false }
    guard checksum == nil else { return true }
    return validator != nil && file.addresses.first.map(Address.shown) == address
  }

  /// Keeps it beside the unfinished file.
  func write(to path: String) throws(Failure) {
    try AtomicFile.write(ResultJSON.encode(self, at: path), to: path)
  }
}
