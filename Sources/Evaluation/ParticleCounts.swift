import Events

/// Numbers of particles of each class in one event, in the order of `PID`, none included.
public struct ParticleCounts: Codable, Sendable, Equatable {
  /// In generator truth.
  public var truth: [Int]
  /// By the network.
  public var mlpf: [Int]
  /// By the rule-based particle flow.
  public var ruleBased: [Int]
  /// By the trivial baseline.
  public var baseline: [Int]

  /// No particles.
  public init() {
    truth = Array(repeating: 0, count: PID.allCases.count)
    mlpf = truth
    ruleBased = truth
    baseline = truth
  }

  /// The counts of a method.
  ///
  /// - Parameter method: any.
  public subscript(method: Method) -> [Int] {
    get {
      switch method {
      case .mlpf: mlpf
      case .ruleBased: ruleBased
      case .baseline: baseline
      }
    }
    set {
      switch method {
      case .mlpf: mlpf = newValue
      case .ruleBased: ruleBased = newValue
      case .baseline: baseline = newValue
      }
    }
  }

  /// Adds the particles on other elements of the same event.
  mutating func merge(_ other: ParticleCounts) {
    for pid in truth.indices {
      truth[pid] += other.truth[pid]
      mlpf[pid] += other.mlpf[pid]
      ruleBased[pid] += other.ruleBased[pid]
      baseline[pid] += other.baseline[pid]
    }
  }
}
