import Events

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// How the momentum components (charge, pT, eta, sin phi, cos phi, E) are written as targets of nn3.
public struct MomentumScaling: Sendable, Equatable, Codable {
  /// The kinds of targets.
  public enum Kind: String, Sendable, Codable, CaseIterable {
    /// As they are, in GeV and pure numbers: the published choice.
    case raw
    /// (value - mean) / deviation, component by component.
    case standardised
    /// pT and E as the logarithm of their ratio to the element's own (feature columns 1 and 5).
    case logRatio = "log-ratio"
  }

  /// The kind.
  public var kind: Kind
  /// Six means, used by `standardised`.
  public var mean: [Float]
  /// Six deviations above 0, used by `standardised`.
  public var deviation: [Float]

  /// Targets as they are.
  public static let raw = MomentumScaling(.raw)

  /// Logarithms of ratios are kept within this bound: a factor of about 22,000 either way.
  static let largestLogRatio: Float = 10
  /// Momenta below this many GeV count as this many, so that a logarithm exists.
  static let smallestMomentum: Float = 1e-6

  /// Creates a scaling.
  ///
  /// - Parameters:
  ///   - kind: the kind.
  ///   - mean: six means.
  ///   - deviation: six deviations above 0.
  public init(
    _ kind: Kind, mean: [Float] = [Float](repeating: 0, count: Architecture.momenta),
    deviation: [Float] = [Float](repeating: 1, count: Architecture.momenta)
  ) {
    precondition(mean.count == Architecture.momenta && deviation.count == Architecture.momenta)
    self.kind = kind
    self.mean = mean
    self.deviation = deviation
  }

  /// Mean and deviation of the components over all true particles of some events.
  ///
  /// - Parameter targets: the targets of the training events.
  init(standardising targets: some Sequence<Particles>) {
    var count = 0.0
    var sum = [Double](repeating: 0, count: Architecture.momenta)
    var squares = sum
    for particles in targets {
      for index in 0..<particles.count where particles.pid[index] != .none {
        count += 1
        let momentum = particles.momentum(index)
        for component in 0..<Architecture.momenta {
          let value = Double(momentum[component])
          sum[component] += value
          squares[component] += value * value
        }
      }
    }
    let number = max(count, 1)
    let mean = sum.map { $0 / number }
    self.init(
      .standardised, mean: mean.map { Float($0) },
      deviation: zip(squares, mean).map { square, mean in
        let variance = square / number - mean * mean
        return variance > 1e-12 ? Float(variance.squareRoot()) : 1
      })
  }

  /// The target of nn3 for a momentum.
  ///
  /// - Parameters:
  ///   - momentum: six components.
  ///   - elementPT: feature column 1 of the element, GeV.
  ///   - elementEnergy: feature column 5 of the element, GeV.
  /// - Returns: six numbers.
  func encode(_ momentum: Momentum, elementPT: Float, elementEnergy: Float) -> Momentum {
    var encoded = momentum
    switch kind {
    case .raw: break
    case .standardised:
      for c in 0..<Architecture.momenta { encoded[c] = (momentum[c] - mean[c]) / deviation[c] }
    case .logRatio:
      encoded[1] = Self.logRatio(momentum[1], elementPT)
      encoded[5] = Self.logRatio(momentum[5], elementEnergy)
    }
    return encoded
  }

  /// The momentum that an output of nn3 stands for; the inverse of `encode`.
  func decode(_ output: Momentum, elementPT: Float, elementEnergy: Float) -> Momentum {
    var momentum = output
    switch kind {
    case .raw: break
    case .standardised:
      for c in 0..<Architecture.momenta { momentum[c] = output[c] * deviation[c] + mean[c] }
    case .logRatio:
      momentum[1] = Self.product(output[1], elementPT)
      momentum[5] = Self.product(output[5], elementEnergy)
    }
    return momentum
  }

  private static func logRatio(_ value: Float, _ reference: Float) -> Float {
    let ratio = logf(max(value, smallestMomentum) / max(reference, smallestMomentum))
    return min(max(ratio, -largestLogRatio), largestLogRatio)
  }

  private static func product(_ logRatio: Float, _ reference: Float) -> Float {
    expf(min(max(logRatio, -largestLogRatio), largestLogRatio)) * max(reference, smallestMomentum)
  }
}

/// The six components nn3 speaks of: charge, pT, eta, sin phi, cos phi, E; two more places are 0.
typealias Momentum = SIMD8<Float>

extension Particles {
  /// The momentum of one element's particle.
  ///
  /// - Parameter index: the element.
  /// - Returns: its six components.
  func momentum(_ index: Int) -> Momentum {
    Momentum(
      charge[index], pT[index], eta[index], sinPhi[index], cosPhi[index], energy[index], 0, 0)
  }
}
