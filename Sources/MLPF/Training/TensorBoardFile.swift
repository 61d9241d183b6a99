import Files
import FoundationEssentials

/// A TensorBoard event file with the scalars of each epoch.
///
/// Records are framed as in TFRecord: length (8 bytes), masked CRC-32C of the length, data, masked
/// CRC-32C of the data; the data are `Event` protocol buffers with a `Summary` of simple values.
struct TensorBoardFile {
  private let path: String

  /// Starts a new file in a run's folder in place of older ones.
  ///
  /// - Parameters:
  ///   - folder: the run's folder.
  ///   - history: epochs that are already finished.
  ///   - time: seconds since 1970, for the name and the first record.
  /// - Throws: `Failure` when the file cannot be written.
  init(in folder: String, history: [EpochMetrics], time: Double) throws(Failure) {
    let manager = FileManager.default
    for name in (try? manager.contentsOfDirectory(atPath: folder)) ?? []
    where name.hasPrefix("events.out.tfevents.") {
      try? manager.removeItem(atPath: "\(folder)/\(name)")
    }
    path = "\(folder)/events.out.tfevents.\(Int(time)).fairmlpf"
    var data = Self.record(Self.double(1, time) + Self.bytes(3, Array("brain.Event:2".utf8)))
    for row in history { data += Self.record(Self.event(row, time: time)) }
    try AtomicFile.write(Data(data), to: path)
  }

  /// Adds an epoch; readers pass over a record that a crash cut short.
  ///
  /// - Parameters:
  ///   - row: the epoch.
  ///   - time: seconds since 1970.
  /// - Throws: `Failure` when the file cannot be written.
  func append(_ row: EpochMetrics, time: Double) throws(Failure) {
    try AppendedFile.append(Data(Self.record(Self.event(row, time: time))), to: path)
  }

  private static func event(_ row: EpochMetrics, time: Double) -> [UInt8] {
    var values: [UInt8] = []
    func add(_ group: String, _ a: EpochMetrics.Averages) {
      values += value("loss/\(group)", a.total)
      values += value("classification_loss/\(group)", a.classification)
      values += value("regression_loss/\(group)", a.regression)
      values += value("accuracy/\(group)", a.accuracy)
    }
    add("training", row.training)
    if let validation = row.validation { add("validation", validation) }
    values += value("learning_rate", row.learningRate)
    return double(1, time) + tag(2, 0) + varint(UInt64(row.epoch)) + bytes(5, values)
  }

  /// A `Summary.Value` with a tag and a simple value.
  private static func value(_ name: String, _ number: Double) -> [UInt8] {
    let bits = Float(number).bitPattern.littleEndian
    let content = bytes(1, Array(name.utf8)) + tag(2, 5) + withUnsafeBytes(of: bits) { Array($0) }
    return bytes(1, content)
  }

  // Protocol buffer wire format: tag, then a varint (0), 8 bytes (1), counted bytes (2) or 4 bytes (5).
  private static func tag(_ field: Int, _ wire: Int) -> [UInt8] {
    varint(UInt64(field << 3 | wire))
  }

  private static func bytes(_ field: Int, _ content: [UInt8]) -> [UInt8] {
    tag(field, 2) + varint(UInt64(content.count)) + content
  }

  private static func double(_ field: Int, _ number: Double) -> [UInt8] {
    tag(field, 1) + withUnsafeBytes(of: number.bitPattern.littleEndian) { Array($0) }
  }

  private static func varint(_ number: UInt64) -> [UInt8] {
    var (rest, result) = (number, [UInt8]())
    while rest >= 0x80 {
      result.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    return result + [UInt8(rest)]
  }

  private static func record(_ data: [UInt8]) -> [UInt8] {
    let length = withUnsafeBytes(of: UInt64(data.count).littleEndian) { Array($0) }
    func checksum(_ bytes: [UInt8]) -> [UInt8] {
      let crc = CRC32C.checksum(bytes)
      let masked = (crc >> 15 | crc << 17) &+ 0xa282_ead8
      return withUnsafeBytes(of: masked.littleEndian) { Array($0) }
    }
    return length + checksum(length) + data + checksum(data)
  }
}

/// The Castagnoli checksum (RFC 3720, appendix B.4).
enum CRC32C {
  private static let table: [UInt32] = (0..<256).map { index in
    (0..<8).reduce(UInt32(index)) { crc, _ in
      crc & 1 == 1 ? crc >> 1 ^ 0x82f6_3b78 : crc >> 1
    }
  }

  /// The checksum of some bytes.
  static func checksum(_ bytes: [UInt8]) -> UInt32 {
    ~bytes.reduce(~UInt32(0)) { crc, byte in
      table[Int(UInt8(truncatingIfNeeded: crc) ^ byte)] ^ crc >> 8
    }
  }
}
