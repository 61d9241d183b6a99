import Files
import MLPF
import Relevance

/// What the ranks have explained in one round, on rank 0.
struct RoundResults {
  /// Of events that another rank has explained, as bytes: they are unpacked one after the other.
  private var sent: [Int: [UInt8]] = [:]
  private var own: [Int: [ElementSummary]] = [:]

  /// Brings the results of all ranks to rank 0.
  ///
  /// - Parameters:
  ///   - places: this rank's events, by their place in the round.
  ///   - summaries: their elements.
  ///   - ranks: all.
  /// - Throws: `Failure` when a rank does not answer.
  init(_ places: [Int], _ summaries: [[ElementSummary]], _ ranks: Ranks) throws(Failure) {
    if ranks.isFirst {
      own = Dictionary(uniqueKeysWithValues: zip(places, summaries))
    }
    var bytes: [UInt8] = []
    if !ranks.isFirst {
      for (place, summaries) in zip(places, summaries) {
        let packed = summaries.flatMap(\.bytes)
        bytes += [place, packed.count].withUnsafeBytes { Array($0) } + packed
      }
    }
    for part in try ranks.gather(bytes) {
      var rest = part[...]
      while !rest.isEmpty {
        let header = rest.take(2, as: Int.self)
        sent[header[0]] = rest.take(header[1], as: UInt8.self)
      }
    }
  }

  /// The explained elements of an event of the round, which are forgotten here.
  ///
  /// - Parameter place: its place in the round.
  /// - Returns: the elements in ascending order.
  mutating func take(_ place: Int) -> [ElementSummary] {
    if let found = own.removeValue(forKey: place) { return found }
    guard let bytes = sent.removeValue(forKey: place) else {
      preconditionFailure("no rank has explained event \(place) of the round")
    }
    var (rest, summaries): (ArraySlice<UInt8>, [ElementSummary]) = (bytes[...], [])
    while !rest.isEmpty { summaries.append(ElementSummary(takingFrom: &rest)) }
    return summaries
  }
}
