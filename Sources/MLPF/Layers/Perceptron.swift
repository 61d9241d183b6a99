/// A chain of linear layers with activations between them and none at its end (nn1, nn2, nn3).
package struct Perceptron {
  /// The layers from input to output.
  package let layers: [Linear]

  init(_ layers: [ParameterLayout.Layer], activation: Activation) {
    self.layers = layers.enumerated().map { index, layer in
      Linear(layer: layer, activation: index == layers.count - 1 ? .none : activation)
    }
  }

  /// Width of layer outputs, in order.
  package var widths: [Int] { layers.map(\.layer.outputs) }

  /// The widest layer output.
  var widest: Int { widths.max() ?? 0 }

  /// Computes all layer outputs for a block of rows.
  ///
  /// - Parameters:
  ///   - x: shape (N, in).
  ///   - outputs: one block a layer, shape (N, out of that layer); written.
  ///   - weights: the network's weights.
  func forward(_ x: Block, into outputs: [Block], _ weights: PackedWeights) {
    var input = x
    for (linear, output) in zip(layers, outputs) {
      linear.forward(input, into: output, weights)
      input = output
    }
  }

  /// Takes dL/dy of the last output back to the input for a block of rows.
  ///
  /// - Parameters:
  ///   - dy: dL/dy, shape (N, out); overwritten.
  ///   - x: the input of the chain.
  ///   - outputs: what `forward` gave.
  ///   - dx: receives dL/dx, shape (N, in); `nil` if nobody needs it.
  ///   - scratch: two matrices of at least N rows and the widest layer's columns.
  ///   - weights: the network's weights.
  ///   - gradients: dL/dW and dL/db of all layers are added.
  func backward(
    _ dy: Block, x: Block, outputs: [Block], into dx: Block?, scratch: (Block, Block),
    _ weights: PackedWeights, _ gradients: UnsafeMutablePointer<Float>
  ) {
    var d = dy
    var spare = scratch
    for index in layers.indices.reversed() {
      let linear = layers[index]
      let input = index == 0 ? x : outputs[index - 1]
      let target = index == 0 ? dx : spare.0.columns(0..<linear.layer.inputs)
      linear.backward(d, x: input, y: outputs[index], into: target, weights, gradients)
      if let target { d = target }
      spare = (spare.1, spare.0)
    }
  }
}
