public import Events

/// Runs a network on events, keeping its memory from one to the next.
public final class Predictor {
  /// The network.
  public let network: PFNet
  private let queue: WorkQueue
  private let activations: Activations
  private let scratch: [Scratch]

  /// Prepares for running a network.
  ///
  /// - Parameters:
  ///   - network: the network; later changes of its weights are seen.
  ///   - threads: how many threads share the work of one event; 0 stands for all cores.
  public init(_ network: PFNet, threads: Int = 1) {
    self.network = network
    queue = WorkQueue(threads: threads)
    activations = Activations(network, keepsHidden: false)
    scratch = (0..<queue.threads).map { _ in Scratch(network, rows: RowBlocks.fullBlock) }
  }

  /// The raw outputs for an event.
  ///
  /// - Parameter elements: shape (N, 12), N at least 1.
  /// - Returns: class logits (N, 6) and outputs of nn3 (N, 6), both valid until the next call.
  public func outputs(_ elements: Table) -> (logits: Matrix, p4: Matrix) {
    activations.load([elements], network)
    network.forward(activations, scratch, queue)
    return (activations.logits, activations.p4)
  }

  /// The particles predicted for an event: the most likely class and the momentum of each element.
  ///
  /// - Parameter event: an event with at least one element.
  /// - Returns: one particle per element.
  public func particles(_ event: Event) -> Particles {
    let (logits, p4) = outputs(event.elements)
    var particles = Particles(capacity: event.count)
    for row in 0..<event.count {
      var output = Momentum()
      for component in 0..<Architecture.momenta { output[component] = p4.pointer(row)[component] }
      let momentum = network.momentumScaling.decode(
        output, elementPT: event.elements[row, 1], elementEnergy: event.elements[row, 5])
      particles.append(
        pid: PID(rawValue: mostLikelyClass(logits.pointer(row))) ?? .none, charge: momentum[0],
        pT: momentum[1], eta: momentum[2], sinPhi: momentum[3], cosPhi: momentum[4],
        energy: momentum[5])
    }
    return particles
  }
}

/// The class with the largest logit; the first one if several are equal.
///
/// - Parameter logits: 6 numbers.
/// - Returns: the number of the class, 0 to 5.
@inlinable package func mostLikelyClass<Number: BinaryFloatingPoint>(
  _ logits: UnsafePointer<Number>
) -> Int {
  var best = 0
  for index in 1..<Architecture.classes where logits[index] > logits[best] { best = index }
  return best
}

extension Predictor {
  /// The neighbour search of the first GravNet layer alone, for measuring it.
  ///
  /// - Parameter elements: shape (N, 12); its coordinates are computed once.
  /// - Returns: a closure that searches anew at each call.
  @_spi(Benchmarks) public func neighbourSearch(_ elements: Table) -> () -> Void {
    _ = outputs(elements)
    return { [network, activations, queue] in network.findNeighbours(0, activations, queue) }
  }
}
