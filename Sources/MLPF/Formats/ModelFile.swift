public import Files

/// A trained network as `model.safetensors`: weights by the published layer names, with architecture
/// and scalings as JSON in the metadata.
public enum ModelFile {
  /// Name of the file in a run's folder.
  public static let fileName = "model.safetensors"
  static let format = "fairmlpf-model"

  /// Writes a network, whole or not at all.
  ///
  /// - Parameters:
  ///   - network: the network.
  ///   - path: the file; its folder must exist.
  ///   - notes: further metadata, such as provenance.
  /// - Throws: `Failure` when it cannot be written.
  public static func write(
    _ network: PFNet, to path: String, notes: [String: String] = [:]
  ) throws(Failure) {
    let metadata = try metadata(network, at: path).merging(notes) { ours, _ in ours }
    var file = SafeTensorsWriter(metadata: metadata)
    for tensor in network.tensors() { file.add(tensor.name, shape: tensor.shape, tensor.values) }
    try file.write(to: path)
  }

  /// Reads a network.
  ///
  /// - Parameter path: a file written by `write`, or a checkpoint.
  /// - Returns: the network with weights and scalings.
  /// - Throws: `Failure` when the file is damaged or of another kind.
  public static func read(_ path: String) throws(Failure) -> PFNet {
    try readWithNotes(path).network
  }

  /// Reads a network and what else its file says.
  ///
  /// - Parameter path: a file written by `write`, or a checkpoint.
  /// - Returns: the network with weights and scalings, and the `notes` it was written with.
  /// - Throws: `Failure` when the file is damaged or of another kind.
  public static func readWithNotes(
    _ path: String
  ) throws(Failure) -> (network: PFNet, notes: [String: String]) {
    let file = try SafeTensors(path)
    guard file.metadata["format"] == format, let text = file.metadata["architecture"] else {
      throw Failure(
        "the file holds no fairmlpf model", at: path,
        remedy: "Name a model.safetensors that 'fairmlpf train' has written", status: .badData)
    }
    let architecture = try JSONText.decode(Architecture.self, text, at: path)
    if let problem = architecture.problem {
      throw Failure(
        "the architecture in the file cannot be built (\(problem))", at: path,
        remedy: "Restore the file from a copy", status: .badData)
    }
    // A file of a few bytes may speak of a huge network: nothing is allocated before all of it is there.
    try PFNet.check(file, has: ParameterLayout(architecture))
    var network = PFNet(architecture)
    try readScalings(file, into: &network)
    try network.load(file)
    let own = try metadata(network, at: path)
    return (network, file.metadata.filter { own[$0.key] == nil })
  }

  /// What describes a network beside its weights.
  static func metadata(_ network: PFNet, at path: String) throws(Failure) -> [String: String] {
    [
      "format": format,
      "format_version": "1",
      "architecture": try JSONText.encode(network.architecture, at: path),
      "input_scaling": try JSONText.encode(network.inputScaling, at: path),
      "momentum_scaling": try JSONText.encode(network.momentumScaling, at: path),
    ]
  }

  /// Puts the scalings of a file into a network.
  static func readScalings(_ file: SafeTensors, into network: inout PFNet) throws(Failure) {
    let path = file.file.path
    if let text = file.metadata["input_scaling"] {
      network.inputScaling = try JSONText.decode(InputScaling.self, text, at: path)
    }
    if let text = file.metadata["momentum_scaling"] {
      network.momentumScaling = try JSONText.decode(MomentumScaling.self, text, at: path)
    }
    guard network.inputScaling.isValid, network.momentumScaling.isValid else {
      throw Failure(
        "the scaling in the file is damaged", at: path, remedy: "Restore the file from a copy",
        status: .badData)
    }
  }
}

extension InputScaling {
  /// Whether it has one usable pair of numbers per feature.
  var isValid: Bool {
    mean.count == Architecture.inputs && deviation.count == Architecture.inputs
      && mean.allSatisfy(\.isFinite) && deviation.allSatisfy { $0.isFinite && $0 > 0 }
  }
}

extension MomentumScaling {
  /// Whether it has one usable pair of numbers per component.
  var isValid: Bool {
    mean.count == Architecture.momenta && deviation.count == Architecture.momenta
      && mean.allSatisfy(\.isFinite) && deviation.allSatisfy { $0.isFinite && $0 > 0 }
  }
}
