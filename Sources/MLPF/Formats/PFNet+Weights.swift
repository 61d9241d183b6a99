public import Files

extension PFNet {
  /// One weight or bias under its published name.
  public struct NamedTensor: Sendable {
    /// Such as `nn1.0.weight` or `conv.0.lin_s.bias`.
    public let name: String
    /// (out, in) for a weight, (out) for a bias.
    public let shape: [Int]
    /// Numbers in row-major order.
    public let values: [Float]
  }

  /// All weights and biases in the order data flows, from parameters or something of their shape.
  ///
  /// - Parameter block: parameters, gradients or optimiser state of this network's layout; `nil`
  ///   stands for the parameters.
  /// - Returns: two tensors a layer.
  public func tensors(of block: AlignedFloats? = nil) -> [NamedTensor] {
    let block = block ?? parameters
    return layout.layers.flatMap { layer in
      [
        NamedTensor(
          name: "\(layer.name).weight", shape: [layer.outputs, layer.inputs],
          values: block.values(layer.weight..<layer.weight + layer.inputs * layer.outputs)),
        NamedTensor(
          name: "\(layer.name).bias", shape: [layer.outputs],
          values: block.values(layer.bias..<layer.bias + layer.outputs)),
      ]
    }
  }

  /// Reads weights with the published layer names.
  ///
  /// The names of 2021 (`conv1.lin_h` for the feature projection, `conv1.lin_p` for the output) and
  /// the prefix `module.` of data-parallel PyTorch training are understood too.
  /// - Parameters:
  ///   - file: a safetensors file; tensors that are no weights are ignored unless they start like one.
  ///   - prefix: what stands before the names, such as `w/`.
  ///   - block: where they go; `nil` stands for the parameters.
  /// - Throws: `Failure` naming the first tensor that is missing or has another shape.
  public func load(
    _ file: SafeTensors, prefix: String = "", into block: AlignedFloats? = nil
  ) throws(Failure) {
    let block = block ?? parameters
    for tensor in try Self.check(file, prefix: prefix, has: layout) {
      guard let values = file.floats(tensor.key), values.allSatisfy(\.isFinite) else {
        throw Failure(
          "the tensor '\(tensor.key)' holds a number that is not finite", at: file.file.path,
          remedy: "Use the weights of another checkpoint", status: .badData)
      }
      block.replace(values, at: tensor.start)
    }
  }

  /// Finds all weights of a layout in a file, without reading them.
  ///
  /// - Parameters:
  ///   - file: a safetensors file.
  ///   - prefix: what stands before the names.
  ///   - layout: the layout of a network.
  /// - Returns: the key of each tensor and where it belongs in a block of parameters.
  /// - Throws: `Failure` naming the first tensor that is missing or has another shape.
  @discardableResult
  static func check(
    _ file: SafeTensors, prefix: String = "", has layout: ParameterLayout
  ) throws(Failure) -> [(key: String, start: Int)] {
    let names = PublishedNames(file, prefix: prefix)
    var found: [(key: String, start: Int)] = []
    for layer in layout.layers {
      let tensors = [
        ("weight", [layer.outputs, layer.inputs], layer.weight),
        ("bias", [layer.outputs], layer.bias),
      ]
      for (kind, shape, start) in tensors {
        guard let key = names.key(layer: layer.name, kind: kind), let entry = file.entries[key],
          entry.dtype == .float32 || entry.dtype == .float64
        else {
          throw Failure(
            "the tensor '\(prefix)\(layer.name).\(kind)' is missing", at: file.file.path,
            remedy: "Check that the weights belong to the configured architecture",
            status: .badData)
        }
        guard entry.shape == shape else {
          throw Failure(
            "the tensor '\(key)' has the shape \(entry.shape), and the architecture needs \(shape)",
            at: file.file.path,
            remedy: "Check that the weights belong to the configured architecture",
            status: .badData)
        }
        found.append((key, start))
      }
    }
    return found
  }
}

/// Finds a layer's tensors under the names that published code has given them over time.
struct PublishedNames {
  private let keys: Set<String>
  private let prefixes: [String]

  init(_ file: SafeTensors, prefix: String) {
    keys = Set(file.entries.keys)
    prefixes = [prefix, prefix + "module."]
  }

  /// The key of a layer's weight or bias in the file, if it is there under any known name.
  func key(layer: String, kind: String) -> String? {
    for prefix in prefixes {
      for name in [layer] + names2021(layer, prefix) {
        let key = "\(prefix)\(name).\(kind)"
        if keys.contains(key) { return key }
      }
    }
    return nil
  }

  /// In 2021 GravNet layers were `conv1`, `conv2`, … with lin_s, lin_h (features) and lin_p (output).
  private func names2021(_ layer: String, _ prefix: String) -> [String] {
    let parts = layer.split(separator: ".")
    guard parts.count == 3, parts[0] == "conv", let index = Int(parts[1]) else { return [] }
    let old = ["lin_s": "lin_s", "lin_p": "lin_h", "lin_out": "lin_p"]
    return old[String(parts[2])].map { ["conv\(index + 1).\($0)"] } ?? []
  }
}
