import Testing

@testable import MLPF

@Suite struct NearestNeighboursTests {
  /// The search by sorting all distances, in the kernel's float32.
  static func sorted(_ s: Matrix, k: Int, of queries: [Int]? = nil) -> [[Int32]] {
    (queries ?? Array(0..<s.rows)).map { i in
      let distances = (0..<s.rows).map { j in
        (0..<s.columns).reduce(Float(0)) { sum, axis in
          let difference = s[j, axis] - s[i, axis]
          return (difference * difference).addingProduct(0, 0) + sum
        }
      }
      let others = (0..<s.rows).filter { $0 != i }
        .sorted { (distances[$0], $0) < (distances[$1], $1) }
      return ([i] + others.prefix(k - 1)).map { Int32($0) }
    }
  }

  /// Coordinates on a grid of eighths: distances are exact in float32, with and without fused
  /// multiply-add, and many are equal.
  static func grid(_ rows: Int, _ columns: Int, seed: UInt64, cells: UInt64) -> Matrix {
    var generator = SeededGenerator(seed: seed)
    let s = Matrix(rows: rows, columns: columns)
    for row in 0..<rows {
      for column in 0..<columns { s[row, column] = Float(generator.next() % cells) / 8 }
    }
    return s
  }

  static func search(_ s: Matrix, k: Int) -> (rows: [[Int32]], weights: [[Float]]) {
    let graph = NearestNeighbours()
    graph.build(s.all, k: k)
    // In parts, as workers do.
    for first in stride(from: 0, to: s.rows, by: 50) {
      graph.search(first..<min(first + 50, s.rows))
    }
    graph.weigh(0..<s.rows)
    let k = graph.neighbours
    return (
      (0..<s.rows).map { i in (0..<k).map { graph.indices[i * k + $0] } },
      (0..<s.rows).map { i in (0..<k).map { graph.weights[i * k + $0] } }
    )
  }

  @Test(arguments: [
    (1, 4, 1), (2, 4, 16), (15, 4, 16), (16, 4, 16), (64, 4, 16), (65, 4, 16), (129, 1, 5),
    (500, 2, 7), (500, 3, 128), (700, 4, 16), (300, 5, 3), (300, 32, 9),
  ]) func findsTheSameAsSorting(rows: Int, columns: Int, k: Int) {
    for cells: UInt64 in [4, 64, 4096] {
      let s = Self.grid(rows, columns, seed: UInt64(rows + k), cells: cells)
      let expected = Self.sorted(s, k: min(k, rows))
      #expect(Self.search(s, k: k).rows == expected, "\(cells) cells")
    }
  }

  /// In eight dimensions nearly every one of 128 leaves can hold a neighbour.
  @Test func manyLeavesNearAreAllScanned() {
    let s = Self.grid(6_000, 8, seed: 3, cells: 64)
    let queries = Array(stride(from: 0, to: s.rows, by: 211))
    let found = Self.search(s, k: 16).rows
    #expect(queries.map { found[$0] } == Self.sorted(s, k: 16, of: queries))
  }

  @Test func oneSearchServesManyEvents() {
    let graph = NearestNeighbours()
    for rows in [300, 700, 20] {
      let s = Self.grid(rows, 4, seed: 5, cells: 64)
      graph.build(s.all, k: 4)
      graph.search(0..<rows)
      let found = (0..<rows).map { i in (0..<4).map { graph.indices[i * 4 + $0] } }
      #expect(found == Self.sorted(s, k: 4), "\(rows) nodes")
    }
  }

  @Test func coincidentPointsKeepThemselvesAndTheSmallestIndices() {
    let s = Matrix(rows: 200, columns: 4)
    let (rows, weights) = Self.search(s, k: 3)
    #expect(rows[0] == [0, 1, 2])
    #expect(rows[1] == [1, 0, 2])
    #expect(rows[150] == [150, 0, 1])
    #expect(weights.allSatisfy { $0 == [1, 1, 1] })
  }

  @Test func pointsBeyondFloatsReachGetNoWeight() {
    let s = Matrix(rows: 3, columns: 2)
    s[1, 0] = 1e30
    s[2, 1] = -1e30
    let (rows, weights) = Self.search(s, k: 2)
    #expect(rows.map { $0[0] } == [0, 1, 2])
    #expect(weights.allSatisfy { $0[0] == 1 && $0[1] < 1e-30 })
  }

  @Test func weightIsTheExponentialOfTheDistance() {
    let s = Matrix(rows: 2, columns: 2)
    s[1, 0] = 0.3
    s[1, 1] = -0.4
    let weights = Self.search(s, k: 2).weights
    // exp(-10 * 0.25) = 0.0820849986…
    #expect(abs(weights[0][1] - 0.0820849986) < 1e-7)
  }
}
