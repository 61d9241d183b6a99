public import Events

/// The fake rate of a class along pT, eta or energy.
///
/// Two conventions are in use and give different numbers; both are kept side by side. The axis is
/// `Binning.efficiency`, in GeV for pT and energy.
public struct FakeRate: Codable, Sendable, Equatable {
  /// What counts as a fake.
  public enum Convention: String, Codable, Sendable, CaseIterable {
    /// The published figures: elements without a true particle are left out.
    ///
    /// Elements with reco = c, gen != c and gen != none over elements with reco = c and gen != none,
    /// binned in the quantity of the true particle.
    case truthOnly = "truth_only"
    /// The published table: elements without a true particle count as fakes.
    ///
    /// Elements with reco = c and gen != c over elements with reco = c. An element without a true
    /// particle has no true pT, so this one is binned in the quantity of the reconstructed particle.
    case allElements = "all_elements"
  }

  /// The class c.
  public let pid: PID
  /// The quantity along the axis.
  public let quantity: Quantity
  /// What counts as a fake.
  public let convention: Convention
  /// The fake rate in each bin.
  public private(set) var curve: RatioCurve

  /// An empty fake rate.
  ///
  /// - Parameters:
  ///   - pid: the class, any but none.
  ///   - quantity: pT, eta or energy.
  ///   - convention: what counts as a fake.
  public init(_ pid: PID, along quantity: Quantity, _ convention: Convention) {
    self.pid = pid
    self.quantity = quantity
    self.convention = convention
    curve = RatioCurve(Binning.efficiency(quantity, pid))
  }

  /// Counts an element if it was given the class in question.
  ///
  /// - Parameters:
  ///   - truth: its true class.
  ///   - reco: the class the method gave it.
  ///   - trueValue: the quantity of the true particle; not read where there is none.
  ///   - recoValue: the quantity of the reconstructed particle.
  public mutating func fill(truth: PID, reco: PID, trueValue: Double, recoValue: Double) {
    guard reco == pid else { return }
    switch convention {
    case .truthOnly: if truth != .none { curve.fill(trueValue, passed: truth != pid) }
    case .allElements: curve.fill(recoValue, passed: truth != pid)
    }
  }

  /// Adds the elements of another fake rate of the same class, quantity and convention.
  ///
  /// - Parameter other: of the same class, quantity and convention.
  public mutating func merge(_ other: FakeRate) { curve.merge(other.curve) }
}
