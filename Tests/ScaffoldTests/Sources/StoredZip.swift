import Foundation

/// Writes zip archives without compression after the format's specification (APPNOTE 6.3), whatever
/// their entries are called.
struct StoredZip {
  struct Entry {
    var name: String
    var text = ""
    /// Type and permissions as in `st_mode`; 0 for an archive that was not made on Unix.
    var mode: UInt32 = 0
    /// The size the archive speaks of; `nil` for the real one.
    var size: UInt32?
  }

  static func bytes(_ entries: [Entry]) -> Data {
    var files = Data()
    var list = Data()
    for entry in entries {
      let offset = UInt32(files.count)
      let content = Data(entry.text.utf8)
      let name = Data(entry.name.utf8)
      var common = Data()
      // Version 2.0, names in UTF-8, stored, 1 January 2000.
      for value: UInt16 in [20, 0x800, 0, 0, 0x2821] { append(value, to: &common) }
      append(checksum(content), to: &common)
      append(UInt32(content.count), to: &common)
      append(entry.size ?? UInt32(content.count), to: &common)
      append(UInt16(name.count), to: &common)
      append(UInt16(0), to: &common)
      append(UInt32(0x0403_4b50), to: &files)
      files += common + name + content
      append(UInt32(0x0201_4b50), to: &list)
      append(UInt16(entry.mode == 0 ? 20 : 0x0314), to: &list)
      list += common
      for value: UInt16 in [0, 0, 0] { append(value, to: &list) }
      append(entry.mode << 16, to: &list)
      append(offset, to: &list)
      list += name
    }
    var end = Data()
    append(UInt32(0x0605_4b50), to: &end)
    for value in [0, 0, entries.count, entries.count] { append(UInt16(value), to: &end) }
    append(UInt32(list.count), to: &end)
    append(UInt32(files.count), to: &end)
    append(UInt16(0), to: &end)
    return files + list + end
  }

  private static func append(_ value: some FixedWidthInteger, to data: inout Data) {
    withUnsafeBytes(of: value.littleEndian) { data.append(contentsOf: $0) }
  }

  /// CRC-32, bit by bit.
  private static func checksum(_ data: Data) -> UInt32 {
    var sum = ~UInt32(0)
    for byte in data {
      sum ^= UInt32(byte)
      for _ in 0..<8 { sum = sum & 1 == 1 ? (sum >> 1) ^ 0xedb8_8320 : sum >> 1 }
    }
    return ~sum
  }
}
