package import Files

/// The processes that share one piece of work, and this one's place among them.
///
/// All sums are taken in the order of ranks, so they have the same bits on every rank and in every run
/// with as many ranks, whatever the network. A process on its own is rank 0 of 1, and exchanges nothing.
public struct Ranks: Sendable {
  /// This process, from 0.
  public let rank: Int
  /// Number of processes.
  public let count: Int
  private let messenger: (any Messenger)?

  /// A process on its own.
  public static let solo = Ranks()

  /// How long a rank waits for the others where all do about the same.
  public static let patience: Duration = .seconds(120)

  private init() {
    (rank, count, messenger) = (0, 1, nil)
  }

  /// The ranks that a messenger reaches.
  ///
  /// - Parameter messenger: knows this rank and their number.
  public init(_ messenger: any Messenger) {
    (rank, count, self.messenger) = (messenger.rank, messenger.count, messenger)
  }

  /// Whether this is the rank that writes, prints and shows progress.
  public var isFirst: Bool { rank == 0 }

  /// Waits until all ranks are here.
  ///
  /// - Parameter patience: how long.
  /// - Throws: `Failure` when a rank does not come.
  package func wait(patience: Duration = patience) throws(Failure) {
    _ = try exchange(Array(repeating: [], count: count), patience)
  }

  /// Everybody's bytes, in the order of ranks.
  ///
  /// - Parameter bytes: what this rank gives.
  /// - Returns: what each rank gave.
  /// - Throws: `Failure` when a rank does not answer.
  package func everybodys(_ bytes: [UInt8]) throws(Failure) -> [[UInt8]] {
    try exchange(Array(repeating: bytes, count: count), Self.patience)
  }

  /// Brings bytes of all ranks to rank 0.
  ///
  /// - Parameter bytes: what this rank gives.
  /// - Returns: what each rank gave; on other ranks than 0 nothing of the others.
  /// - Throws: `Failure` when a rank does not answer.
  package func gather(_ bytes: [UInt8]) throws(Failure) -> [[UInt8]] {
    var parts = [[UInt8]](repeating: [], count: count)
    parts[0] = bytes
    return try exchange(parts, Self.patience)
  }

  /// Brings bytes of rank 0 to all ranks.
  ///
  /// - Parameter bytes: what rank 0 gives; not looked at elsewhere.
  /// - Returns: them.
  /// - Throws: `Failure` when a rank does not answer.
  package func broadcast(_ bytes: [UInt8]) throws(Failure) -> [UInt8] {
    try everybodys(isFirst ? bytes : [])[0]
  }

  /// Does what only one rank may do on rank 0, while the others wait.
  ///
  /// - Parameters:
  ///   - patience: how long they wait.
  ///   - body: what rank 0 does.
  /// - Throws: what `body` throws, and `Failure` when a rank does not answer.
  package func first(
    patience: Duration = patience, _ body: () throws(Failure) -> Void
  ) throws(Failure) {
    if isFirst { try body() }
    try wait(patience: patience)
  }

  func exchange(_ parts: [[UInt8]], _ patience: Duration) throws(Failure) -> [[UInt8]] {
    guard let messenger, count > 1 else { return parts }
    return try messenger.exchange(parts, patience: patience)
  }
}
