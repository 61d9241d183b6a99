public import Events
import Files

/// Takes single training steps: forward, backward and update for the events of one mini-batch.
public final class Learner {
  /// One event of a mini-batch.
  public struct Example: Sendable {
    /// Features, shape (N, 12), N at least 1.
    public let elements: Table
    /// What the network should say, one particle per element.
    public let targets: Particles

    /// Joins features and targets of an event.
    public init(elements: Table, targets: Particles) {
      precondition(elements.rows == targets.count && elements.rows > 0)
      self.elements = elements
      self.targets = targets
    }
  }

  /// The network being trained.
  public let network: PFNet
  /// The loss it minimises.
  public let loss: LossOptions
  let adam: Adam
  private let queue: WorkQueue
  private let activations: Activations
  private let memory: BackwardMemory
  private let scratch: [Scratch]
  private var lanes = 0

  /// Prepares for training a network.
  ///
  /// - Parameters:
  ///   - network: its weights are changed by `step`.
  ///   - loss: what to minimise.
  ///   - optimiser: how.
  ///   - threads: number of threads; 0 stands for all cores. Results do not depend on it.
  public init(
    _ network: PFNet, loss: LossOptions, optimiser: AdamOptions = AdamOptions(), threads: Int = 0
  ) {
    self.network = network
    self.loss = loss
    adam = Adam(optimiser, count: network.layout.count)
    queue = WorkQueue(threads: threads)
    activations = Activations(network, keepsHidden: true)
    memory = BackwardMemory(network)
    scratch = (0..<queue.threads).map { _ in Scratch(network, rows: RowBlocks.fullBlock) }
  }

  /// Computes the loss of a mini-batch and the gradient of all parameters; changes no weight.
  ///
  /// - Parameter examples: at least one event.
  /// - Returns: the loss; class weights and norms are taken over all events together.
  public func differentiate(_ examples: [Example]) -> StepLoss {
    let targets = load(examples)
    network.forward(activations, scratch, queue)
    let counts = network.counts(activations, targets, loss)
    let loss = network.backward(activations, targets, loss, counts, memory, scratch, queue)
    lanes = memory.lanesUsed(activations.blocks)
    return loss
  }

  /// Computes the loss of a mini-batch that ranks share, and its gradient, on all of them.
  ///
  /// - Parameters:
  ///   - examples: the events of this rank, may be none.
  ///   - ranks: those who share the mini-batch.
  /// - Returns: the loss of the whole mini-batch.
  /// - Throws: `Failure` when a rank does not answer.
  func differentiate(
    _ examples: [Example], with ranks: Ranks
  ) throws(Failure) -> StepLoss {
    guard ranks.count > 1 else { return differentiate(examples) }
    var (targets, counts) = (StepTargets(), StepCounts())
    if !examples.isEmpty {
      targets = load(examples)
      network.forward(activations, scratch, queue)
      counts = network.counts(activations, targets, loss)
    }
    var numbers = counts.classes + [counts.regressed]
    try ranks.sum(&numbers)
    counts = StepCounts(classes: numbers.dropLast(), regressed: numbers[Architecture.classes])
    var result = StepLoss()
    if examples.isEmpty {
      memory.lane(0).update(repeating: 0, count: memory.laneStride)
    } else {
      result = network.backward(activations, targets, loss, counts, memory, scratch, queue)
      memory.join(lanes: memory.lanesUsed(activations.blocks), queue)
    }
    lanes = 1
    try ranks.sum(memory.lane(0), count: memory.laneStride)
    var sums = result.sums
    try ranks.sum(&sums)
    return StepLoss(sums: sums, loss)
  }

  /// Computes the loss of some events without a gradient.
  ///
  /// - Parameter examples: at least one event.
  /// - Returns: the loss; class weights and norms are taken over all events together.
  public func evaluate(_ examples: [Example]) -> StepLoss {
    let targets = load(examples)
    network.forward(activations, scratch, queue)
    let counts = network.counts(activations, targets, loss)
    return network.loss(activations, targets, loss, counts, scratch, queue)
  }

  /// Moves the weights against the gradient of the last `differentiate`.
  ///
  /// - Parameter factor: what the schedule makes of the learning rate, 1 at its top.
  public func update(factor: Float = 1) {
    adam.step(network.parameters, memory.gradients, lanes: lanes, factor: factor, queue)
  }

  /// The gradients of the last `differentiate`, laid out like the parameters.
  public func gradients() -> AlignedFloats {
    let sum = AlignedFloats(count: network.layout.count)
    for lane in 0..<lanes {
      for index in 0..<sum.count { sum.pointer[index] += memory.lane(lane)[index] }
    }
    return sum
  }

  private func load(_ examples: [Example]) -> StepTargets {
    var targets = StepTargets(capacity: examples.reduce(0) { $0 + $1.targets.count })
    for example in examples {
      targets.append(
        example.targets, elements: example.elements, scaling: network.momentumScaling)
    }
    activations.load(examples.map(\.elements), network)
    return targets
  }
}
