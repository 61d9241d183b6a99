import Events
import Testing

@testable import MLPF
@testable import Relevance

/// The sparse engine against the definition, on small random networks.
@Suite struct BruteForceTests {
  struct Case: CustomTestStringConvertible, Sendable {
    let name: String
    var encoder = [7, 5]
    var layers = 1
    var features = 5
    var neighbours = 4
    var output = 9
    var gravNetActivation = Activation.leakyReLU
    var headHidden = [11, 3]
    var pidInputs: [Architecture.HeadInput] = [.nodes]
    var p4Inputs: [Architecture.HeadInput] = [.features, .logits, .nodes]
    var elements = 13
    var testDescription: String { name }

    var architecture: Architecture {
      Architecture(
        encoder: encoder, gravNetLayers: layers, space: 3, features: features,
        neighbours: neighbours, gravNetOutput: output, gravNetActivation: gravNetActivation,
        headHidden: headHidden, pidInputs: pidInputs, p4Inputs: p4Inputs)
    }

    static let all = [
      Case(name: "one GravNet layer"),
      Case(
        name: "two layers, p4 head without x1", encoder: [9], layers: 2, features: 7,
        neighbours: 3, output: 2, gravNetActivation: .elu, headHidden: [],
        pidInputs: [.nodes, .features], p4Inputs: [.features, .logits]),
      Case(
        name: "three layers without activation", layers: 3, gravNetActivation: .none,
        pidInputs: [.features, .nodes], p4Inputs: [.features, .nodes, .logits]),
      Case(name: "class head without x1", layers: 2, pidInputs: [.features], p4Inputs: [.nodes]),
      Case(name: "more neighbours than elements", layers: 2, neighbours: 16, elements: 5),
      Case(name: "a single element", layers: 3, elements: 1),
      Case(name: "one neighbour, the element itself", layers: 2, neighbours: 1),
      Case(name: "several blocks", layers: 2, neighbours: 3, elements: 70),
    ]
  }

  static let rules = [
    RelevanceRule(.epsilon), RelevanceRule(.epsilon, epsilon: 0.01),
    RelevanceRule(.epsilonUnsigned, epsilon: 1e-6), RelevanceRule(.zero),
    RelevanceRule(.gamma, gamma: 0.5),
  ]

  static let outputs: [ExplainedOutput] = [.predicted, .pid(.electron), .momentum(2)]

  @Test(arguments: Case.all, rules) func agrees(_ test: Case, _ rule: RelevanceRule) {
    let network = PFNet(test.architecture, seed: 5)
    let rows = Self.rows(test.elements, seed: 3)
    let elements = Table(rows.flatMap { $0 }, rows: rows.count, columns: 12)
    let explainer = Explainer(network, rule: rule, threads: 2, block: 4)
    let wide = rows.map { $0.map { Double($0) } }
    for output in Self.outputs {
      let found = DenseRelevance.all(explainer, elements, output)
      let expected = BruteForce(network, rule).relevance(wide, output)
      let scale = expected.reduce(0) { max($0, abs($1)) }
      let error = zip(found, expected).reduce(0) { max($0, abs($1.0 - $1.1)) } / scale
      #expect(error < 1e-9, "\(output.name): \(error)")
    }
  }

  /// Several events in one call give what each gives alone, but for the rounding of products that are
  /// cut into other blocks.
  @Test func eventsTogether() {
    let network = PFNet(Case.all[2].architecture, seed: 8)
    let events = [3, 40, 9].map { count in
      Table(Self.rows(count, seed: UInt64(count)).flatMap { $0 }, rows: count, columns: 12)
    }
    let requests = events.enumerated().flatMap { event, table in
      (0..<table.rows).map { ExplanationRequest(event: event, element: $0) }
    }
    let together = Explainer(network, threads: 2, block: 5)
    let alone = Explainer(network)
    var found = [ElementRelevance?](repeating: nil, count: requests.count)
    found.withUnsafeMutableBufferPointer { found in
      nonisolated(unsafe) let found = found
      together.explain(events, requests) { found[$0] = $1 }
    }
    for (request, relevance) in zip(requests, found) {
      let expected = alone.relevance(ofElement: request.element, in: events[request.event])
      #expect(relevance?.nodes == expected.nodes && relevance?.predicted == expected.predicted)
      let scale = expected.scores.reduce(0) { max($0, abs($1)) }
      let error = zip(relevance?.scores ?? [], expected.scores).reduce(0) {
        max($0, abs($1.0 - $1.1))
      }
      #expect(error < 1e-9 * scale)
    }
  }

  @Test func scaledInputsAreExplainedAsTheNetworkSeesThem() {
    var network = PFNet(Case.all[0].architecture, seed: 2)
    let rows = Self.rows(6, seed: 1)
    network.inputScaling = InputScaling(
      mean: (0..<12).map { Float($0) / 8 }, deviation: (0..<12).map { 1 + Float($0) / 4 })
    let elements = Table(rows.flatMap { $0 }, rows: 6, columns: 12)
    let wide = rows.map { row in
      row.enumerated().map { (Double($1) - Double($0) / 8) / (1 + Double($0) / 4) }
    }
    let found = DenseRelevance.all(Explainer(network), elements, .pid(.muon))
    let expected = BruteForce(network, .standard).relevance(wide, .pid(.muon))
    let scale = expected.reduce(0) { max($0, abs($1)) }
    #expect(zip(found, expected).allSatisfy { abs($0 - $1) < 1e-9 * scale })
  }

  @Test func stopsWhenAsked() {
    let network = PFNet(Case.all[0].architecture)
    let elements = Table(
      Self.rows(20, seed: 1).flatMap { $0 }, rows: 20, columns: 12)
    let requests = (0..<20).map { ExplanationRequest(event: 0, element: $0) }
    var calls = 0
    Explainer(network, block: 5).explain([elements], requests, shouldStop: { calls >= 10 }) {
      _, _ in calls += 1
    }
    #expect(calls == 10)
  }

  /// Random features, some of them exactly 0 as in the data set.
  static func rows(_ count: Int, seed: UInt64) -> [[Float]] {
    var generator = SeededGenerator(seed: seed)
    return (0..<count).map { row in
      (0..<12).map { column in
        let value = generator.symmetric()
        return column > 8 && row.isMultiple(of: 2) ? 0 : value
      }
    }
  }
}
