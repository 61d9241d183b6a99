/// The shape of an MLPF network: everything that decides which weights it has.
///
/// x0 (N, 12) are the element features; the encoder nn1 turns them into node features; GravNet layers
/// exchange them between neighbours, giving x1; the head nn2 gives class logits (N, 6) and the head
/// nn3 the momentum components (N, 6).
public struct Architecture: Sendable, Equatable, Codable {
  /// What a head can take as input, in the order it is concatenated.
  public enum HeadInput: String, Sendable, Codable, CaseIterable {
    /// The 12 element features.
    case features = "x0"
    /// The output of the last GravNet layer.
    case nodes = "x1"
    /// The class logits, for nn3 only.
    case logits
  }

  /// Widths of nn1 after its input: hidden layers, then its output.
  public var encoder: [Int]
  /// Number of GravNet layers.
  public var gravNetLayers: Int
  /// Dimensions S of the learned space.
  public var space: Int
  /// Width F of the propagated features.
  public var features: Int
  /// Number of neighbours k, the node itself included.
  public var neighbours: Int
  /// Output width of every GravNet layer.
  public var gravNetOutput: Int
  /// Activation after every GravNet layer.
  public var gravNetActivation: Activation
  /// Hidden widths of both heads.
  public var headHidden: [Int]
  /// Activation inside nn1, nn2 and nn3.
  public var activation: Activation
  /// Inputs of nn2.
  public var pidInputs: [HeadInput]
  /// Inputs of nn3.
  public var p4Inputs: [HeadInput]

  /// Number of input features.
  public static let inputs = 12
  /// Number of classes.
  public static let classes = 6
  /// Number of momentum outputs: charge, pT, eta, sin phi, cos phi, E.
  public static let momenta = 6

  /// Creates a free configuration.
  ///
  /// - Parameters:
  ///   - encoder: widths of nn1 after its input.
  ///   - gravNetLayers: number of GravNet layers.
  ///   - space: dimensions of the learned space.
  ///   - features: width of the propagated features.
  ///   - neighbours: number of neighbours, the node itself included.
  ///   - gravNetOutput: output width of every GravNet layer.
  ///   - gravNetActivation: activation after every GravNet layer.
  ///   - headHidden: hidden widths of both heads.
  ///   - activation: activation inside nn1, nn2 and nn3.
  ///   - pidInputs: inputs of nn2.
  ///   - p4Inputs: inputs of nn3.
  public init(
    encoder: [Int], gravNetLayers: Int, space: Int, features: Int, neighbours: Int,
    gravNetOutput: Int, gravNetActivation: Activation, headHidden: [Int] = [256, 256, 256],
    activation: Activation = .elu, pidInputs: [HeadInput], p4Inputs: [HeadInput]
  ) {
    self.encoder = encoder
    self.gravNetLayers = gravNetLayers
    self.space = space
    self.features = features
    self.neighbours = neighbours
    self.gravNetOutput = gravNetOutput
    self.gravNetActivation = gravNetActivation
    self.headHidden = headHidden
    self.activation = activation
    self.pidInputs = pidInputs
    self.p4Inputs = p4Inputs
  }

  /// Why this architecture cannot be built, as "key: reason"; `nil` if it can.
  public var problem: String? {
    func outside(_ value: Int, _ range: ClosedRange<Int>) -> Bool { !range.contains(value) }
    let widths = 1...4096
    if outside(encoder.count, 1...16) || encoder.contains(where: { outside($0, widths) }) {
      return "encoder: give 1 to 16 widths from 1 to 4096"
    }
    if headHidden.count > 16 || headHidden.contains(where: { outside($0, widths) }) {
      return "head_hidden: give at most 16 widths from 1 to 4096"
    }
    if outside(gravNetLayers, 1...16) { return "gravnet.layers: allowed are 1 to 16" }
    if outside(space, 1...32) { return "gravnet.space: allowed are 1 to 32 dimensions" }
    if outside(features, widths) { return "gravnet.features: allowed are 1 to 4096" }
    if outside(neighbours, 1...128) { return "gravnet.neighbours: allowed are 1 to 128" }
    if outside(gravNetOutput, widths) { return "gravnet.output: allowed are 1 to 4096" }
    if pidInputs.isEmpty || pidInputs.contains(.logits) || Set(pidInputs).count != pidInputs.count {
      return "pid_inputs: give x0, x1 or both, each once"
    }
    if p4Inputs.isEmpty || Set(p4Inputs).count != p4Inputs.count {
      return "p4_inputs: give some of x0, logits, x1, each once"
    }
    if !(pidInputs + p4Inputs).contains(.nodes) {
      return "pid_inputs: x1 must feed at least one head, or the graph is not used"
    }
    return nil
  }

  /// Width of one part of a head's input.
  package func width(of input: HeadInput) -> Int {
    switch input {
    case .features: Self.inputs
    case .nodes: gravNetOutput
    case .logits: Self.classes
    }
  }

  /// Width of a head's whole input.
  package func width(of inputs: [HeadInput]) -> Int {
    inputs.reduce(0) { $0 + width(of: $1) }
  }

  /// Number of trainable parameters.
  public var parameterCount: Int { ParameterLayout(self).parameterCount }
}
