import Files

/// A float32 matrix whose rows start at multiples of 64 bytes.
///
/// The space between `columns` and `stride` is zero and stays so: kernels may read it. The numbers
/// are shared by reference; whoever runs blocks in parallel sees to it that no two write one row.
public final class Matrix: @unchecked Sendable {
  /// Number of rows in use.
  public private(set) var rows: Int
  /// Number of columns.
  public private(set) var columns: Int
  /// Distance between rows in floats, a multiple of 16.
  ///
  /// An odd one where rows are long: with distances of 1,024 bytes or so, a column's numbers would all
  /// fall into a few places of the first-level cache and push each other out.
  public private(set) var stride: Int
  private var storage: UnsafeMutableRawPointer
  private var capacity: Int

  /// A matrix of zeros.
  ///
  /// - Parameters:
  ///   - rows: number of rows, may be 0.
  ///   - columns: number of columns.
  public init(rows: Int, columns: Int) {
    self.rows = rows
    self.columns = columns
    stride = Self.stride(columns)
    capacity = max(rows * stride, 16)
    storage = Self.allocate(capacity)
  }

  deinit { storage.deallocate() }

  /// The row distance that a number of columns gets.
  public static func stride(_ columns: Int) -> Int {
    let rounded = AlignedFloats.rounded(columns)
    return rounded >= 128 && rounded % 32 == 0 ? rounded + 16 : rounded
  }

  private static func allocate(_ floats: Int) -> UnsafeMutableRawPointer {
    let bytes = floats * MemoryLayout<Float>.stride
    let pointer = UnsafeMutableRawPointer.allocate(byteCount: bytes, alignment: 64)
    pointer.initializeMemory(as: UInt8.self, repeating: 0, count: bytes)
    return pointer
  }

  /// Gives the matrix another shape, keeping its memory where that is large enough.
  ///
  /// The numbers are undefined afterwards, except that the space behind each row is zero if the
  /// number of columns stayed the same.
  /// - Parameters:
  ///   - rows: the new number of rows.
  ///   - columns: the new number of columns.
  public func reshape(rows: Int, columns: Int) {
    let sameWidth = columns == self.columns
    self.rows = rows
    self.columns = columns
    stride = Self.stride(columns)
    if rows * stride > capacity {
      storage.deallocate()
      capacity = rows * stride
      storage = Self.allocate(capacity)
    } else if !sameWidth {
      storage.initializeMemory(as: UInt8.self, repeating: 0, count: capacity * 4)
    }
  }

  /// The first number of a row.
  ///
  /// - Parameter row: from 0; `rows` itself is allowed and points behind the last row.
  /// - Returns: a pointer that is valid while the matrix lives and keeps its shape.
  public func pointer(_ row: Int = 0) -> UnsafeMutablePointer<Float> {
    precondition(row >= 0 && row <= rows, "row \(row) of \(rows)")
    return storage.assumingMemoryBound(to: Float.self) + row * stride
  }

  /// A block of rows.
  ///
  /// - Parameter range: rows from 0.
  /// - Returns: a view that is valid while the matrix lives and keeps its shape.
  public func block(_ range: Range<Int>) -> Block {
    Block(base: pointer(range.lowerBound), rows: range.count, columns: columns, stride: stride)
  }

  /// All rows.
  public var all: Block { block(0..<rows) }

  /// The number at a row and column.
  ///
  /// - Parameters:
  ///   - row: from 0.
  ///   - column: from 0.
  public subscript(row: Int, column: Int) -> Float {
    get {
      precondition(column >= 0 && column < columns && row < rows)
      return pointer(row)[column]
    }
    set {
      precondition(column >= 0 && column < columns && row < rows)
      pointer(row)[column] = newValue
    }
  }

  /// All numbers without the space behind the rows, in row-major order.
  public var values: [Float] {
    (0..<rows).flatMap { row in
      UnsafeBufferPointer(start: pointer(row), count: columns)
    }
  }
}

/// A view of some rows of a matrix (or of other float32 memory), as kernels take it.
public struct Block {
  /// The first number.
  public let base: UnsafeMutablePointer<Float>
  /// Number of rows.
  public let rows: Int
  /// Number of columns.
  public let columns: Int
  /// Distance between rows in floats.
  public let stride: Int

  /// Some of the columns of the same rows.
  ///
  /// - Parameter range: columns from 0.
  /// - Returns: the narrower view.
  func columns(_ range: Range<Int>) -> Block {
    precondition(range.upperBound <= columns)
    return Block(
      base: base + range.lowerBound, rows: rows, columns: range.count, stride: stride)
  }

  /// Copies the rows of another block of the same shape.
  ///
  /// - Parameter other: where the numbers come from.
  func copy(_ other: Block) {
    precondition(rows == other.rows && columns == other.columns)
    for row in 0..<rows {
      (base + row * stride).update(from: other.base + row * other.stride, count: columns)
    }
  }

  /// Sets every number to zero.
  func clear() {
    for row in 0..<rows {
      (base + row * stride).update(repeating: 0, count: columns)
    }
  }
}
