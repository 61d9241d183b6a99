public import Events

/// The axes of all figures, those of the published ones where they are known (arXiv:2101.08578).
public enum Binning {
  /// The axis of efficiency and fake rate.
  ///
  /// pT 0 to 3 GeV and eta (-3 to 3 for charged hadrons, else -6 to 6) in 60 bins, energy 0 to 50 GeV
  /// in 74 bins, and 5 to 55 GeV in 60 bins for neutral hadrons.
  /// - Parameters:
  ///   - quantity: pT, eta or energy.
  ///   - pid: the class of particle.
  /// - Returns: the axis.
  public static func efficiency(_ quantity: Quantity, _ pid: PID) -> Axis {
    switch quantity {
    case .eta where pid == .chargedHadron: axis(quantity, -3, 3, 60)
    case .eta: axis(quantity, -6, 6, 60)
    case .energy where pid == .neutralHadron: axis(quantity, 5, 55, 60)
    case .energy: axis(quantity, 0, 50, 74)
    case .pT: axis(quantity, 0, 3, 60)
    case .charge, .sinPhi, .cosPhi: distribution(quantity)
    }
  }

  /// The axis of the residuals (reco - gen) / gen, a number without a unit; 99 bins.
  ///
  /// pT and energy -2 to 2 and eta -0.2 to 0.2; for neutral hadrons -5 to 5 and -0.5 to 0.5.
  /// - Parameters:
  ///   - quantity: pT, eta or energy.
  ///   - pid: the class of particle.
  /// - Returns: the axis.
  public static func residual(_ quantity: Quantity, _ pid: PID) -> Axis {
    let wide = pid == .neutralHadron
    let range: Double = quantity == .eta ? (wide ? 0.5 : 0.2) : (wide ? 5 : 2)
    let name = "(\(quantity.name) reco - \(quantity.name) gen) / \(quantity.name) gen"
    return Axis(name: name, unit: "", lower: -range, upper: range, bins: 99)
  }

  /// The axis of a distribution; 99 bins.
  ///
  /// pT 0 to 5 GeV, eta -5 to 5, energy -1 to 5 GeV, sine and cosine -2 to 2 (a regression may leave
  /// the unit circle). Charge differs from the published figures, whose axis starts at 0: 81 bins
  /// with whole charges in the middle of a bin.
  /// - Parameter quantity: any.
  /// - Returns: the axis.
  public static func distribution(_ quantity: Quantity) -> Axis {
    switch quantity {
    case .charge: axis(quantity, -2.025, 2.025, 81)
    case .pT: axis(quantity, 0, 5, 99)
    case .eta: axis(quantity, -5, 5, 99)
    case .sinPhi, .cosPhi: axis(quantity, -2, 2, 99)
    case .energy: axis(quantity, -1, 5, 99)
    }
  }

  private static func axis(_ quantity: Quantity, _ lower: Double, _ upper: Double, _ bins: Int)
    -> Axis
  {
    Axis(name: quantity.name, unit: quantity.unit, lower: lower, upper: upper, bins: bins)
  }
}
