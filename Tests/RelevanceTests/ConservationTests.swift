import Events
import Testing

@testable import MLPF
@testable import Relevance

/// Relevance adds up to the explained output.
@Suite struct ConservationTests {
  /// Without a stabiliser, or with one that is small against the sums of random weights: a deep network
  /// of random weights has relevance of both signs a million times its output, of which the usual 1e-9
  /// keeps a visible part.
  @Test(
    arguments: Architecture.Preset.allCases,
    [RelevanceRule(.zero), RelevanceRule(.epsilon, epsilon: 1e-15), RelevanceRule(.gamma)])
  func addsUp(_ preset: Architecture.Preset, _ rule: RelevanceRule) {
    let network = PFNet(preset.architecture, seed: 3)
    let rows = BruteForceTests.rows(30, seed: 9)
    let elements = Table(rows.flatMap { $0 }, rows: rows.count, columns: 12)
    let explainer = Explainer(network, rule: rule)
    for output in BruteForceTests.outputs {
      var ratios: [Double] = []
      for element in 0..<rows.count {
        let relevance = explainer.relevance(ofElement: element, in: elements, output: output)
        ratios.append(abs(relevance.sum / relevance.value - 1))
      }
      ratios.sort()
      #expect(ratios[15] < 1e-3, "\(output.name): \(ratios[15])")
    }
  }

  @Test func theZeroRulePassesNothingOnWhereNothingArrives() {
    let r = DoubleMatrix(rows: 1, columns: 3)
    let z = DoubleMatrix(rows: 1, columns: 3)
    for (column, sum) in [0.0, -0.5, 2].enumerated() {
      r.base[column] = 1
      z.base[column] = sum
    }
    RelevanceRule(.zero).divide(r, by: z, nodes: nil)
    #expect((0..<3).map { r.base[$0] } == [0, -2, 0.5])
    let unsigned = DoubleMatrix(rows: 1, columns: 3)
    for column in 0..<3 { unsigned.base[column] = 1 }
    RelevanceRule(.epsilonUnsigned, epsilon: 0.5).divide(unsigned, by: z, nodes: nil)
    #expect((0..<3).map { unsigned.base[$0] } == [2, 0, 0.4])
    let signed = DoubleMatrix(rows: 1, columns: 3)
    for column in 0..<3 { signed.base[column] = 1 }
    RelevanceRule(.epsilon, epsilon: 0.5).divide(signed, by: z, nodes: nil)
    #expect((0..<3).map { signed.base[$0] } == [2, -1, 0.4])
  }

  @Test func blocksAreBounded() {
    for preset in Architecture.Preset.allCases {
      let architecture = preset.architecture
      let nodes = Explainer.block(for: architecture) * Explainer.reach(of: architecture)
      #expect(nodes <= 32_768)
    }
    #expect(Explainer.reach(of: Architecture.Preset.pyg202205.architecture) == 256)
    #expect(Explainer.reach(of: Architecture.Preset.pyg202207.architecture) == 64)
  }
}
