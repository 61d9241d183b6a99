public import Files

/// A trained network for PyTorch: weights and scalings as one state dict in the safetensors format.
///
/// `StateDictDescription` says how to compute with it.
public enum StateDict {
  /// Name of the file in a run's folder.
  public static let fileName = "state_dict.safetensors"

  /// Everything a module in PyTorch would hold: parameters under the published names, and both
  /// scalings as buffers.
  static func tensors(of network: PFNet) -> [PFNet.NamedTensor] {
    func buffer(_ name: String, _ values: [Float]) -> PFNet.NamedTensor {
      PFNet.NamedTensor(name: name, shape: [values.count], values: values)
    }
    return network.tensors() + [
      buffer("input_scaling.mean", network.inputScaling.mean),
      buffer("input_scaling.deviation", network.inputScaling.deviation),
      buffer("momentum_scaling.mean", network.momentumScaling.mean),
      buffer("momentum_scaling.deviation", network.momentumScaling.deviation),
    ]
  }

  /// Writes the file, whole or not at all, unless it is there with the same content.
  ///
  /// - Parameters:
  ///   - network: the network.
  ///   - notes: further metadata, such as provenance.
  ///   - path: the file; its folder must exist.
  ///   - force: whether to write it even if it is there.
  /// - Returns: whether it was written.
  /// - Throws: `Failure` when it cannot be written.
  public static func write(
    _ network: PFNet, notes: [String: String], to path: String, force: Bool
  ) throws(Failure) -> Bool {
    // Readers of models from PyTorch look for this value of `format`.
    let metadata = try ModelFile.metadata(network, at: path)
      .merging(["format": "pt"]) { $1 }.merging(notes) { ours, _ in ours }
    let tensors = tensors(of: network)
    if !force, let old = try? SafeTensors(path), old.metadata == metadata,
      old.entries.count == tensors.count,
      tensors.allSatisfy({
        old.entries[$0.name]?.shape == $0.shape && old.floats($0.name) == $0.values
      })
    {
      return false
    }
    var file = SafeTensorsWriter(metadata: metadata)
    for tensor in tensors { file.add(tensor.name, shape: tensor.shape, tensor.values) }
    try file.write(to: path)
    return true
  }
}
