/// The momentum loss of a step: the mean over 6 components and the elements that take part.
///
/// Mean squared error, or Huber's loss with delta = 1. With no element the loss is 0.
struct RegressionLoss {
  let options: LossOptions
  /// Number of elements that take part.
  let count: Int

  /// Whether an element takes part.
  static func includes(_ options: LossOptions, pid: Int, predicted: Int) -> Bool {
    switch options.regressionRows {
    case .correct: predicted != 0 && predicted == pid
    case .true: pid != 0
    }
  }

  /// Adds up the loss of some elements and writes the gradient of alpha times it.
  ///
  /// - Parameters:
  ///   - outputs: outputs of nn3, shape (n, 6).
  ///   - rows: position in `targets` of each of the n elements.
  ///   - targets: the step's targets.
  ///   - gradient: receives alpha dL/doutputs, shape (n, 6); `nil` if nobody needs it.
  /// - Returns: the elements' part of the loss, without alpha.
  func evaluate(_ outputs: Block, rows: [Int], targets: StepTargets, gradient: Block?) -> Double {
    let scale = count > 0 ? 1 / Float(count * Architecture.momenta) : 0
    var loss = 0.0
    for (index, row) in rows.enumerated() {
      let y = outputs.base + index * outputs.stride
      let target = targets.momenta[row]
      for component in 0..<Architecture.momenta {
        let difference = y[component] - target[component]
        let slope: Float
        switch options.regression {
        case .mse:
          loss += Double(difference) * Double(difference)
          slope = 2 * difference
        case .huber:
          let size = abs(difference)
          loss += size <= 1 ? 0.5 * Double(size) * Double(size) : Double(size) - 0.5
          slope = min(max(difference, -1), 1)
        }
        if let gradient {
          gradient.base[index * gradient.stride + component] = options.alpha * scale * slope
        }
      }
    }
    return loss * Double(scale)
  }
}
