import CKernels
import MLPF

/// What a GravNet layer keeps of all nodes of a stack of events.
///
/// Blocks of rows are written by one worker each, so sharing needs no lock.
final class GravNetRecord: @unchecked Sendable {
  /// Coordinates, shape (N, S).
  let s: DoubleMatrix
  /// Coordinates as the neighbour search takes them, shape (N, S).
  let points: Matrix
  /// Features, shape (N, F).
  let h: DoubleMatrix
  /// Sums of lin_p, shape (N, F).
  let featureSums: DoubleMatrix
  /// Aggregates, shape (N, F).
  let m: DoubleMatrix
  /// Sums of the message passing as the rule divides by them, shape (N, F): m itself, or with more
  /// weight on agreeing terms.
  let messageSums: DoubleMatrix
  /// Sums of lin_out, shape (N, out).
  let outputSums: DoubleMatrix
  /// Output after the activation, shape (N, out).
  let y: DoubleMatrix
  /// Neighbours as rows of the stack, shape (N, k); a place without neighbour names the node itself.
  private(set) var indices = UnsafeMutablePointer<Int32>.allocate(capacity: 1)
  /// Weights exp(-10 d^2), shape (N, k); 0 in a place without neighbour.
  private(set) var weights = UnsafeMutablePointer<Double>.allocate(capacity: 1)
  /// k, the node itself included.
  let neighbours: Int
  private var capacity = 1
  private var graphs: [NearestNeighbours] = []

  init(_ gravNet: GravNet, favours: Bool) {
    let (width, out) = (gravNet.features.layer.outputs, gravNet.output.layer.outputs)
    neighbours = gravNet.neighbours
    s = DoubleMatrix(columns: gravNet.space.layer.outputs)
    points = Matrix(rows: 0, columns: gravNet.space.layer.outputs)
    h = DoubleMatrix(columns: width)
    featureSums = DoubleMatrix(columns: width)
    m = DoubleMatrix(columns: width)
    messageSums = favours ? DoubleMatrix(columns: width) : m
    outputSums = DoubleMatrix(columns: out)
    y = DoubleMatrix(columns: out)
  }

  deinit {
    indices.deallocate()
    weights.deallocate()
  }

  /// Makes room for a stack of events.
  func reshape(rows: Int, events: Int) {
    for matrix in [s, h, featureSums, m, messageSums, outputSums, y] {
      matrix.reshape(rows: rows)
    }
    points.reshape(rows: rows, columns: points.columns)
    while graphs.count < events { graphs.append(NearestNeighbours()) }
    guard rows * neighbours > capacity else { return }
    capacity = rows * neighbours
    indices.deallocate()
    weights.deallocate()
    indices = .allocate(capacity: capacity)
    weights = .allocate(capacity: capacity)
  }

  /// Builds the search tree of an event.
  func build(event: Int, rows: Range<Int>) {
    graphs[event].build(points.block(rows), k: neighbours)
  }

  /// Finds the neighbours at some places of an event's tree.
  func search(event: Int, places: Range<Int>) { graphs[event].search(places) }

  /// Copies the neighbours of some nodes out of their event's graph and computes the weights.
  ///
  /// - Parameters:
  ///   - event: number of the event in the stack.
  ///   - rows: nodes, counted in the stack.
  ///   - first: the event's first row.
  func weigh(event: Int, rows: Range<Int>, first: Int) {
    let (graph, k) = (graphs[event], neighbours)
    for row in rows {
      for place in 0..<k {
        indices[row * k + place] =
          place < graph.neighbours
          ? Int32(first) + graph.indices[(row - first) * graph.neighbours + place] : Int32(row)
      }
    }
    fm_double_weights(
      weights, s.base, indices, Int64(k), Int64(rows.lowerBound), Int64(rows.upperBound),
      Int64(s.columns))
    guard graph.neighbours < k else { return }
    for row in rows {
      for place in graph.neighbours..<k { weights[row * k + place] = 0 }
    }
  }
}

