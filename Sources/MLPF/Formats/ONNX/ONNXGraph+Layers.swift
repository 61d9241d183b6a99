extension ONNXGraph {
  /// y = f(x W^T + b).
  ///
  /// - Parameters:
  ///   - linear: the layer.
  ///   - parameters: all parameters of its network.
  ///   - x: the input.
  ///   - output: the name of y; `nil` takes the layer's own.
  /// - Returns: the name of y.
  mutating func add(
    _ linear: Linear, _ parameters: AlignedFloats, _ x: String, output: String? = nil
  ) -> String {
    let layer = linear.layer
    let y = output ?? layer.name
    let weight = constant(
      "\(layer.name).weight", shape: [layer.outputs, layer.inputs],
      floats: parameters.values(layer.weight..<layer.weight + layer.inputs * layer.outputs))
    let bias = constant(
      "\(layer.name).bias", shape: [layer.outputs],
      floats: parameters.values(layer.bias..<layer.bias + layer.outputs))
    let sum = linear.activation == .none ? y : "\(y)/sum"
    add("Gemm", [x, weight, bias], sum, [.integer("transB", 1)])
    switch linear.activation {
    case .none: return sum
    case .elu: return add("Elu", [sum], y, [.float("alpha", 1)])
    case .leakyReLU:
      return add("LeakyRelu", [sum], y, [.float("alpha", Float(Activation.leakySlope))])
    }
  }

  /// A chain of layers.
  ///
  /// - Parameters:
  ///   - chain: the layers.
  ///   - parameters: all parameters of its network.
  ///   - x: the input.
  ///   - output: the name of the last output; `nil` takes that of the last layer.
  /// - Returns: the name of the last output.
  mutating func add(
    _ chain: Perceptron, _ parameters: AlignedFloats, _ x: String, output: String? = nil
  ) -> String {
    var value = x
    for (index, linear) in chain.layers.enumerated() {
      value = add(
        linear, parameters, value, output: index == chain.layers.count - 1 ? output : nil)
    }
    return value
  }

  /// Values side by side; one alone stays as it is.
  mutating func concatenate(_ values: [String], _ output: String) -> String {
    values.count == 1 ? values[0] : add("Concat", values, output, [.integer("axis", 1)])
  }
}
