public import Events

/// How often elements of each true class were given each class.
///
/// Rows are truth and columns are the method's class, both in the order of `PID`, none included.
public struct ConfusionMatrix: Codable, Sendable, Equatable {
  /// Numbers of elements, `counts[truth][reco]`, shape (6, 6).
  public private(set) var counts: [[Int]]

  /// An empty matrix.
  public init() {
    counts = Array(
      repeating: Array(repeating: 0, count: PID.allCases.count), count: PID.allCases.count)
  }

  /// Counts an element.
  ///
  /// - Parameters:
  ///   - truth: its true class.
  ///   - reco: the class the method gave it.
  public mutating func fill(truth: PID, reco: PID) { counts[truth.rawValue][reco.rawValue] += 1 }

  /// Adds the elements of another matrix.
  ///
  /// - Parameter other: of the same method.
  public mutating func merge(_ other: ConfusionMatrix) {
    for row in counts.indices {
      for column in counts[row].indices { counts[row][column] += other.counts[row][column] }
    }
  }

  /// Number of elements.
  public var elements: Int { counts.reduce(0) { $0 + $1.reduce(0, +) } }

  /// Number of elements of a true class.
  ///
  /// - Parameter truth: the class.
  /// - Returns: the sum of its row.
  public func truthCount(_ truth: PID) -> Int { counts[truth.rawValue].reduce(0, +) }

  /// Number of elements given a class.
  ///
  /// - Parameter reco: the class.
  /// - Returns: the sum of its column.
  public func recoCount(_ reco: PID) -> Int { counts.reduce(0) { $0 + $1[reco.rawValue] } }

  /// The matrix with each row divided by its sum; `nil` in the rows of classes that do not occur.
  public var rowNormalised: [[Double?]] {
    counts.map { row in
      let sum = row.reduce(0, +)
      return row.map { ratio($0, sum) }
    }
  }

  /// The share of the elements of a class that were given it: C_cc / sum of row c.
  ///
  /// - Parameter pid: the class.
  /// - Returns: `nil` if it does not occur in truth.
  public func efficiency(_ pid: PID) -> Double? {
    ratio(counts[pid.rawValue][pid.rawValue], truthCount(pid))
  }

  /// The share of the elements given a class that are not of it: 1 - C_cc / sum of column c.
  ///
  /// This is the convention of the published table (arXiv:2101.08578): elements without a true
  /// particle are among the fakes. The published curves leave them out, see `FakeRate`.
  /// - Parameter pid: the class.
  /// - Returns: `nil` if no element was given it.
  public func fakeRate(_ pid: PID) -> Double? {
    let given = recoCount(pid)
    return ratio(given - counts[pid.rawValue][pid.rawValue], given)
  }

  /// The share of all elements that were given their true class.
  public var accuracy: Double? {
    ratio(counts.indices.reduce(0) { $0 + counts[$1][$1] }, elements)
  }

  /// The accuracy over the elements with a particle both in truth and by the method.
  ///
  /// The masked accuracy of the published training: reco != none and gen != none.
  public var maskedAccuracy: Double? {
    var right = 0
    var all = 0
    for truth in counts.indices.dropFirst() {
      right += counts[truth][truth]
      all += counts[truth].dropFirst().reduce(0, +)
    }
    return ratio(right, all)
  }

  private enum CodingKeys: String, CodingKey { case counts, rowNormalised, efficiency, fakeRate }

  /// Reads the counts; the rest follows from them.
  ///
  /// - Parameter decoder: stands at the matrix.
  /// - Throws: `DecodingError` if something else stands there.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    counts = try container.decode([[Int]].self, forKey: .counts)
    let size = PID.allCases.count
    guard counts.count == size,
      counts.allSatisfy({ $0.count == size && $0.allSatisfy(Histogram.allowedCounts.contains) })
    else {
      throw DecodingError.dataCorruptedError(
        forKey: .counts, in: container, debugDescription: "not \(size) x \(size) counts")
    }
  }

  /// Writes the counts and, for readers without this program, what follows from them.
  ///
  /// - Parameter encoder: where it is written.
  /// - Throws: the encoder's error.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(counts, forKey: .counts)
    try container.encode(rowNormalised, forKey: .rowNormalised)
    try container.encode(PID.allCases.map(efficiency), forKey: .efficiency)
    try container.encode(PID.allCases.map(fakeRate), forKey: .fakeRate)
  }
}
