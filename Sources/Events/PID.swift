/// The class of a particle, or of an element's target: the numbers of the DELPHES data set.
public enum PID: Int, Sendable, CaseIterable, Codable {
  /// No particle belongs to the element.
  case none = 0
  /// A charged hadron (and any other particle that is none of the classes below).
  case chargedHadron = 1
  /// A neutral hadron.
  case neutralHadron = 2
  /// A photon.
  case photon = 3
  /// An electron or positron.
  case electron = 4
  /// A muon.
  case muon = 5

  /// The class a number of a target table stands for.
  ///
  /// - Parameter number: column 0 of `ygen` or `ycand`; `nil` comes of anything but 0 to 5.
  public init?(_ number: Float) {
    guard let whole = Int(exactly: number), let pid = PID(rawValue: whole) else { return nil }
    self = pid
  }

  /// The class of a name.
  ///
  /// - Parameter name: a `name`; `nil` comes of anything else.
  public init?(name: String) {
    guard let pid = PID.allCases.first(where: { $0.name == name }) else { return nil }
    self = pid
  }

  /// The name used in tables and files.
  public var name: String {
    switch self {
    case .none: "none"
    case .chargedHadron: "charged hadron"
    case .neutralHadron: "neutral hadron"
    case .photon: "photon"
    case .electron: "electron"
    case .muon: "muon"
    }
  }

  /// Whether particles of this class bend in the field and leave a track.
  public var isCharged: Bool { self == .chargedHadron || self == .electron || self == .muon }
}
