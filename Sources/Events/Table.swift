public import Files

/// A row-major float32 table that either owns its numbers or looks at a mapped file.
///
/// Copying a table copies a reference, never the numbers.
public struct Table: Sendable {
  /// Number of rows.
  public let rows: Int
  /// Number of columns.
  public let columns: Int
  private let storage: Storage
  private let start: Int

  /// What keeps the numbers alive.
  ///
  /// Immutable after creation, so sharing needs no lock.
  @safe private final class Storage: @unchecked Sendable {
    let floats: UnsafeBufferPointer<Float>
    private let map: MappedFile?

    init(_ values: [Float]) {
      let copy = UnsafeMutableBufferPointer<Float>.allocate(capacity: values.count)
      _ = unsafe copy.initialize(from: values)
      unsafe floats = UnsafeBufferPointer(copy)
      map = nil
    }

    init(count: Int, fill: (UnsafeMutableBufferPointer<Float>) -> Void) {
      let floats = UnsafeMutableBufferPointer<Float>.allocate(capacity: count)
      unsafe floats.initialize(repeating: 0)
      unsafe fill(floats)
      unsafe self.floats = UnsafeBufferPointer(floats)
      map = nil
    }

    init(_ map: MappedFile, byteOffset: Int, count: Int) {
      self.map = map
      let bytes = unsafe UnsafeRawBufferPointer(
        rebasing: map.unsafeBytes[byteOffset..<byteOffset + count * 4])
      unsafe floats = unsafe bytes.bindMemory(to: Float.self)
    }

    deinit {
      if map == nil { unsafe floats.deallocate() }
    }
  }

  /// A table that owns its numbers.
  ///
  /// - Parameters:
  ///   - values: rows x columns numbers, row by row.
  ///   - rows: number of rows.
  ///   - columns: number of columns.
  public init(_ values: [Float], rows: Int, columns: Int) {
    precondition(values.count == rows * columns, "\(values.count) values for \(rows) x \(columns)")
    self.rows = rows
    self.columns = columns
    storage = Storage(values)
    start = 0
  }

  /// A table that owns its numbers, written in place.
  ///
  /// - Parameters:
  ///   - rows: number of rows.
  ///   - columns: number of columns.
  ///   - fill: writes the numbers row by row; they are zero before.
  init(rows: Int, columns: Int, fill: (UnsafeMutableBufferPointer<Float>) -> Void) {
    self.rows = rows
    self.columns = columns
    storage = unsafe Storage(count: rows * columns, fill: fill)
    start = 0
  }

  /// A table that looks at float32 numbers of a mapped file, which it keeps mapped.
  ///
  /// - Parameters:
  ///   - map: the file.
  ///   - byteOffset: where the numbers start; a multiple of 4.
  ///   - rows: number of rows.
  ///   - columns: number of columns.
  public init(mapped map: MappedFile, byteOffset: Int, rows: Int, columns: Int) {
    precondition(byteOffset % 4 == 0 && byteOffset + rows * columns * 4 <= map.count)
    self.rows = rows
    self.columns = columns
    storage = Storage(map, byteOffset: byteOffset, count: rows * columns)
    start = 0
  }

  private init(rows: Int, columns: Int, storage: Storage, start: Int) {
    self.rows = rows
    self.columns = columns
    self.storage = storage
    self.start = start
  }

  /// The number at a row and column.
  ///
  /// - Parameters:
  ///   - row: from 0.
  ///   - column: from 0.
  public subscript(row: Int, column: Int) -> Float {
    precondition(row >= 0 && row < rows && column >= 0 && column < columns)
    return unsafe storage.floats[start + row * columns + column]
  }

  /// A run of rows as a table of its own, without a copy.
  ///
  /// - Parameter range: rows from 0.
  /// - Returns: the rows in `range`.
  public func rows(_ range: Range<Int>) -> Table {
    precondition(range.lowerBound >= 0 && range.upperBound <= rows)
    return Table(
      rows: range.count, columns: columns, storage: storage,
      start: start + range.lowerBound * columns)
  }

  /// Calls `body` with a pointer to all numbers, row by row.
  ///
  /// - Parameter body: uses the pointer; it must not leave the closure.
  /// - Returns: what `body` returns.
  /// - Throws: what `body` throws.
  public func withUnsafeFloats<Result, Problem: Error>(
    _ body: (UnsafeBufferPointer<Float>) throws(Problem) -> Result
  ) throws(Problem) -> Result {
    try unsafe body(
      UnsafeBufferPointer(rebasing: storage.floats[start..<start + rows * columns]))
  }
}
