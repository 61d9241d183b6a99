public import Events

/// What anyone can get from the elements without learning: the least a network must beat.
///
/// The data set tells of each track whether its particle is a muon or an electron, so a rule that
/// only reads these two bits classifies every track correctly. For clusters the calorimeter says
/// most: an electromagnetic one is a photon; a hadronic one is a neutral hadron if it has at least
/// 9 GeV, the threshold below which the data set drops neutral-hadron targets, otherwise nothing.
/// Momentum is the element's own, massless.
///
/// Charge is that of the track, which for a lepton is the physical one; truth (`ygen`) has the sign
/// of the PDG number instead, which is the opposite (the electron is 11).
public enum TrivialBaseline {
  /// Energy in GeV from which a hadronic cluster is called a neutral hadron.
  public static let neutralHadronThreshold: Float = 9

  /// Turns each element of an event into a particle.
  ///
  /// - Parameter event: only its elements are read, not its targets.
  /// - Returns: one particle per element.
  public static func particles(for event: Event) -> Particles {
    let elements = event.elements
    var particles = Particles()
    for row in 0..<event.count {
      let kind = event.kind(row)
      let pid: PID
      switch kind {
      case .track: pid = track(elements, row)
      case .cluster: pid = cluster(elements, row)
      case nil: pid = .none
      }
      particles.append(
        pid: pid, charge: kind == .track ? elements[row, 9] : 0, pT: elements[row, 1],
        eta: elements[row, 2], sinPhi: elements[row, 3], cosPhi: elements[row, 4],
        energy: elements[row, 5])
    }
    return particles
  }

  private static func track(_ elements: Table, _ row: Int) -> PID {
    if elements[row, 10] > 0 { return .muon }
    return elements[row, 11] > 0 ? .electron : .chargedHadron
  }

  private static func cluster(_ elements: Table, _ row: Int) -> PID {
    if elements[row, 7] > 0 {
      return elements[row, 5] >= neutralHadronThreshold ? .neutralHadron : .none
    }
    return elements[row, 6] > 0 ? .photon : .none
  }
}
