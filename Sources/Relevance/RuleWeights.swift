import MLPF

/// A network's parameters in float64, as products need them, and apart by sign where the rule needs that.
///
/// Made once and never written again, so sharing needs no lock.
final class RuleWeights: @unchecked Sendable {
  /// A layer's weight for both directions.
  struct Packed {
    /// For products from inputs to outputs.
    let forward: PackedDoubles
    /// For products from outputs to inputs.
    let backward: PackedDoubles

    init(_ layer: ParameterLayout.Layer, _ weight: [Double]) {
      forward = PackedDoubles(
        weight, inputs: layer.inputs, outputs: layer.outputs, transposed: true)
      backward = PackedDoubles(
        weight, inputs: layer.inputs, outputs: layer.outputs, transposed: false)
    }
  }

  /// What a layer's relevance needs.
  struct LayerWeights {
    /// The weight.
    let all: Packed
    /// Positive numbers of the weight and 0 elsewhere; only for rules that favour terms by sign.
    let positive: Packed?
    /// Negative numbers of the weight and 0 elsewhere.
    let negative: Packed?
    /// The bias, shape (out).
    let bias: [Double]
  }

  private let layers: [LayerWeights]

  init(_ network: PFNet, _ rule: RelevanceRule) {
    let parameters = network.parameters
    layers = network.layout.layers.map { layer in
      func doubles(_ start: Int, _ count: Int) -> [Double] {
        parameters.values(start..<start + count).map { Double($0) }
      }
      let weight = doubles(layer.weight, layer.inputs * layer.outputs)
      return LayerWeights(
        all: Packed(layer, weight),
        positive: rule.favours ? Packed(layer, weight.map { max($0, 0) }) : nil,
        negative: rule.favours ? Packed(layer, weight.map { min($0, 0) }) : nil,
        bias: doubles(layer.bias, layer.outputs))
    }
  }

  /// The weights of a layer.
  subscript(layer: ParameterLayout.Layer) -> LayerWeights { layers[layer.index] }
}

/// A network with a rule: what every layer's relevance needs to know.
struct RuledNetwork: Sendable {
  let network: PFNet
  let rule: RelevanceRule
  let weights: RuleWeights

  init(_ network: PFNet, _ rule: RelevanceRule) {
    self.network = network
    self.rule = rule
    weights = RuleWeights(network, rule)
  }
}
