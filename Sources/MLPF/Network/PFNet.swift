/// An MLPF network: an architecture with its weights and the scaling of its inputs and outputs.
///
/// ```
/// x0 (N, 12) -> nn1 -> GravNet ... GravNet -> x1 (N, out)
/// nn2([x0 | x1]) -> class logits (N, 6)
/// nn3([x0 | logits | x1]) -> charge, pT, eta, sin phi, cos phi, E (N, 6)
/// ```
public struct PFNet: Sendable {
  /// Its shape.
  public let architecture: Architecture
  /// Where each layer's weights lie in `parameters`.
  public let layout: ParameterLayout
  /// All weights and biases; only the optimiser and the loader write them.
  public let parameters: AlignedFloats
  /// The weights among them as matrix products read them.
  let weights: PackedWeights
  /// What is done to element features before nn1.
  public var inputScaling: InputScaling
  /// How the outputs of nn3 are turned into momentum components.
  public var momentumScaling: MomentumScaling

  /// nn1.
  package let encoder: Perceptron
  /// The GravNet layers in the order data flows.
  package let gravNets: [GravNet]
  /// nn2.
  package let pidHead: Perceptron
  /// nn3.
  package let p4Head: Perceptron

  /// A network with random weights, uniform in (-1/sqrt(fan_in), 1/sqrt(fan_in)).
  ///
  /// - Parameters:
  ///   - architecture: one without a `problem`.
  ///   - seed: the same seed gives the same weights everywhere.
  public init(_ architecture: Architecture, seed: UInt64 = 1) {
    precondition(architecture.problem == nil, architecture.problem ?? "")
    self.architecture = architecture
    layout = ParameterLayout(architecture)
    parameters = AlignedFloats(count: layout.count)
    weights = PackedWeights(layout, parameters)
    inputScaling = .identity
    momentumScaling = .raw
    encoder = Perceptron(layout.encoder, activation: architecture.activation)
    gravNets = layout.gravNets.map {
      GravNet(
        $0, neighbours: architecture.neighbours, activation: architecture.gravNetActivation)
    }
    pidHead = Perceptron(layout.pidHead, activation: architecture.activation)
    p4Head = Perceptron(layout.p4Head, activation: architecture.activation)
    var generator = SeededGenerator(seed: seed)
    for layer in layout.layers {
      let bound = 1 / Float(layer.inputs).squareRoot()
      for offset in 0..<layer.inputs * layer.outputs {
        parameters.pointer[layer.weight + offset] = generator.symmetric() * bound
      }
      for offset in 0..<layer.outputs {
        parameters.pointer[layer.bias + offset] = generator.symmetric() * bound
      }
    }
  }
}
