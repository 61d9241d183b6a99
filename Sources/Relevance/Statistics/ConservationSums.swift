import Evaluation

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Counts of |sum of R - output| / |output| in fine bins of its logarithm, from which quantiles follow.
///
/// There are 1,000 bins for each power of ten from 1e-18 to 100, so a quantile is within 0.3 % of the
/// exact one however many elements there are.
struct ConservationSums {
  private static let (lowest, binsPerDecade, decades) = (-18.0, 1000.0, 20)
  private var counts = [Int](repeating: 0, count: Int(binsPerDecade) * decades)
  private var zeros = 0
  private var elements = 0
  private var undefined = 0
  private var worst = 0.0
  private var histogram = Histogram(Binning.conservation)

  /// Adds an element.
  mutating func add(_ summary: ElementSummary) {
    let ratio = abs(summary.sum - summary.value) / abs(summary.value)
    guard summary.value != 0, ratio.isFinite else {
      undefined += 1
      return
    }
    elements += 1
    worst = max(worst, ratio)
    guard ratio > 0 else {
      zeros += 1
      histogram.fill(-.infinity)
      return
    }
    histogram.fill(log10(ratio))
    let place = (log10(ratio) - Self.lowest) * Self.binsPerDecade
    counts[min(max(Int(place), 0), counts.count - 1)] += 1
  }

  /// The result.
  var conservation: Conservation {
    Conservation(
      elements: elements, undefined: undefined, median: quantile(0.5),
      percentile99: quantile(0.99), worst: worst, histogram: histogram)
  }

  /// The smallest number that at least this share of the elements does not exceed.
  private func quantile(_ probability: Double) -> Double {
    let wanted = Int((probability * Double(elements)).rounded(.up))
    var seen = zeros
    if seen >= wanted { return 0 }
    for (bin, count) in counts.enumerated() {
      seen += count
      if seen >= wanted {
        return min(worst, pow(10, Self.lowest + (Double(bin) + 0.5) / Self.binsPerDecade))
      }
    }
    return worst
  }
}
