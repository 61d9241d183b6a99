import CKernels

/// Settings of Adam (arXiv:1412.6980) and, with a weight decay, AdamW (arXiv:1711.05101).
public struct AdamOptions: Sendable, Equatable {
  /// Step size at the top of the schedule.
  public var learningRate: Float = 1e-4
  /// Decay of the first moment.
  public var beta1: Float = 0.9
  /// Decay of the second moment.
  public var beta2: Float = 0.999
  /// Keeps the step finite where the second moment vanishes.
  public var epsilon: Float = 1e-8
  /// Decoupled weight decay (AdamW); 0 is plain Adam.
  public var weightDecay: Float = 0
  /// Largest norm of the gradient of all parameters, to which longer ones are cut; 0 is no limit.
  public var clipGradient: Float = 0

  /// The published settings.
  public init() {}
}

/// The optimiser's state: first and second moments of every parameter's gradient.
final class Adam {
  let options: AdamOptions
  let first: AlignedFloats
  let second: AlignedFloats
  /// Steps taken.
  var steps = 0

  /// Parameters are updated in pieces of this many floats, in parallel.
  private static let piece = 1 << 15

  init(_ options: AdamOptions, count: Int) {
    self.options = options
    first = AlignedFloats(count: count)
    second = AlignedFloats(count: count)
  }

  /// Takes a step.
  ///
  /// - Parameters:
  ///   - parameters: changed in place.
  ///   - gradients: lanes of gradients, added up in order.
  ///   - lanes: number of lanes.
  ///   - factor: what the schedule makes of the learning rate, 1 at its top.
  ///   - queue: runs the pieces.
  func step(
    _ parameters: AlignedFloats, _ gradients: AlignedFloats, lanes: Int, factor: Float,
    _ queue: WorkQueue
  ) {
    let count = parameters.count
    steps += 1
    var step = fm_adam_step(
      learning_rate: options.learningRate * factor, beta1: options.beta1, beta2: options.beta2,
      epsilon: options.epsilon, weight_decay: options.weightDecay,
      correction1: Float(1 - power(options.beta1, steps)),
      correction2: Float(1 - power(options.beta2, steps)), scale: 1)
    if options.clipGradient > 0 {
      let norm = fm_gradient_square(
        gradients.pointer, Int64(lanes), Int64(count), Int64(count)
      ).squareRoot()
      if norm > Double(options.clipGradient) { step.scale = options.clipGradient / Float(norm) }
    }
    let constants = step
    queue.forEach((count + Self.piece - 1) / Self.piece) { index, _ in
      let start = index * Self.piece
      withUnsafePointer(to: constants) { constants in
        fm_adam(
          parameters.pointer + start, first.pointer + start, second.pointer + start,
          gradients.pointer + start, Int64(lanes), Int64(count),
          Int64(min(Self.piece, count - start)), constants)
      }
    }
    parameters.noteChange()
  }

  /// x^n in double precision.
  private func power(_ x: Float, _ n: Int) -> Double {
    var (result, base, rest) = (1.0, Double(x), n)
    while rest > 0 {
      if rest & 1 == 1 { result *= base }
      base *= base
      rest >>= 1
    }
    return result
  }
}
