import Files
import FoundationEssentials

/// A training that can be taken up again: weights, moments and position in one safetensors file.
///
/// Weights stand under their published names, moments under `adam.first/` and `adam.second/`.
struct Checkpoint {
  static let fileName = "checkpoint.safetensors"
  private static let stateKey = "training_state"

  /// Writes a checkpoint, whole or not at all.
  static func write(
    _ network: PFNet, _ adam: Adam, _ state: TrainingState, to path: String
  ) throws(Failure) {
    // An update can overflow though the loss was finite; the good checkpoint must outlive it.
    guard network.parameters.isFinite, adam.first.isFinite, adam.second.isFinite else {
      throw Failure(
        "a weight is not finite after step \(state.optimiserSteps)", at: path,
        remedy: "Lower the learning rate or clip the gradient; what was saved before is kept",
        status: .badData)
    }
    var metadata = try ModelFile.metadata(network, at: path)
    metadata[stateKey] = try JSONText.encode(state, at: path)
    var file = SafeTensorsWriter(metadata: metadata)
    for tensor in network.tensors() { file.add(tensor.name, shape: tensor.shape, tensor.values) }
    for (prefix, block) in [("adam.first/", adam.first), ("adam.second/", adam.second)] {
      for tensor in network.tensors(of: block) {
        file.add(prefix + tensor.name, shape: tensor.shape, tensor.values)
      }
    }
    try file.write(to: path)
  }

  /// Reads a checkpoint's state and scalings without its tensors.
  static func open(
    _ path: String
  ) throws(Failure) -> (state: TrainingState, file: SafeTensors) {
    let file = try SafeTensors(path)
    guard let text = file.metadata[stateKey] else {
      throw Failure(
        "the file is no checkpoint of a training", at: path,
        remedy: "Remove it, or run with --force to start the training again", status: .badData)
    }
    let state = try JSONText.decode(TrainingState.self, text, at: path)
    guard state.isValid else {
      throw Failure(
        "the position of the training in the checkpoint makes no sense", at: path,
        remedy: "Restore the file from a copy, or run with --force to start the training again",
        status: .badData)
    }
    return (state, file)
  }

  /// Puts weights and moments back.
  static func restore(
    _ file: SafeTensors, _ state: TrainingState, _ network: PFNet, _ adam: Adam
  ) throws(Failure) {
    try network.load(file)
    try network.load(file, prefix: "adam.first/", into: adam.first)
    try network.load(file, prefix: "adam.second/", into: adam.second)
    adam.steps = state.optimiserSteps
  }
}
