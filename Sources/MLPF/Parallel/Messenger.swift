public import Files

/// How ranks reach each other; everything `Ranks` does is made of one exchange.
public protocol Messenger: Sendable {
  /// This rank, from 0.
  var rank: Int { get }
  /// Number of ranks.
  var count: Int { get }

  /// Sends each rank its bytes and waits for what the others have for this one.
  ///
  /// All ranks call it together, one call after the other in the same order.
  /// - Parameters:
  ///   - parts: bytes for each rank, in order; the own ones come back.
  ///   - patience: how long to wait.
  /// - Returns: the bytes from each rank.
  /// - Throws: `Failure` with status `unavailable` when a rank does not answer in time, and that of
  ///   a rank that has failed.
  func exchange(_ parts: [[UInt8]], patience: Duration) throws(Failure) -> [[UInt8]]
}
