import FoundationEssentials

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// One particle per element: generator truth, rule-based candidates and predictions alike.
///
/// Stored by column. An element without a particle has `pid` none; its other numbers mean nothing.
public struct Particles: Sendable, Equatable {
  /// Class of each particle.
  public var pid: [PID] = []
  /// Charge in units of e.
  public var charge: [Float] = []
  /// Transverse momentum in GeV.
  public var pT: [Float] = []
  /// Pseudorapidity.
  public var eta: [Float] = []
  /// Sine of the azimuth.
  public var sinPhi: [Float] = []
  /// Cosine of the azimuth.
  public var cosPhi: [Float] = []
  /// Energy in GeV.
  public var energy: [Float] = []

  /// No particles yet.
  public init() {}

  /// No particles yet, with room for some.
  ///
  /// - Parameter capacity: how many can be added before memory is moved.
  public init(capacity: Int) {
    pid.reserveCapacity(capacity)
    charge.reserveCapacity(capacity)
    pT.reserveCapacity(capacity)
    eta.reserveCapacity(capacity)
    sinPhi.reserveCapacity(capacity)
    cosPhi.reserveCapacity(capacity)
    energy.reserveCapacity(capacity)
  }

  /// Number of elements they belong to.
  public var count: Int { pid.count }

  /// Adds the particle of the next element.
  ///
  /// - Parameters:
  ///   - pid: its class.
  ///   - charge: in units of e.
  ///   - pT: transverse momentum in GeV.
  ///   - eta: pseudorapidity.
  ///   - sinPhi: sine of the azimuth.
  ///   - cosPhi: cosine of the azimuth.
  ///   - energy: in GeV.
  public mutating func append(
    pid: PID, charge: Float, pT: Float, eta: Float, sinPhi: Float, cosPhi: Float, energy: Float
  ) {
    self.pid.append(pid)
    self.charge.append(charge)
    self.pT.append(pT)
    self.eta.append(eta)
    self.sinPhi.append(sinPhi)
    self.cosPhi.append(cosPhi)
    self.energy.append(energy)
  }

  /// Reads the rows of a target table (`ygen` or `ycand`), completed where DELPHES left a gap.
  ///
  /// Rule-based charged candidates come with E = 0 and neutral ones with pT = 0; the missing number
  /// follows from the other for a massless particle: E = pT cosh eta, pT = E / cosh eta.
  /// - Parameter table: shape (N, 7); pid column 0 must hold whole numbers 0 to 5.
  public init(targets table: Table) {
    self.init(capacity: table.rows)
    for row in 0..<table.rows {
      let pid = PID(table[row, 0]) ?? .none
      var pT = table[row, 2]
      let eta = table[row, 3]
      var energy = table[row, 6]
      if pid != .none {
        if energy == 0 { energy = pT * cosh(eta) }
        if pT == 0 { pT = energy / cosh(eta) }
      }
      append(
        pid: pid, charge: table[row, 1], pT: pT, eta: eta, sinPhi: table[row, 4],
        cosPhi: table[row, 5], energy: energy)
    }
  }
}
