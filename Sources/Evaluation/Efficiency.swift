public import Events

/// The efficiency of a class along pT, eta or energy of the true particle.
///
/// Elements with gen = c and reco = c over elements with gen = c, both binned in the quantity of the
/// true particle (arXiv:2101.08578). The axis is `Binning.efficiency`, in GeV for pT and energy.
public struct Efficiency: Codable, Sendable, Equatable {
  /// The class c.
  public let pid: PID
  /// The quantity along the axis.
  public let quantity: Quantity
  /// The efficiency in each bin.
  public private(set) var curve: RatioCurve

  /// An empty efficiency.
  ///
  /// - Parameters:
  ///   - pid: the class, any but none.
  ///   - quantity: pT, eta or energy.
  public init(_ pid: PID, along quantity: Quantity) {
    self.pid = pid
    self.quantity = quantity
    curve = RatioCurve(Binning.efficiency(quantity, pid))
  }

  /// Counts an element if its true class is the one in question.
  ///
  /// - Parameters:
  ///   - truth: its true class.
  ///   - reco: the class the method gave it.
  ///   - value: the quantity of the true particle.
  public mutating func fill(truth: PID, reco: PID, value: Double) {
    if truth == pid { curve.fill(value, passed: reco == pid) }
  }

  /// Adds the elements of another efficiency of the same class and quantity.
  ///
  /// - Parameter other: of the same class and quantity.
  public mutating func merge(_ other: Efficiency) { curve.merge(other.curve) }
}
