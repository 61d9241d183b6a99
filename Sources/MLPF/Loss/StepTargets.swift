import Events

/// What the network should have said about the stacked elements of a step.
struct StepTargets {
  /// True class of each element.
  var pid: [Int] = []
  /// Target of nn3 for each element, already scaled.
  var momenta: [Momentum] = []

  /// No elements yet.
  ///
  /// - Parameter capacity: how many there is room for.
  init(capacity: Int = 0) {
    pid.reserveCapacity(capacity)
    momenta.reserveCapacity(capacity)
  }

  /// Adds the elements of an event.
  ///
  /// - Parameters:
  ///   - targets: truth or rule-based candidates.
  ///   - elements: features, shape (N, 12).
  ///   - scaling: how momenta are written.
  mutating func append(_ targets: Particles, elements: Table, scaling: MomentumScaling) {
    for row in 0..<targets.count {
      pid.append(targets.pid[row].rawValue)
      momenta.append(
        scaling.encode(
          targets.momentum(row), elementPT: elements[row, 1], elementEnergy: elements[row, 5]))
    }
  }

  /// Number of elements of each class.
  var classCounts: [Int] {
    var counts = [Int](repeating: 0, count: Architecture.classes)
    for id in pid { counts[id] += 1 }
    return counts
  }
}
