import CKernels
import Testing

@testable import MLPF

@Suite struct ActivationTests {
  /// y = f(z + bias), in place, by a layer whose weight is the identity.
  private func apply(_ activation: Activation, to z: Matrix, bias: [Float]) {
    let (kernels, width) = (MatrixProduct.kernels, Int64(z.columns))
    let identity = (0..<z.columns * z.columns).map { Float($0 % (z.columns + 1) == 0 ? 1 : 0) }
    var packed = [Float](repeating: 0, count: Int(kernels.packed_count(width, width)))
    kernels.pack(&packed, identity, width, width, 1, width)
    let y = Matrix(rows: z.rows, columns: z.columns)
    MatrixProduct.layer(z.all, packed, bias: bias, activation, into: y.all)
    z.all.copy(y.all)
  }

  /// All activations at one width, so that whole tiles and the right edge are both used; and with more rows
  /// than get their function together.
  @Test(arguments: [1, 3, 16, 22, 67], [5, 500]) func matchTheirDefinition(
    columns: Int, rows: Int
  ) {
    for activation in Activation.allCases {
      let z = Matrix(rows: rows, columns: columns)
      var generator = SeededGenerator(seed: 9)
      for row in 0..<rows {
        for column in 0..<columns { z[row, column] = generator.symmetric() * 20 }
      }
      let bias = (0..<columns).map { Float($0) * 0.1 - 1 }
      let before = z.values
      apply(activation, to: z, bias: bias)
      for (index, y) in z.values.enumerated() {
        let x = Double(before[index] + bias[index % columns])
        let expected: Double
        switch activation {
        case .none: expected = x
        case .elu: expected = x > 0 ? x : expm1(x)
        case .leakyReLU: expected = x > 0 ? x : 0.01 * x
        }
        #expect(abs(Double(y) - expected) <= 2e-7 * max(abs(expected), 1e-30))
      }
    }
  }

  @Test func eluIsAccurateNearZeroAndSaturates() {
    let inputs: [Float] = [-1e-7, -1e-3, -0.34, -0.35, -1, -20, -86, -1000, -.infinity]
    let z = Matrix(rows: inputs.count, columns: 1)
    for (index, value) in inputs.enumerated() { z[index, 0] = value }
    apply(.elu, to: z, bias: [0])
    for (index, value) in inputs.enumerated() {
      let expected = expm1(Double(value))
      #expect(abs(Double(z[index, 0]) - expected) <= 1.2e-7 * abs(expected), "ELU(\(value))")
    }
  }

  @Test(arguments: [1, 32]) func nanStaysNaN(columns: Int) {
    for activation in Activation.allCases {
      for nan in [Float.nan, -.nan] {
        let z = Matrix(rows: 1, columns: columns)
        z[0, 0] = nan
        apply(activation, to: z, bias: (0..<columns).map { _ in 0 })
        #expect(z[0, 0].isNaN)
      }
    }
  }
}

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif
