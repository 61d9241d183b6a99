import CKernels
import Synchronization

/// A network's weights as matrix products read them: in the order they are needed, without jumps.
///
/// Packed again when the parameters have changed, before the first product that needs them; products of
/// any number of threads read them in between.
package final class PackedWeights: @unchecked Sendable {
  /// Which products weights are packed for.
  enum Direction {
    /// From a layer's inputs to its outputs.
    case forward
    /// From gradients of its outputs to those of its inputs.
    case backward
  }

  private let layers: [ParameterLayout.Layer]
  private let parameters: AlignedFloats
  private let forward: [AlignedFloats]
  private let backward: [AlignedFloats]
  /// What each direction was packed from.
  private let packed = Mutex<(forward: Int?, backward: Int?)>((nil, nil))

  init(_ layout: ParameterLayout, _ parameters: AlignedFloats) {
    layers = layout.layers
    self.parameters = parameters
    func memory(_ depth: Int, _ columns: Int) -> AlignedFloats {
      AlignedFloats(
        count: Int(MatrixProduct.kernels.packed_count(Int64(depth), Int64(columns))))
    }
    forward = layers.map { memory($0.inputs, $0.outputs) }
    backward = layers.map { memory($0.outputs, $0.inputs) }
  }

  /// Makes the packed weights those of the parameters.
  ///
  /// - Parameters:
  ///   - direction: the products to come.
  ///   - queue: runs the layers.
  func refresh(_ direction: Direction, _ queue: WorkQueue) {
    packed.withLock { packed in
      let before = direction == .forward ? packed.forward : packed.backward
      guard before != parameters.revision else { return }
      queue.forEach(layers.count) { index, _ in pack(layers[index], direction) }
      switch direction {
      case .forward: packed.forward = parameters.revision
      case .backward: packed.backward = parameters.revision
      }
    }
  }

  private func pack(_ layer: ParameterLayout.Layer, _ direction: Direction) {
    let (inputs, outputs) = (Int64(layer.inputs), Int64(layer.outputs))
    let weight = parameters.pointer + layer.weight
    let kernels = MatrixProduct.kernels
    switch direction {
    case .forward:
      kernels.pack(forward[layer.index].pointer, weight, inputs, outputs, 1, inputs)
    case .backward:
      kernels.pack(backward[layer.index].pointer, weight, outputs, inputs, inputs, 1)
    }
  }

  /// A layer's weight, packed for products of a direction.
  func weight(_ layer: ParameterLayout.Layer, _ direction: Direction) -> UnsafePointer<Float> {
    let memory = direction == .forward ? forward : backward
    return UnsafePointer(memory[layer.index].pointer)
  }

  /// A layer's bias, shape (out).
  func bias(_ layer: ParameterLayout.Layer) -> UnsafePointer<Float> {
    UnsafePointer(parameters.pointer + layer.bias)
  }
}
