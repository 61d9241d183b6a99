/// A NumPy array of a pickle.
///
/// Numbers in two dimensions are converted to float32 as it is built.
struct NumPyArray: Sendable {
  /// Length of each axis.
  var shape: [Int] = []
  /// Element type, `nil` while the array is still being built.
  var dtype: NumPyDType?
  /// The numbers row by row if they are numbers in two dimensions.
  var table: Table?
  /// Byte of the pickle where the array was complete, for messages.
  var offset = 0

  /// Why bytes and shape cannot be one array.
  struct Mismatch: Error {
    /// A clause for the message.
    let what: String
  }

  /// An array that is not there yet.
  init() {}

  /// Converts an array.
  ///
  /// - Parameters:
  ///   - block: the numbers as NumPy stores them.
  ///   - dtype: their type.
  ///   - shape: length of each axis, none negative.
  ///   - fortran: whether the first axis runs fastest.
  /// - Throws: `Mismatch` when there are more or fewer bytes than the shape needs.
  init(
    _ block: ByteBlock, dtype: NumPyDType, shape: [Int], fortran: Bool
  ) throws(Mismatch) {
    self.shape = shape
    self.dtype = dtype
    guard let size = dtype.size else { return }
    var needed = size
    for length in shape {
      let (product, overflow) = needed.multipliedReportingOverflow(by: length)
      guard !overflow else { throw Mismatch(what: "an array has an impossible shape") }
      needed = product
    }
    guard needed == block.count else {
      throw Mismatch(
        what: "an array of shape (\(Self.text(shape))) and type \(dtype.name) needs \(needed) "
          + "bytes but has \(block.count)")
    }
    guard shape.count == 2 else { return }
    let (rows, columns) = (shape[0], shape[1])
    let flip = fortran && rows > 1 && columns > 1
    table = unsafe Table(rows: rows, columns: columns) { floats in
      guard !flip else {
        for row in 0..<rows {
          for column in 0..<columns {
            let index = column * rows + row
            unsafe floats[row * columns + column] = Self.number(block, dtype, index)
          }
        }
        return
      }
      if dtype.kind == .float64 && !dtype.isBigEndian {
        // The one case of the published files, kept simple enough to be vectorised.
        let bytes = unsafe block.bytes
        for index in 0..<rows * columns {
          let bits = unsafe bytes.loadUnaligned(fromByteOffset: 8 * index, as: UInt64.self)
          unsafe floats[index] = Float(Double(bitPattern: UInt64(littleEndian: bits)))
        }
      } else {
        for index in 0..<rows * columns {
          unsafe floats[index] = Self.number(block, dtype, index)
        }
      }
    }
  }

  /// A shape as Python prints it, without the parentheses.
  ///
  /// - Parameter shape: length of each axis.
  /// - Returns: such as "5, 12".
  static func text(_ shape: [Int]) -> String {
    shape.count == 1 ? "\(shape[0])," : shape.map(String.init).joined(separator: ", ")
  }

  /// One number of an array whose size has been checked.
  private static func number(_ block: ByteBlock, _ dtype: NumPyDType, _ index: Int) -> Float {
    let bytes = unsafe block.bytes
    switch dtype.kind {
    case .float32, .int32:
      let stored = unsafe bytes.loadUnaligned(fromByteOffset: 4 * index, as: UInt32.self)
      let bits = dtype.isBigEndian ? UInt32(bigEndian: stored) : UInt32(littleEndian: stored)
      return dtype.kind == .float32 ? Float(bitPattern: bits) : Float(Int32(bitPattern: bits))
    case .float64, .int64:
      let stored = unsafe bytes.loadUnaligned(fromByteOffset: 8 * index, as: UInt64.self)
      let bits = dtype.isBigEndian ? UInt64(bigEndian: stored) : UInt64(littleEndian: stored)
      return dtype.kind == .float64
        ? Float(Double(bitPattern: bits)) : Float(Int64(bitPattern: bits))
    case .object, .other:
      return 0
    }
  }
}