/// The relevance of a GravNet layer y = f(m Wo^T + bo), m_i = sum_j w_ij h_j, h = x Wp^T + bp.
///
/// The adjacency is constant: lin_s receives nothing. Message passing shares out over nodes what a
/// linear layer shares out over features: R_jf = w_ij h_jf / (m_if + stabiliser) R_if, summed over
/// the nodes i that j is a neighbour of.
extension GravNet {
  /// s and h of some nodes.
  ///
  /// - Parameters:
  ///   - x: input of the layer, shape (N, in).
  ///   - rows: the nodes.
  ///   - record: s, h and the sums of lin_p are written.
  ///   - ruled: weights and rule.
  ///   - scratch: memory of the calling worker.
  func project(
    _ x: DoubleMatrix, _ rows: Range<Int>, into record: GravNetRecord, _ ruled: RuledNetwork,
    _ scratch: RuleScratch
  ) {
    let first = rows.lowerBound
    let sums = scratch.spaceSums(count: rows.count * space.layer.outputs)
    space.forward(
      x.row(first), rows: rows.count, z: sums, y: record.s.row(first), ruled, scratch)
    for row in rows {
      for column in 0..<record.s.columns {
        record.points.pointer(row)[column] = Float(record.s.row(row)[column])
      }
    }
    features.forward(
      x.row(first), rows: rows.count, z: record.featureSums.row(first), y: record.h.row(first),
      ruled, scratch)
  }

  /// m and y of some nodes, after the neighbours of all nodes are known.
  func exchange(
    _ rows: Range<Int>, _ record: GravNetRecord, _ ruled: RuledNetwork, _ scratch: RuleScratch
  ) {
    let (first, width) = (rows.lowerBound, record.m.columns)
    let favours = ruled.rule.favours
    fm_double_aggregate(
      record.m.base, favours ? record.messageSums.base : nil, record.h.base, record.indices,
      record.weights, Int64(neighbours), Int64(first), Int64(rows.upperBound), Int64(width))
    if favours {
      // messageSums holds the positive terms so far.
      let positive = scratch.sums(count: rows.count * width)
      positive.update(from: record.messageSums.row(first), count: rows.count * width)
      record.messageSums.row(first).update(
        from: record.m.row(first), count: rows.count * width)
      fm_relevance_favour(
        record.messageSums.row(first), positive, Int64(rows.count * width), ruled.rule.gamma)
    }
    output.forward(
      record.m.row(first), rows: rows.count, z: record.outputSums.row(first),
      y: record.y.row(first), ruled, scratch)
  }

  /// What nodes have to share out in the message passing: R of m divided by its sums.
  ///
  /// - Parameters:
  ///   - r: relevance of m at some nodes, shape (P, F); overwritten.
  ///   - nodes: these nodes.
  ///   - record: the layer's.
  ///   - result: shape (P, F), or (P, 2 F) with the parts of positive and of negative sums apart.
  ///   - ruled: the rule.
  func share(
    _ r: DoubleMatrix, _ nodes: UnsafePointer<Int32>, _ record: GravNetRecord,
    into result: DoubleMatrix, _ ruled: RuledNetwork
  ) {
    ruled.rule.divide(r, by: record.messageSums, nodes: nodes)
    if ruled.rule.favours {
      result.reshape(rows: r.rows, columns: 2 * r.columns)
      fm_relevance_split(
        result.base, result.base + r.columns, r.base, record.messageSums.base, nodes,
        Int64(r.rows), Int64(r.columns), Int64(2 * r.columns))
    } else {
      result.reshape(rows: r.rows, columns: r.columns)
      result.base.update(from: r.base, count: r.rows * r.columns)
    }
  }

  /// The relevance of h at the nodes that something has arrived at.
  ///
  /// - Parameters:
  ///   - arrived: what `share` gave, weighted and summed, shape (P, F) or (P, 2 F).
  ///   - nodes: these nodes.
  ///   - record: the layer's.
  ///   - r: shape (P, F); written.
  ///   - ruled: the rule.
  func receive(
    _ arrived: DoubleMatrix, _ nodes: UnsafePointer<Int32>, _ record: GravNetRecord,
    into r: DoubleMatrix, _ ruled: RuledNetwork
  ) {
    let (rows, width) = (arrived.rows, record.h.columns)
    r.reshape(rows: rows, columns: width)
    if ruled.rule.favours {
      fm_relevance_receive(
        r.base, arrived.base, record.h.base, nodes, Int64(rows), Int64(width), ruled.rule.gamma)
    } else {
      r.base.update(from: arrived.base, count: rows * width)
      fm_relevance_multiply(r.base, record.h.base, nodes, Int64(rows), Int64(width))
    }
  }
}
