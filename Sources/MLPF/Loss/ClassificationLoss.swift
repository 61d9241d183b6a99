#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The weighted classification loss of a step: sum_i w_i l_i / sum_i w_i over all elements.
///
/// l_i = -log p_i for cross entropy, -(1 - p_i)^gamma log p_i for the focal loss, with p_i the softmax
/// probability of the true class and w_i the weight of that class.
struct ClassificationLoss {
  let kind: LossOptions.Classification
  /// Weight of each class divided by the sum of all elements' weights.
  let weights: [Float]

  init(_ kind: LossOptions.Classification, _ counts: StepCounts) {
    self.kind = kind
    let weights = counts.classWeights
    let sum = zip(counts.classes, weights).reduce(0.0) { $0 + Double($1.0) * Double($1.1) }
    self.weights = weights.map { sum > 0 ? Float(Double($0) / sum) : 0 }
  }

  /// Adds up the loss of some elements and writes its gradient.
  ///
  /// - Parameters:
  ///   - logits: shape (n, 6).
  ///   - pid: true classes, n.
  ///   - gradient: receives dL/dlogits, shape (n, 6); `nil` if nobody needs it.
  /// - Returns: the elements' part of the loss, and how many are classified correctly.
  func evaluate(_ logits: Block, pid: ArraySlice<Int>, gradient: Block?) -> (Double, Int) {
    var loss = 0.0
    var correct = 0
    withUnsafeTemporaryAllocation(of: Float.self, capacity: Architecture.classes) { p in
      for (row, id) in pid.enumerated() {
        let z = logits.base + row * logits.stride
        let best = mostLikelyClass(z)
        if best == id { correct += 1 }
        var sum: Float = 0
        for c in 0..<Architecture.classes {
          p[c] = expf(z[c] - z[best])
          sum += p[c]
        }
        let logP = z[id] - z[best] - logf(sum)
        let weight = weights[id]
        // dl/dz_c = slope (p_c - [c == id]).
        let slope: Float
        switch kind {
        case .crossEntropy:
          loss -= Double(weight) * Double(logP)
          slope = 1
        case .focal(let gamma):
          let probability = expf(logP)
          let rest = max(1 - probability, 0)
          let power = powf(rest, gamma)
          loss -= Double(weight) * Double(power) * Double(logP)
          slope = rest > 0 ? power - gamma * powf(rest, gamma - 1) * probability * logP : 0
        }
        if let gradient {
          let d = gradient.base + row * gradient.stride
          let scale = weight * slope
          for c in 0..<Architecture.classes {
            d[c] = scale * (p[c] / sum - (c == id ? 1 : 0))
          }
        }
      }
    }
    return (loss, correct)
  }
}
