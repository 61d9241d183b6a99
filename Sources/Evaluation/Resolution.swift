public import Events

/// How far the reconstructed pT, eta or energy of a class lies from the true one.
///
/// The residual is (reco - gen) / gen, a number without a unit, clipped to ±10 (arXiv:2101.08578).
/// Elements with gen = 0 have none and are counted apart.
public struct Resolution: Codable, Sendable, Equatable {
  /// Which elements are compared.
  public enum Selection: String, Codable, Sendable, CaseIterable {
    /// The published one: gen = c, prediction = c and rule-based candidate = c.
    ///
    /// The same elements for MLPF and the rule-based PF; for the trivial baseline its own class must
    /// be c as well.
    case paper
    /// What each method found by itself: gen = c and reco = c.
    case own
  }

  /// The class c.
  public let pid: PID
  /// The quantity compared.
  public let quantity: Quantity
  /// Which elements are compared.
  public let selection: Selection
  /// Number of elements compared.
  public let count: Int
  /// Selected elements left out since gen = 0 or the residual is not a number.
  public let excluded: Int
  /// Mean residual; `nil` without elements.
  @OrNull public var mean: Double?
  /// Standard deviation of the residuals (divided by n); `nil` without elements.
  @OrNull public var sigma: Double?
  /// Median residual, to 0.1 %; `nil` without elements.
  @OrNull public var median: Double?
  /// Distance from the 25 % to the 75 % quantile, each to 0.1 %; `nil` without elements.
  @OrNull public var interquartileRange: Double?
  /// The residuals along `Binning.residual`.
  public let histogram: Histogram
}

/// Gathers the residuals of one class, quantity and selection.
struct ResolutionSums: Codable, Sendable, Equatable {
  let pid: PID
  let quantity: Quantity
  let selection: Resolution.Selection
  private var moments = Moments()
  private var quantiles = QuantileSketch()
  private var histogram: Histogram
  private var excluded = 0

  init(_ pid: PID, _ quantity: Quantity, _ selection: Resolution.Selection) {
    self.pid = pid
    self.quantity = quantity
    self.selection = selection
    histogram = Histogram(Binning.residual(quantity, pid))
  }

  /// Adds a selected element.
  mutating func add(reco: Double, truth: Double) {
    let residual = (reco - truth) / truth
    guard truth != 0, !residual.isNaN else {
      excluded += 1
      return
    }
    let clipped = max(-10, min(10, residual))
    moments.add(clipped)
    quantiles.add(clipped)
    histogram.fill(clipped)
  }

  mutating func merge(_ other: ResolutionSums) {
    moments.merge(other.moments)
    quantiles.merge(other.quantiles)
    histogram.merge(other.histogram)
    excluded += other.excluded
  }

  /// The result so far.
  var resolution: Resolution {
    let quartiles = quantiles.quantiles([0.25, 0.5, 0.75])
    return Resolution(
      pid: pid, quantity: quantity, selection: selection, count: moments.count,
      excluded: excluded, mean: moments.mean, sigma: moments.sigma, median: quartiles?[1],
      interquartileRange: quartiles.map { $0[2] - $0[0] }, histogram: histogram)
  }
}
