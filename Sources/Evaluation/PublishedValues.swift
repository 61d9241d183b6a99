public import Events

/// Numbers of the MLPF paper (arXiv:2101.08578, published in EPJC 81 381).
///
/// They are of QCD events with 200 pileup interactions. All were read, to the digits given, from the
/// figures that came with the published code, but for those marked as not confirmed.
public enum PublishedValues {
  /// A published number.
  public struct Value: Codable, Sendable, Equatable {
    /// The number.
    public let value: Double
    /// Digits behind the decimal point that are known.
    public let decimals: Int
    /// Whether it was read in a published figure; otherwise it may be off in its last digit.
    public let confirmed: Bool

    init(_ value: Double, decimals: Int = 2, confirmed: Bool = true) {
      self.value = value
      self.decimals = decimals
      self.confirmed = confirmed
    }
  }

  /// The published value of a line of the headline table.
  ///
  /// - Parameters:
  ///   - metric: the line.
  ///   - pid: charged or neutral hadron.
  ///   - method: MLPF or rule-based PF.
  /// - Returns: `nil` where nothing was published.
  public static func headline(_ metric: HeadlineTable.Metric, _ pid: PID, _ method: Method)
    -> Value?
  {
    guard let column = columns.firstIndex(where: { $0.0 == pid && $0.1 == method }) else {
      return nil
    }
    return switch metric {
    case .efficiency: [Value(0.95), Value(0.95), Value(0.88), Value(0.91)][column]
    // Two digits of numbers that were not found in a figure.
    case .fakeRate:
      [
        Value(0, confirmed: false), Value(0, confirmed: false), Value(0.07, confirmed: false),
        Value(0.07, confirmed: false),
      ][column]
    case .momentumSigma: [Value(0.21), Value(0.14), Value(0.35), Value(0.32)][column]
    case .momentumMean: [Value(-0.01), Value(0.03), Value(0.03), Value(0.05)][column]
    case .etaSigma: [Value(0.24), Value(0.25), Value(0.05), Value(0.06)][column]
    case .multiplicitySigma:
      [
        Value(0.004, decimals: 3), Value(0.004, decimals: 3), Value(0.014, decimals: 3),
        Value(0.012, decimals: 3),
      ][column]
    case .multiplicityMean:
      [
        Value(-0.048, decimals: 3), Value(-0.048, decimals: 3), Value(-0.048, decimals: 3),
        Value(-0.024, decimals: 3),
      ][column]
    case .multiplicityCorrelation:
      [
        Value(0.999, decimals: 3), Value(0.999, decimals: 3), Value(0.968, decimals: 3),
        Value(0.971, decimals: 3),
      ][column]
    }
  }

  /// The columns of the table above.
  private static let columns: [(PID, Method)] = [
    (.chargedHadron, .ruleBased), (.chargedHadron, .mlpf), (.neutralHadron, .ruleBased),
    (.neutralHadron, .mlpf),
  ]
}
