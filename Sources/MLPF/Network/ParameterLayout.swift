/// Where each linear layer's weight (out, in) and bias (out) lie in the one block of parameters.
///
/// Every tensor starts at a multiple of 16 floats; the gaps are zero and take part in nothing.
public struct ParameterLayout: Sendable {
  /// One linear layer.
  public struct Layer: Sendable, Equatable {
    /// Its published name, such as `nn1.0` or `conv.0.lin_s`.
    public let name: String
    /// Its place among `layers`.
    public let index: Int
    /// Width of its input.
    public let inputs: Int
    /// Width of its output.
    public let outputs: Int
    /// First float of the weight (out, in), row-major.
    public let weight: Int
    /// First float of the bias (out).
    public let bias: Int
  }

  /// nn1 from input to output.
  public private(set) var encoder: [Layer] = []
  /// For every GravNet layer: the space projection, the feature projection, the output.
  public private(set) var gravNets: [(space: Layer, features: Layer, output: Layer)] = []
  /// nn2 from input to output.
  public private(set) var pidHead: [Layer] = []
  /// nn3 from input to output.
  public private(set) var p4Head: [Layer] = []
  /// Floats in the block, gaps included.
  public private(set) var count = 0
  private var placed = 0

  /// All layers in the order data flows.
  public var layers: [Layer] {
    encoder + gravNets.flatMap { [$0.space, $0.features, $0.output] } + pidHead + p4Head
  }

  /// Number of trainable parameters, gaps excluded.
  public var parameterCount: Int {
    layers.reduce(0) { $0 + $1.outputs * ($1.inputs + 1) }
  }

  /// Lays out the parameters of an architecture.
  ///
  /// - Parameter architecture: one without a `problem`.
  public init(_ architecture: Architecture) {
    let a = architecture
    // Names number linear layers 0, 2, 4, …: the activations between them count in the published code.
    func chain(_ name: String, _ widths: [Int]) -> [Layer] {
      (1..<widths.count).map { place("\(name).\(2 * ($0 - 1))", widths[$0 - 1], widths[$0]) }
    }
    encoder = chain("nn1", [Architecture.inputs] + a.encoder)
    var width = a.encoder.last ?? Architecture.inputs
    for index in 0..<a.gravNetLayers {
      gravNets.append(
        (
          space: place("conv.\(index).lin_s", width, a.space),
          features: place("conv.\(index).lin_p", width, a.features),
          output: place("conv.\(index).lin_out", a.features, a.gravNetOutput)
        ))
      width = a.gravNetOutput
    }
    pidHead = chain("nn2", [a.width(of: a.pidInputs)] + a.headHidden + [Architecture.classes])
    p4Head = chain("nn3", [a.width(of: a.p4Inputs)] + a.headHidden + [Architecture.momenta])
  }

  private mutating func place(_ name: String, _ inputs: Int, _ outputs: Int) -> Layer {
    let weight = count
    let bias = weight + AlignedFloats.rounded(inputs * outputs)
    count = bias + AlignedFloats.rounded(outputs)
    defer { placed += 1 }
    return Layer(
      name: name, index: placed, inputs: inputs, outputs: outputs, weight: weight, bias: bias)
  }
}
