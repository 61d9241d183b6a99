import Testing

@testable import MLPF

@Suite struct MatrixProductTests {
  static func random(_ rows: Int, _ columns: Int, seed: UInt64) -> Matrix {
    var generator = SeededGenerator(seed: seed)
    let matrix = Matrix(rows: rows, columns: columns)
    for row in 0..<rows {
      for column in 0..<columns { matrix[row, column] = generator.symmetric() }
    }
    return matrix
  }

  @Test func matchTheirDefinition() {
    let (n, inputs, outputs) = (7, 5, 3)
    let x = Self.random(n, inputs, seed: 1)
    let dy = Self.random(n, outputs, seed: 2)
    let w = Self.random(1, inputs * outputs, seed: 3).values
    let y = Matrix(rows: n, columns: outputs)
    let dx = Matrix(rows: n, columns: inputs)
    var dw = [Float](repeating: 1, count: inputs * outputs)
    MatrixProduct.timesTransposed(x.all, w, into: y.all)
    MatrixProduct.times(dy.all, w, into: dx.all, accumulate: false)
    MatrixProduct.times(dy.all, w, into: dx.all, accumulate: true)
    dw.withUnsafeMutableBufferPointer { dw in
      if let dw = dw.baseAddress { MatrixProduct.addOuter(dy.all, x.all, into: dw) }
    }
    for o in 0..<outputs {
      for r in 0..<n {
        let sum = (0..<inputs).reduce(Float(0)) { $0 + x[r, $1] * w[o * inputs + $1] }
        #expect(abs(y[r, o] - sum) < 1e-6)
      }
      for i in 0..<inputs {
        let sum = (0..<n).reduce(Float(1)) { $0 + dy[$1, o] * x[$1, i] }
        #expect(abs(dw[o * inputs + i] - sum) < 1e-6)
      }
    }
    for r in 0..<n {
      for i in 0..<inputs {
        let sum = (0..<outputs).reduce(Float(0)) { $0 + dy[r, $1] * w[$1 * inputs + i] }
        #expect(abs(dx[r, i] - 2 * sum) < 1e-6)
      }
    }
  }

  /// A library that is not safe to call from several threads gives a wrong product now and then.
  ///
  /// Products just above the size from which OpenBLAS needs working memory, the most often at once.
  @Test func areRightFromSeveralThreadsAtOnce() {
    let (threads, rows, width, repeats) = (2, 96, 128, 20_000)
    let dy = (0..<threads).map { Self.random(rows, width, seed: UInt64($0)) }
    let x = (0..<threads).map { Self.random(rows, width, seed: UInt64(100 + $0)) }
    func product(_ thread: Int, into dw: AlignedFloats) {
      dw.pointer.update(repeating: 0, count: dw.count)
      MatrixProduct.addOuter(dy[thread].all, x[thread].all, into: dw.pointer)
    }
    let (expected, found) = (
      (0..<threads).map { _ in AlignedFloats(count: width * width) },
      (0..<threads).map { _ in AlignedFloats(count: width * width) }
    )
    for thread in 0..<threads { product(thread, into: expected[thread]) }
    var wrong = [Int](repeating: 0, count: threads)
    wrong.withUnsafeMutableBufferPointer { wrong in
      let wrong = wrong  // each thread writes its own place
      WorkQueue(threads: threads).forEach(threads) { thread, _ in
        let bytes = width * width * MemoryLayout<Float>.stride
        for _ in 0..<repeats {
          product(thread, into: found[thread])
          if memcmp(found[thread].pointer, expected[thread].pointer, bytes) != 0 {
            wrong[thread] += 1
          }
        }
      }
    }
    #expect(wrong == [0, 0])
  }
}

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif
