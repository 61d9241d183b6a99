public import Events

/// Compares MLPF, the rule-based particle flow and a trivial baseline with truth, event by event.
///
/// Memory does not grow with the number of elements, only by a few counts per event. All sums are of
/// integers, so evaluators of parts of a sample, merged, give exactly the result of one evaluator that
/// saw all events, whichever saw which.
public struct Evaluator: Codable, Sendable {
  /// Everything about one kind of element.
  private struct KindSums: Codable, Sendable {
    var elements = 0
    var methods = Array(repeating: MethodSums(), count: Method.allCases.count)
    var truth = Distributions()
    /// One entry per event, in the order they were added.
    var counts: [ParticleCounts] = []

    mutating func merge(_ other: KindSums) {
      elements += other.elements
      for index in methods.indices { methods[index].merge(other.methods[index]) }
      truth.merge(other.truth)
    }
  }

  private var kinds = Array(repeating: KindSums(), count: ElementKind.allCases.count)
  /// The place of each event in the sample, in the order they were added.
  private var numbers: [Int] = []
  private var nextNumber = 0
  /// Number of events added.
  public var events: Int { numbers.count }

  /// An evaluator that has seen no event.
  public init() {}

  /// Adds an event.
  ///
  /// Rows that are neither cluster nor track (padding) are passed over.
  /// - Parameters:
  ///   - event: elements, truth and rule-based candidates.
  ///   - predicted: what the network made of it, one particle per element.
  ///   - number: the event's place in the sample; `nil` puts it behind those added so far.
  public mutating func add(event: Event, predicted: Particles, number: Int? = nil) {
    precondition(
      predicted.count == event.count, "\(predicted.count) predictions, \(event.count) elements")
    let truth = Particles(targets: event.truth)
    let ruleBased = Particles(targets: event.ruleBased)
    let baseline = TrivialBaseline.particles(for: event)
    let found = [predicted, ruleBased, baseline]  // in the order of Method
    var counts = Array(repeating: ParticleCounts(), count: kinds.count)
    for element in 0..<event.count {
      guard let kind = event.kind(element) else { continue }
      let slot = kind.rawValue - 1
      let gen = truth.pid[element]
      let common = predicted.pid[element] == gen && ruleBased.pid[element] == gen
      kinds[slot].elements += 1
      kinds[slot].truth.fill(truth, element)
      counts[slot].fill(
        truth: gen, mlpf: predicted.pid[element], ruleBased: ruleBased.pid[element],
        baseline: baseline.pid[element])
      for (index, reco) in found.enumerated() {
        kinds[slot].methods[index].add(element, truth: truth, reco: reco, common: common)
      }
    }
    for slot in kinds.indices { kinds[slot].counts.append(counts[slot]) }
    numbers.append(number ?? nextNumber)
    nextNumber = max(nextNumber, numbers[numbers.count - 1] + 1)
  }

  /// Adds what another evaluator saw.
  ///
  /// - Parameter other: an evaluator of other events, added with other numbers.
  public mutating func merge(_ other: Evaluator) {
    for slot in kinds.indices {
      kinds[slot].merge(other.kinds[slot])
      kinds[slot].counts += other.kinds[slot].counts
    }
    numbers += other.numbers
    nextNumber = max(nextNumber, other.nextNumber)
  }

  /// The result over all events added.
  ///
  /// - Parameters:
  ///   - timing: inference times, where they were measured.
  ///   - provenance: what the result was made from, kept as it is: model, data set, versions.
  /// - Returns: every metric for all elements, clusters and tracks.
  public func finish(timing: [InferenceTime] = [], provenance: [String: String] = [:])
    -> EvaluationResult
  {
    let order = numbers.indices.sorted { numbers[$0] < numbers[$1] }
    let subsets = Subset.allCases.map { result(for: $0, order) }
    return EvaluationResult(
      events: events, elements: kinds.reduce(0) { $0 + $1.elements }, subsets: subsets,
      timing: timing, provenance: provenance)
  }

  /// All metrics of a subset of the elements; `order` lists the events as they stand in the sample.
  private func result(for subset: Subset, _ order: [Int]) -> SubsetResult {
    var sums = KindSums()
    var counts = Array(repeating: ParticleCounts(), count: events)
    for kind in subset.kinds {
      let part = kinds[kind.rawValue - 1]
      sums.merge(part)
      for (event, place) in order.enumerated() { counts[event].merge(part.counts[place]) }
    }
    let methods = zip(Method.allCases, sums.methods).map { method, found in
      MethodResult(
        method: method, confusion: found.confusion, efficiencies: found.efficiencies,
        fakeRates: found.fakeRates, resolutions: found.resolutions.map(\.resolution),
        multiplicities: PID.allCases.map { pid in
          Multiplicity(
            pid, truth: counts.map { $0.truth[pid.rawValue] },
            reco: counts.map { $0[method][pid.rawValue] })
        },
        distributions: found.distributions)
    }
    return SubsetResult(
      subset: subset, elements: sums.elements, methods: methods, truth: sums.truth, counts: counts)
  }
}
