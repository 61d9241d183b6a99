/// A float64 matrix without gaps between its rows, whose memory is kept from use to use.
///
/// Whoever runs blocks in parallel sees to it that no two write one row.
final class DoubleMatrix: @unchecked Sendable {
  /// Number of rows in use.
  private(set) var rows: Int
  /// Number of columns.
  private(set) var columns: Int
  /// The first number; valid until the next growth.
  private(set) var base: UnsafeMutablePointer<Double>
  private var capacity: Int

  /// A matrix whose numbers are undefined.
  ///
  /// - Parameters:
  ///   - rows: number of rows, may be 0.
  ///   - columns: number of columns.
  init(rows: Int = 0, columns: Int = 1) {
    self.rows = rows
    self.columns = columns
    capacity = max(rows * columns, 1)
    base = .allocate(capacity: capacity)
  }

  deinit { base.deallocate() }

  /// Gives the matrix another shape; its numbers are undefined afterwards.
  ///
  /// - Parameters:
  ///   - rows: the new number of rows.
  ///   - columns: the new number of columns; `nil` keeps it.
  func reshape(rows: Int, columns: Int? = nil) {
    self.columns = columns ?? self.columns
    self.rows = rows
    let count = rows * self.columns
    if count > capacity {
      base.deallocate()
      capacity = count
      base = .allocate(capacity: capacity)
    }
  }

  /// Makes room for further rows without losing those in use.
  ///
  /// - Parameter rows: how many there must be room for in all.
  func reserve(rows: Int) {
    let count = rows * columns
    guard count > capacity else { return }
    let larger = max(count, capacity * 2)
    let memory = UnsafeMutablePointer<Double>.allocate(capacity: larger)
    memory.update(from: base, count: self.rows * columns)
    base.deallocate()
    base = memory
    capacity = larger
  }

  /// Takes further rows of the reserved memory into use, their numbers as they are.
  ///
  /// - Parameter rows: number of rows in use from now on.
  func use(rows: Int) {
    precondition(rows * columns <= capacity)
    self.rows = rows
  }

  /// The first number of a row.
  ///
  /// - Parameter row: from 0; `rows` itself points behind the last row.
  /// - Returns: a pointer that is valid until the next growth.
  func row(_ row: Int) -> UnsafeMutablePointer<Double> { base + row * columns }

  /// Copies chosen rows of another matrix.
  ///
  /// - Parameters:
  ///   - other: where the numbers come from.
  ///   - nodes: its rows, one for each row of this matrix.
  ///   - start: the first column that is written.
  func gather(_ other: DoubleMatrix, _ nodes: UnsafeBufferPointer<Int32>, at start: Int = 0) {
    precondition(nodes.count == rows && start + other.columns <= columns)
    for (target, node) in nodes.enumerated() {
      (row(target) + start).update(from: other.row(Int(node)), count: other.columns)
    }
  }
}
