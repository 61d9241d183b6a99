import Evaluation
import Events
import MLPF

/// Times the network on one thread against the number of elements.
///
/// Real events are joined to reach each size, which is what more pileup would look like.
struct InferenceTiming {
  private let network: PFNet
  /// Numbers of elements that are measured.
  static let sizes = [500, 1000, 2000, 5000, 10_000]
  private static let repeats = 5

  init(_ network: PFNet) { self.network = network }

  /// Measures all sizes that the events can fill.
  ///
  /// - Parameter events: real events.
  /// - Returns: the median time at each size.
  func measure(_ events: [Event]) -> [InferenceTime] {
    let predictor = Predictor(network, threads: 1)
    let clock = ContinuousClock()
    return Self.sizes.compactMap { size in
      guard let elements = join(events, size) else { return nil }
      _ = predictor.outputs(elements)
      let times = (0..<Self.repeats).map { _ in
        clock.measure { _ = predictor.outputs(elements) } / .milliseconds(1)
      }.sorted()
      return InferenceTime(elements: size, milliseconds: times[Self.repeats / 2])
    }
  }

  /// The first `size` elements of the events one after another; `nil` if there are not so many.
  private func join(_ events: [Event], _ size: Int) -> Table? {
    let wanted = size * Columns.elementFeatures
    var values: [Float] = []
    for event in events where values.count < wanted {
      event.elements.withUnsafeFloats { values += $0 }
    }
    guard values.count >= wanted else { return nil }
    return Table(Array(values[..<wanted]), rows: size, columns: Columns.elementFeatures)
  }
}
