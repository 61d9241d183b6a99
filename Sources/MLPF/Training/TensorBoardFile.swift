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
    let start = ProtocolBuffer {
      $0.add(1, double: time)
      $0.add(3, text: "brain.Event:2")
    }
    var data = Self.record(start)
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

  private static func event(_ row: EpochMetrics, time: Double) -> ProtocolBuffer {
    var summary = ProtocolBuffer()
    func add(_ name: String, _ number: Double) {
      let value = ProtocolBuffer {
        $0.add(1, text: name)
        $0.add(2, float: Float(number))
      }
      summary.add(1, message: value)
    }
    func add(_ group: String, _ a: EpochMetrics.Averages) {
      add("loss/\(group)", a.total)
      add("classification_loss/\(group)", a.classification)
      add("regression_loss/\(group)", a.regression)
      add("accuracy/\(group)", a.accuracy)
    }
    add("training", row.training)
    if let validation = row.validation { add("validation", validation) }
    add("learning_rate", row.learningRate)
    return ProtocolBuffer {
      $0.add(1, double: time)
      $0.add(2, integer: row.epoch)
      $0.add(5, message: summary)
    }
  }

  private static func record(_ message: ProtocolBuffer) -> [UInt8] {
    let data = message.bytes
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
