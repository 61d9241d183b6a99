import CKernels
import MLPF

/// The nodes that carry the relevance of a block of explained nodes, as it moves back through the
/// GravNet layers; each explained node has a run of them.
final class RelevanceFront: @unchecked Sendable {  // Used by one worker at a time.
  /// The nodes, the runs one after another.
  private(set) var nodes: [Int32] = []
  /// Where each explained node's run lies in `nodes`.
  private(set) var runs: [Range<Int>] = []
  private var places: [Int32] = []
  private var next: [Int32] = []
  private let arrived = DoubleMatrix()
  private let shares = DoubleMatrix()

  /// Starts with the explained nodes themselves.
  ///
  /// - Parameters:
  ///   - explained: the nodes.
  ///   - count: number of nodes in the stack.
  func start(_ explained: [Int32], of count: Int) {
    nodes = explained
    runs = explained.indices.map { $0..<$0 + 1 }
    if places.count < count { places = [Int32](repeating: -1, count: count) }
  }

  /// Takes relevance from the aggregates m of the nodes to the features h of their neighbours.
  ///
  /// - Parameters:
  ///   - r: relevance of m, shape (nodes, F); overwritten.
  ///   - result: receives the relevance of h, shape (nodes afterwards, F).
  ///   - gravNet: the layer.
  ///   - record: what it keeps.
  ///   - ruled: the rule.
  func exchange(
    _ r: DoubleMatrix, into result: DoubleMatrix, _ gravNet: GravNet, _ record: GravNetRecord,
    _ ruled: RuledNetwork
  ) {
    nodes.withUnsafeBufferPointer { nodes in
      guard let base = nodes.baseAddress else { return }
      gravNet.share(r, base, record, into: shares, ruled)
    }
    let k = record.neighbours
    arrived.reshape(rows: 0, columns: shares.columns)
    var (newNodes, newRuns): ([Int32], [Range<Int>]) = ([], [])
    for run in runs {
      let most = min(run.count * k, places.count)
      arrived.reserve(rows: arrived.rows + most)
      if next.count < most { next = [Int32](repeating: 0, count: most) }
      let found = nodes.withUnsafeBufferPointer { nodes in
        Int(
          fm_relevance_exchange(
            arrived.row(arrived.rows), &next, shares.row(run.lowerBound),
            nodes.baseAddress.map { $0 + run.lowerBound }, Int64(run.count),
            Int64(shares.columns), record.indices, record.weights, Int64(k), &places))
      }
      newRuns.append(arrived.rows..<arrived.rows + found)
      newNodes += next[..<found]
      arrived.use(rows: arrived.rows + found)
    }
    (nodes, runs) = (newNodes, newRuns)
    nodes.withUnsafeBufferPointer { nodes in
      guard let base = nodes.baseAddress else { return }
      gravNet.receive(arrived, base, record, into: result, ruled)
    }
  }
}
