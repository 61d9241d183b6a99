public import Events

/// The paper's table for this run: charged and neutral hadrons by each method, and what was published.
///
/// Published values (arXiv:2101.08578) are of all elements, so the tables of other subsets have none.
public struct HeadlineTable: Codable, Sendable, Equatable {
  /// A line of the table.
  public enum Metric: String, Codable, Sendable, CaseIterable {
    /// C_cc over the row sum of the confusion matrix.
    case efficiency
    /// 1 - C_cc over the column sum of the confusion matrix, class none included.
    case fakeRate = "fake_rate"
    /// Sigma of the residuals of pT (charged hadrons) or energy (neutral hadrons).
    case momentumSigma = "momentum_sigma"
    /// Mean of the residuals of pT (charged hadrons) or energy (neutral hadrons).
    case momentumMean = "momentum_mean"
    /// Sigma of the residuals of eta.
    case etaSigma = "eta_sigma"
    /// Sigma of the relative difference of multiplicity.
    case multiplicitySigma = "multiplicity_sigma"
    /// Mean relative difference of multiplicity.
    case multiplicityMean = "multiplicity_mean"
    /// Pearson's correlation of multiplicities.
    case multiplicityCorrelation = "multiplicity_correlation"

    /// The name used in tables.
    ///
    /// - Parameter pid: the class, which decides between pT and energy.
    /// - Returns: the quantity in words.
    public func name(_ pid: PID) -> String {
      let momentum = HeadlineTable.momentum(pid).name
      return switch self {
      case .efficiency: "efficiency"
      case .fakeRate: "fake rate"
      case .momentumSigma: "\(momentum) resolution, sigma"
      case .momentumMean: "\(momentum) resolution, mean"
      case .etaSigma: "eta resolution, sigma"
      case .multiplicitySigma: "multiplicity, sigma"
      case .multiplicityMean: "multiplicity, mean"
      case .multiplicityCorrelation: "multiplicity, correlation"
      }
    }
  }

  /// One number of the table; all are without a unit.
  public struct Row: Codable, Sendable, Equatable {
    /// Which number.
    public let metric: Metric
    /// Charged or neutral hadron.
    public let pid: PID
    /// The method.
    public let method: Method
    /// In this run; `nil` where it is undefined.
    @OrNull public var value: Double?
    /// What was published, where it was.
    public let published: PublishedValues.Value?
  }

  /// Which elements.
  public let subset: Subset
  /// By class, metric and method.
  public let rows: [Row]

  /// Fills the table in.
  ///
  /// Resolutions are over the elements of the published selection, `Resolution.Selection.paper`.
  /// - Parameter result: the metrics of a subset.
  public init(_ result: SubsetResult) {
    subset = result.subset
    var rows: [Row] = []
    for pid in [PID.chargedHadron, .neutralHadron] {
      for metric in Metric.allCases {
        for found in result.methods {
          let published =
            result.subset == .all ? PublishedValues.headline(metric, pid, found.method) : nil
          rows.append(
            Row(
              metric: metric, pid: pid, method: found.method,
              value: Self.value(metric, pid, found), published: published))
        }
      }
    }
    self.rows = rows
  }

  /// Charged hadrons are measured by pT, neutral ones by energy.
  private static func momentum(_ pid: PID) -> Quantity { pid.isCharged ? .pT : .energy }

  private static func value(_ metric: Metric, _ pid: PID, _ result: MethodResult) -> Double? {
    switch metric {
    case .efficiency: result.confusion.efficiency(pid)
    case .fakeRate: result.confusion.fakeRate(pid)
    case .momentumSigma: result.resolution(pid, momentum(pid), .paper)?.sigma
    case .momentumMean: result.resolution(pid, momentum(pid), .paper)?.mean
    case .etaSigma: result.resolution(pid, .eta, .paper)?.sigma
    case .multiplicitySigma: result.multiplicity(pid)?.sigma
    case .multiplicityMean: result.multiplicity(pid)?.mean
    case .multiplicityCorrelation: result.multiplicity(pid)?.correlation
    }
  }
}
