public import Events

/// A number that every particle has.
public enum Quantity: String, Codable, Sendable, CaseIterable {
  /// Charge in units of e.
  case charge
  /// Transverse momentum in GeV.
  case pT
  /// Pseudorapidity.
  case eta
  /// Sine of the azimuth.
  case sinPhi = "sin_phi"
  /// Cosine of the azimuth.
  case cosPhi = "cos_phi"
  /// Energy in GeV.
  case energy

  /// The quantities in which efficiency, fake rate and resolution are given.
  public static let kinematic: [Quantity] = [.pT, .eta, .energy]

  /// The name used in tables, as in the data set's columns.
  public var name: String {
    switch self {
    case .charge: "charge"
    case .pT: "pT"
    case .eta: "eta"
    case .sinPhi: "sin phi"
    case .cosPhi: "cos phi"
    case .energy: "E"
    }
  }

  /// The unit; empty for a number without a unit.
  public var unit: String {
    switch self {
    case .charge: "e"
    case .pT, .energy: "GeV"
    case .eta, .sinPhi, .cosPhi: ""
    }
  }

  /// The quantity of one particle.
  ///
  /// - Parameters:
  ///   - particles: one per element.
  ///   - element: its row.
  /// - Returns: the number in `unit`.
  public func value(_ particles: Particles, _ element: Int) -> Double {
    switch self {
    case .charge: Double(particles.charge[element])
    case .pT: Double(particles.pT[element])
    case .eta: Double(particles.eta[element])
    case .sinPhi: Double(particles.sinPhi[element])
    case .cosPhi: Double(particles.cosPhi[element])
    case .energy: Double(particles.energy[element])
    }
  }
}
