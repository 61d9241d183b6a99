/// A message in the wire format of protocol buffers (protobuf.dev/programming-guides/encoding).
///
/// Every field is its number with its wire type, then its content. TensorBoard and ONNX files need no
/// more than these few kinds of fields. swift-protobuf with the generated code of their two schemas
/// would be thousands of lines and a dependency for that; the tests read what is written here with the
/// formats' own packages instead. Fields are written in the order they are added, so equal messages are
/// equal bytes.
struct ProtocolBuffer {
  /// The message so far.
  private(set) var bytes: [UInt8] = []

  /// How a field's content is stored.
  private enum Wire: Int {
    case varint = 0
    case eightBytes = 1
    case counted = 2
    case fourBytes = 5
  }

  /// An empty message.
  init() {}

  /// A message that `fill` adds the fields to.
  init(_ fill: (inout ProtocolBuffer) -> Void) { fill(&self) }

  /// Adds a whole number.
  mutating func add(_ field: Int, integer: Int) {
    tag(field, .varint)
    varint(UInt64(bitPattern: Int64(integer)))
  }

  /// Adds a number in single precision.
  mutating func add(_ field: Int, float: Float) {
    tag(field, .fourBytes)
    withUnsafeBytes(of: float.bitPattern.littleEndian) { bytes += $0 }
  }

  /// Adds a number in double precision.
  mutating func add(_ field: Int, double: Double) {
    tag(field, .eightBytes)
    withUnsafeBytes(of: double.bitPattern.littleEndian) { bytes += $0 }
  }

  /// Adds a text.
  mutating func add(_ field: Int, text: String) { add(field, bytes: Array(text.utf8)) }

  /// Adds a message within the message.
  mutating func add(_ field: Int, message: ProtocolBuffer) { add(field, bytes: message.bytes) }

  /// Adds bytes.
  mutating func add(_ field: Int, bytes content: [UInt8]) {
    tag(field, .counted)
    varint(UInt64(content.count))
    bytes += content
  }

  private mutating func tag(_ field: Int, _ wire: Wire) {
    varint(UInt64(field << 3 | wire.rawValue))
  }

  /// Seven bits a byte, the lowest first; the top bit says that more follow.
  private mutating func varint(_ number: UInt64) {
    var rest = number
    while rest >= 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(rest))
  }
}
