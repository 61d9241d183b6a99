import Events
import Files
import MLPF
import TestSupport
import Testing

@testable import Relevance

/// Relevance of all elements on all elements and features against the recorded networks.
@Suite struct RecordedRelevanceTests {
  struct Explained: CustomTestStringConvertible, Sendable {
    let key: String
    let output: ExplainedOutput
    let rule: RelevanceRule
    static let all = [
      Explained(
        key: "lrp_clf1", output: .pid(.chargedHadron), rule: RelevanceRule(.epsilonUnsigned)),
      Explained(
        key: "lrp_clf2", output: .pid(.neutralHadron), rule: RelevanceRule(.epsilonUnsigned)),
      Explained(key: "lrp_reg7", output: .momentum(1), rule: RelevanceRule(.epsilonUnsigned)),
      Explained(
        key: "lrp_clf1_signed1e-3", output: .pid(.chargedHadron),
        rule: RelevanceRule(.epsilon, epsilon: 1e-3)),
    ]
    var testDescription: String { key }
  }

  @Test(arguments: Recorded.all, Explained.all)
  func relevance(_ recorded: Recorded, _ explained: Explained) throws {
    let file = try recorded.open()
    let elements = try recorded.elements(file)
    let explainer = Explainer(
      try recorded.network(file), rule: explained.rule, threads: 2, block: 7)
    let found = DenseRelevance.all(explainer, elements, explained.output)
    let expected = try file.recorded("\(explained.key)/R")
    #expect(worstRelativeError(found, expected) < 1e-4)
  }

  @Test(arguments: Recorded.all) func outputs(_ recorded: Recorded) throws {
    let file = try recorded.open()
    let elements = try recorded.elements(file)
    let explainer = Explainer(try recorded.network(file))
    let (logits, p4) = (try file.recorded("out_id"), try file.recorded("out_p4"))
    let predicted = try #require(file.integers("pred_id"))
    for element in [0, 17, 63] {
      let own = explainer.relevance(ofElement: element, in: elements)
      #expect(own.predicted.rawValue == predicted[element])
      #expect(own.explainedClass == own.predicted)
      #expect(abs(own.value / logits[element * 6 + predicted[element]] - 1) < 1e-10)
      let energy = explainer.relevance(ofElement: element, in: elements, output: .momentum(5))
      #expect(energy.explainedClass == nil)
      #expect(abs(energy.value / p4[element * 6 + 5] - 1) < 1e-10)
    }
  }
}

/// Sparse relevance written out as (N, N, 12).
enum DenseRelevance {
  static func all(_ explainer: Explainer, _ elements: Table, _ output: ExplainedOutput) -> [Double]
  {
    let n = elements.rows
    let requests = (0..<n).map { ExplanationRequest(event: 0, element: $0, output: output) }
    var result = [Double](repeating: 0, count: n * n * 12)
    result.withUnsafeMutableBufferPointer { result in
      // Each request writes its own part.
      nonisolated(unsafe) let result = result
      explainer.explain([elements], requests) { request, relevance in
        for (place, node) in relevance.nodes.enumerated() {
          for column in 0..<12 {
            result[(request * n + node) * 12 + column] = relevance.scores[place * 12 + column]
          }
        }
      }
    }
    return result
  }
}
