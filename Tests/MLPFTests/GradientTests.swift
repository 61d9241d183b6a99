import Events
import Testing

@testable import MLPF

/// Gradients of the engine against central differences of a float64 network written a second time.
@Suite struct GradientTests {
  struct Case: CustomTestStringConvertible, Sendable {
    let name: String
    var encoder = [7, 5]
    var layers = 1
    var space = 3
    var features = 5
    var neighbours = 4
    var output = 9
    var gravNetActivation = Activation.leakyReLU
    var activation = Activation.elu
    var headHidden = [11, 3]
    var pidInputs: [Architecture.HeadInput] = [.nodes]
    var p4Inputs: [Architecture.HeadInput] = [.features, .logits, .nodes]
    var elements = 13
    var coincident = false
    var loss = LossOptions()
    var testDescription: String { name }

    var architecture: Architecture {
      Architecture(
        encoder: encoder, gravNetLayers: layers, space: space, features: features,
        neighbours: neighbours, gravNetOutput: output, gravNetActivation: gravNetActivation,
        headHidden: headHidden, activation: activation, pidInputs: pidInputs, p4Inputs: p4Inputs)
    }

    static let all: [Case] = {
      var cases = [
        Case(name: "one GravNet layer"),
        Case(
          name: "three GravNet layers without activation", layers: 3, gravNetActivation: .none,
          pidInputs: [.features, .nodes], p4Inputs: [.features, .nodes, .logits]),
        Case(
          name: "two layers, p4 head without x1", encoder: [17], layers: 2, space: 1,
          features: 19, neighbours: 2, output: 1, gravNetActivation: .elu,
          activation: .leakyReLU, headHidden: [], pidInputs: [.nodes, .features],
          p4Inputs: [.features, .logits]),
        Case(name: "more neighbours than elements", neighbours: 16, elements: 5),
        Case(name: "a single element", neighbours: 3, elements: 1),
        Case(name: "one neighbour, the element itself", neighbours: 1),
        Case(name: "coincident points", neighbours: 5, elements: 12, coincident: true),
        // No kink in the activation: among many elements one would lie within a step of it.
        Case(name: "several blocks", features: 33, gravNetActivation: .elu, elements: 70),
      ]
      var focal = Case(name: "focal and Huber loss on all particles")
      focal.loss.classification = .focal(gamma: 2)
      focal.loss.regression = .huber
      focal.loss.regressionRows = .true
      cases.append(focal)
      for index in cases.indices { cases[index].loss.alpha = 0.3 }
      return cases
    }()
  }

  @Test(arguments: Case.all) func matchFiniteDifferences(_ test: Case) throws {
    let example = RandomEvents.example(test.elements, seed: 5, coincident: test.coincident)
    let x = RandomEvents.rows(example)
    let network = PFNet(test.architecture, seed: 3)
    let learner = Learner(network, loss: test.loss, threads: 2)
    let loss = learner.differentiate([example])
    var reference = ReferenceNetwork(network)
    let expected = reference.loss(x, example.targets, test.loss)
    #expect(abs(loss.total - expected) < 2e-6 * abs(expected))
    #expect(learner.evaluate([example]) == loss)

    // The step balances the third derivative against rounding in float64. Large tensors are sampled.
    let step = 1e-5
    let gradients = learner.gradients()
    for layer in network.layout.layers {
      let bias = layer.bias..<layer.bias + layer.outputs
      let weight = layer.weight..<layer.weight + layer.inputs * layer.outputs
      for range in [weight, bias] {
        let indices = stride(
          from: range.lowerBound, to: range.upperBound, by: max(1, range.count / 6))
        var engine: [Float] = []
        var differences: [Double] = []
        for index in indices {
          let value = reference.parameters[index]
          reference.parameters[index] = value + step
          let above = reference.loss(x, example.targets, test.loss)
          reference.parameters[index] = value - step
          let below = reference.loss(x, example.targets, test.loss)
          reference.parameters[index] = value
          engine.append(gradients.pointer[index])
          differences.append((above - below) / (2 * step))
        }
        let norm = differences.reduce(0) { $0 + $1 * $1 }.squareRoot()
        let error = zip(engine, differences).reduce(0) {
          $0 + (Double($1.0) - $1.1) * (Double($1.0) - $1.1)
        }
        .squareRoot()
        #expect(
          error <= 1e-4 * norm + 1e-8,
          "\(layer.name) \(range == bias ? "bias" : "weight"): \(error) of \(norm)")
      }
    }
  }

  @Test func severalEventsShareClassWeightsAndNorms() {
    // Two events in one step, far apart in the learned space, equal one event with both their rows if
    // no element has a neighbour but itself.
    var test = Case(name: "")
    test.neighbours = 1
    let (a, b) = (RandomEvents.example(9, seed: 1), RandomEvents.example(14, seed: 2))
    let both = Learner.Example(
      elements: Table(a.elements.allValues + b.elements.allValues, rows: 23, columns: 12),
      targets: a.targets + b.targets)
    let network = PFNet(test.architecture, seed: 3)
    let learner = Learner(network, loss: LossOptions(), threads: 1)
    let apart = learner.differentiate([a, b])
    let gradient = learner.gradients().values(0..<network.layout.count)
    let together = learner.differentiate([both])
    #expect(abs(apart.total - together.total) < 1e-6)
    #expect(apart.correct == together.correct)
    let other = learner.gradients().values(0..<network.layout.count)
    #expect(relativeError(gradient, other.map { Double($0) }) < 1e-6)
  }

  @Test func emptyRegressionMaskGivesZeroNotNaN() {
    var targets = Particles()
    for _ in 0..<4 {
      targets.append(pid: .none, charge: 0, pT: 0, eta: 0, sinPhi: 0, cosPhi: 0, energy: 0)
    }
    let example = Learner.Example(
      elements: RandomEvents.example(4, seed: 8).elements, targets: targets)
    let learner = Learner(PFNet(Case(name: "").architecture), loss: LossOptions(), threads: 1)
    let loss = learner.differentiate([example])
    #expect(loss.regression == 0)
    #expect(loss.total.isFinite)
    #expect(learner.gradients().isFinite)
  }
}

extension Table {
  /// All numbers, row by row.
  var allValues: [Float] { withUnsafeFloats { Array($0) } }
}

extension Particles {
  /// The particles of two events one after another.
  static func + (a: Particles, b: Particles) -> Particles {
    var both = a
    for i in 0..<b.count {
      both.append(
        pid: b.pid[i], charge: b.charge[i], pT: b.pT[i], eta: b.eta[i], sinPhi: b.sinPhi[i],
        cosPhi: b.cosPhi[i], energy: b.energy[i])
    }
    return both
  }
}
