import Files
import Foundation
import MLPF

extension Ranks {
  /// Gives rank 0's result to all ranks.
  ///
  /// - Parameters:
  ///   - result: what rank 0 has; not looked at elsewhere.
  ///   - place: what it is, for messages.
  /// - Returns: it.
  /// - Throws: `Failure` when a rank does not answer.
  func broadcast<Result: StoredResult>(
    _ result: Result?, at place: String
  ) throws(Failure) -> Result? {
    guard count > 1 else { return result }
    var bytes: [UInt8] = []
    if isFirst, let result { bytes = Array(try result.json().utf8) }
    let received = try broadcast(bytes)
    if isFirst || received.isEmpty { return result }
    return try Result(json: Data(received), at: place)
  }
}
