import Events
import MLPF

extension ElementSummary {
  /// The summary as bytes, for another rank of the same program.
  package var bytes: [UInt8] {
    let whole = [
      element, explainedClass?.rawValue ?? -1, predicted.rawValue, relevantNodes, nodes.count,
      scores.count, rScores.count,
    ]
    let sums = [value, sum, total, neighbourShare, chargeShare]
    return (whole + nodes).withUnsafeBytes { Array($0) }
      + (sums + scores + rScores).withUnsafeBytes { Array($0) }
  }

  /// The summary that stands at the start of some bytes, which are taken from there.
  package init(takingFrom bytes: inout ArraySlice<UInt8>) {
    let whole = bytes.take(7, as: Int.self)
    element = whole[0]
    explainedClass = PID(rawValue: whole[1])
    predicted = PID(rawValue: whole[2]) ?? .none
    relevantNodes = whole[3]
    nodes = bytes.take(whole[4], as: Int.self)
    let sums = bytes.take(5, as: Double.self)
    (value, sum, total) = (sums[0], sums[1], sums[2])
    (neighbourShare, chargeShare) = (sums[3], sums[4])
    scores = bytes.take(whole[5], as: Double.self)
    rScores = bytes.take(whole[6], as: Double.self)
  }
}
