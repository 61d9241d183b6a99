import MLPF

/// A network's parameters in float64, and apart by sign where the rule needs that.
///
/// Made once and never written again, so sharing needs no lock.
final class RuleWeights: @unchecked Sendable {
  /// All weights and biases, laid out as in the network.
  let all: UnsafeMutablePointer<Double>
  /// Positive ones and 0 elsewhere; only for rules that favour terms by sign.
  let positive: UnsafeMutablePointer<Double>?
  /// Negative ones and 0 elsewhere.
  let negative: UnsafeMutablePointer<Double>?

  init(_ network: PFNet, _ rule: RelevanceRule) {
    let count = network.parameters.count
    all = .allocate(capacity: count)
    for index in 0..<count { all[index] = Double(network.parameters.pointer[index]) }
    guard rule.favours else {
      (positive, negative) = (nil, nil)
      return
    }
    let (plus, minus) = (
      UnsafeMutablePointer<Double>.allocate(capacity: count),
      UnsafeMutablePointer<Double>.allocate(capacity: count)
    )
    for index in 0..<count {
      plus[index] = max(all[index], 0)
      minus[index] = min(all[index], 0)
    }
    (positive, negative) = (plus, minus)
  }

  deinit {
    all.deallocate()
    positive?.deallocate()
    negative?.deallocate()
  }
}

/// A network with a rule: what every layer's relevance needs to know.
struct RuledNetwork: Sendable {
  let network: PFNet
  let rule: RelevanceRule
  let weights: RuleWeights

  init(_ network: PFNet, _ rule: RelevanceRule) {
    self.network = network
    self.rule = rule
    weights = RuleWeights(network, rule)
  }
}
