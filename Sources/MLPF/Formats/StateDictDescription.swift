import Events
public import Files

/// How to compute with a state dict: its tensors, and the steps from features to outputs.
///
/// For people who rebuild the network in another framework, and for their programs.
public struct StateDictDescription: Encodable, Sendable {
  /// Name of the file in a run's folder.
  public static let fileName = "state_dict.json"

  private let schema = 1
  private let file = StateDict.fileName
  private let parameters: Int
  private let tensors: [Tensor]
  private let steps: [Step]
  private let formulas: [String: String]
  private let columns: [String: String]
  private let notes: [String: String]

  private struct Tensor: Encodable {
    let name: String
    let shape: [Int]
  }

  /// One step; `operation` is a key of `formulas`, and the names under the other keys are those of
  /// tensors or, without `.weight` and `.bias`, of layers.
  private struct Step: Encodable {
    let operation: String
    let inputs: [String]
    let output: String
    var layer: String?
    var space: String?
    var features: String?
    var neighbours: Int?
    var activation: Activation?
    var scaling: String?
  }

  /// Describes a network.
  ///
  /// - Parameters:
  ///   - network: the network.
  ///   - notes: provenance.
  public init(_ network: PFNet, notes: [String: String]) {
    parameters = network.layout.parameterCount
    tensors = StateDict.tensors(of: network).map { Tensor(name: $0.name, shape: $0.shape) }
    steps = Self.steps(of: network)
    formulas = Self.formulas(network.momentumScaling.kind)
    columns = Columns.descriptions
    self.notes = notes
  }

  /// The text of the file; the same network gives the same one.
  ///
  /// - Parameter path: the file it is meant for, for messages.
  /// - Returns: JSON that ends with a line end.
  /// - Throws: `Failure` with status `internalError` if it cannot be written as JSON.
  public func json(at path: String) throws(Failure) -> String {
    try ResultJSON.encode(self, at: path)
  }

  private static func steps(of network: PFNet) -> [Step] {
    var steps = [
      Step(operation: "standardise", inputs: ["X"], output: "x0", scaling: "input_scaling")
    ]
    func add(_ chain: Perceptron, _ inputs: [String], _ output: String) {
      var inputs = inputs
      for (index, linear) in chain.layers.enumerated() {
        let name = linear.layer.name
        let value = index == chain.layers.count - 1 ? output : name
        steps.append(
          Step(
            operation: "linear", inputs: inputs, output: value, layer: name,
            activation: linear.activation))
        inputs = [value]
      }
    }
    add(network.encoder, ["x0"], "nodes.0")
    let last = network.gravNets.count
    for (index, layer) in network.gravNets.enumerated() {
      steps.append(
        Step(
          operation: "gravnet", inputs: ["nodes.\(index)"],
          output: index == last - 1 ? "x1" : "nodes.\(index + 1)", layer: layer.output.layer.name,
          space: layer.space.layer.name, features: layer.features.layer.name,
          neighbours: layer.neighbours, activation: layer.output.activation))
    }
    add(network.pidHead, network.architecture.pidInputs.map(\.rawValue), "logits")
    add(network.p4Head, network.architecture.p4Inputs.map(\.rawValue), "p4")
    return steps + [
      Step(
        operation: "momenta", inputs: ["p4", "X"], output: "momenta", scaling: "momentum_scaling")
    ]
  }

  private static func formulas(_ kind: MomentumScaling.Kind) -> [String: String] {
    let (bound, smallest) = (MomentumScaling.largestLogRatio, MomentumScaling.smallestMomentum)
    func product(_ column: Int) -> String {
      "exp(clip(p4[:, \(column)], -\(bound), \(bound))) * max(X[:, \(column)], \(smallest))"
    }
    let momenta =
      switch kind {
      case .raw: "momenta = p4"
      case .standardised: "momenta = p4 * deviation + mean"
      case .logRatio:
        "momenta = p4, but column 1 is \(product(1)), and column 5 is \(product(5))"
      }
    return [
      "standardise": "x0 = (X - mean) / deviation, column by column",
      "linear": "y = activation(x W^T + b), x the inputs side by side",
      "gravnet": """
      s = space(x), h = features(x); for each element the nearest neighbours in s, itself included \
      and first, equal distances by smaller row, all elements where there are fewer; \
      m_i = sum over neighbours j of exp(-10 |s_i - s_j|^2) h_j; y = activation(layer(m))
      """,
      "elu": "y = z if z > 0, otherwise exp(z) - 1",
      "leaky-relu": "y = z if z > 0, otherwise \(Activation.leakySlope) z",
      "none": "y = z",
      "momenta": momenta,
    ]
  }
}
