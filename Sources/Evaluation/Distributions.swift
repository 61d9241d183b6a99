public import Events

/// How charge, pT, eta, azimuth and energy of particles are distributed, class by class.
///
/// Truth and each method have their own: a histogram holds the particles that source has, whether or
/// not the others agree. (The published figures for all classes show only elements that have a
/// particle in both.)
public struct Distributions: Codable, Sendable, Equatable {
  /// One histogram.
  public struct Entry: Codable, Sendable, Equatable {
    /// The class; `nil` for all particles together.
    public let pid: PID?
    /// The quantity, in the unit of its axis.
    public let quantity: Quantity
    /// The particles along `Binning.distribution`.
    public fileprivate(set) var histogram: Histogram
  }

  /// Each class, none excepted, with each quantity in turn.
  private var classes: [Entry] = []

  private static let quantities = Quantity.allCases

  /// Empty histograms.
  public init() {
    for pid in PID.particles {
      for quantity in Quantity.allCases {
        let histogram = Histogram(Binning.distribution(quantity))
        classes.append(Entry(pid: pid, quantity: quantity, histogram: histogram))
      }
    }
  }

  /// The histograms of all particles together, then those of each class.
  public var entries: [Entry] {
    let perClass = Quantity.allCases.count
    var sums = Array(classes.prefix(perClass))
    for (index, entry) in classes.enumerated().dropFirst(perClass) {
      sums[index % perClass].histogram.merge(entry.histogram)
    }
    return sums.map { Entry(pid: nil, quantity: $0.quantity, histogram: $0.histogram) } + classes
  }

  /// Counts a particle; an element without one is passed over.
  ///
  /// - Parameters:
  ///   - particles: one per element.
  ///   - element: its row.
  public mutating func fill(_ particles: Particles, _ element: Int) {
    let pid = particles.pid[element]
    guard pid != .none else { return }
    let first = (pid.rawValue - 1) * Self.quantities.count
    for (offset, quantity) in Self.quantities.enumerated() {
      classes[first + offset].histogram.fill(quantity.value(particles, element))
    }
  }

  /// Adds the particles of others.
  ///
  /// - Parameter other: of the same source.
  public mutating func merge(_ other: Distributions) {
    for index in classes.indices { classes[index].histogram.merge(other.classes[index].histogram) }
  }

  /// Reads the histograms in the order they are written.
  ///
  /// - Parameter decoder: stands at the list.
  /// - Throws: `DecodingError` if something else stands there.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let entries = try container.decode([Entry].self)
    classes = entries.filter { $0.pid != nil }
    let own = Distributions().classes
    guard classes.map(\.pid) == own.map(\.pid), classes.map(\.quantity) == own.map(\.quantity),
      classes.map(\.histogram.axis) == own.map(\.histogram.axis)
    else {
      throw DecodingError.dataCorruptedError(
        in: container, debugDescription: "not the histograms of each class and quantity in order")
    }
  }

  /// Writes a list of histograms, those of all particles first, without `pid`.
  ///
  /// - Parameter encoder: where it is written.
  /// - Throws: the encoder's error.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(entries)
  }
}
