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

  private enum CodingKeys: String, CodingKey { case truth, mlpf, ruleBased, baseline }

  /// Reads the counts.
  ///
  /// - Parameter decoder: stands at them.
  /// - Throws: `DecodingError` if there is not one count for each class.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    func counts(_ key: CodingKeys) throws -> [Int] {
      let counts = try container.decode([Int].self, forKey: key)
      guard counts.count == PID.allCases.count else {
        throw DecodingError.dataCorruptedError(
          forKey: key, in: container, debugDescription: "not a count for each class")
      }
      return counts
    }
    truth = try counts(.truth)
    mlpf = try counts(.mlpf)
    ruleBased = try counts(.ruleBased)
    baseline = try counts(.baseline)
  }

  /// The counts of a method.
  ///
  /// - Parameter method: any.
  public subscript(method: Method) -> [Int] {
    switch method {
    case .mlpf: mlpf
    case .ruleBased: ruleBased
    case .baseline: baseline
    }
  }

  /// Counts an element: its true class and what each method made of it.
  mutating func fill(truth: PID, mlpf: PID, ruleBased: PID, baseline: PID) {
    self.truth[truth.rawValue] += 1
    self.mlpf[mlpf.rawValue] += 1
    self.ruleBased[ruleBased.rawValue] += 1
    self.baseline[baseline.rawValue] += 1
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
