import CKernels
import Testing

@testable import MLPF

@Suite struct ActivationTests {
  /// All activations at one width, so that vector bodies and remainders are both used.
  @Test(arguments: [1, 3, 16, 22, 67]) func matchTheirDefinition(columns: Int) {
    for activation in Activation.allCases {
      let z = Matrix(rows: 5, columns: columns)
      var generator = SeededGenerator(seed: 9)
      for row in 0..<5 {
        for column in 0..<columns { z[row, column] = generator.symmetric() * 20 }
      }
      let bias = (0..<columns).map { Float($0) * 0.1 - 1 }
      let before = z.values
      activation.forward(z.all, bias: bias)
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
    let z = Matrix(rows: 1, columns: inputs.count)
    for (index, value) in inputs.enumerated() { z[0, index] = value }
    Activation.elu.forward(z.all, bias: [Float](repeating: 0, count: inputs.count))
    for (index, value) in inputs.enumerated() {
      let expected = expm1(Double(value))
      #expect(abs(Double(z[0, index]) - expected) <= 1.2e-7 * abs(expected), "ELU(\(value))")
    }
  }

  @Test func nanStaysNaN() {
    for activation in Activation.allCases {
      let z = Matrix(rows: 1, columns: 1)
      z[0, 0] = .nan
      activation.forward(z.all, bias: [0])
      #expect(z[0, 0].isNaN)
    }
  }
}

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif
