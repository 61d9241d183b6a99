import CKernels

/// One GravNet layer (arXiv:1902.07987, in MLPF's form: sum only, no skip).
///
/// s = x Ws^T + bs (N, S); h = x Wp^T + bp (N, F); over the k nearest nodes in s, the node itself
/// included: w_ij = exp(-10 |s_i - s_j|^2), m_i = sum_j w_ij h_j (N, F);
/// y = f(m Wo^T + bo) (N, out). Gradients flow through w into s; the choice of neighbours has none.
package struct GravNet {
  /// lin_s.
  package let space: Linear
  /// lin_p.
  package let features: Linear
  /// lin_out with the activation after it.
  package let output: Linear
  /// k, the node itself included.
  package let neighbours: Int

  init(
    _ layers: (
      space: ParameterLayout.Layer, features: ParameterLayout.Layer,
      output: ParameterLayout.Layer
    ),
    neighbours: Int, activation: Activation
  ) {
    // A shift of all coordinates changes no distance: the gradient of this bias is exactly 0.
    space = Linear(layer: layers.space, activation: .none, trainsBias: false)
    features = Linear(layer: layers.features, activation: .none)
    output = Linear(layer: layers.output, activation: activation)
    self.neighbours = neighbours
  }

  /// m_i for some nodes of an event.
  ///
  /// - Parameters:
  ///   - rows: the nodes, counted in the event.
  ///   - h: features of all nodes of the event, shape (N, F).
  ///   - graph: its neighbours, with weights.
  ///   - m: shape (N, F); the rows are written.
  func aggregate(_ rows: Range<Int>, h: Block, graph: NearestNeighbours, into m: Block) {
    fm_gravnet_aggregate(
      m.base, h.base, Int64(h.stride), graph.indices, graph.weights, Int64(graph.neighbours),
      Int64(rows.lowerBound), Int64(rows.upperBound))
  }

  /// The gradient that each edge from some nodes gives to the distance it spans.
  ///
  /// - Parameters:
  ///   - rows: the nodes, counted in the event.
  ///   - dm: dL/dm of all nodes of the event, shape (N, F).
  ///   - h: features of all nodes, shape (N, F).
  ///   - graph: neighbours, with weights.
  ///   - edges: receives g_ij = -20 w_ij (dm_i . h_j), shape (N, k).
  func edgeGradients(
    _ rows: Range<Int>, dm: Block, h: Block, graph: NearestNeighbours,
    into edges: GraphGradients
  ) {
    fm_gravnet_edge_gradients(
      edges.edgeGradients, dm.base, h.base, Int64(h.stride), graph.indices, graph.weights,
      Int64(graph.neighbours), Int64(rows.lowerBound), Int64(rows.upperBound))
  }

  /// dL/dh and dL/ds of some nodes, gathered from all edges that touch them.
  ///
  /// - Parameters:
  ///   - rows: the nodes, counted in the event.
  ///   - dm: dL/dm of all nodes, shape (N, F).
  ///   - s: coordinates of all nodes, shape (N, S).
  ///   - graph: neighbours, with weights.
  ///   - edges: gradients of all edges and the graph turned round.
  ///   - dh: shape (N, F); the rows are written.
  ///   - ds: shape (N, S); the rows are written.
  func gather(
    _ rows: Range<Int>, dm: Block, s: Block, graph: NearestNeighbours, edges: GraphGradients,
    dh: Block, ds: Block
  ) {
    precondition(ds.stride == s.stride && dh.stride == dm.stride)
    fm_gravnet_gather_gradients(
      dh.base, ds.base, dm.base, Int64(dm.stride), s.base, Int64(s.columns), Int64(s.stride),
      edges.edgeGradients, graph.weights, graph.indices, Int64(graph.neighbours), edges.starts,
      edges.edges, Int64(rows.lowerBound), Int64(rows.upperBound))
  }
}

/// What the backward pass of a GravNet layer keeps of one event's edges.
final class GraphGradients: @unchecked Sendable {  // Blocks of rows are written by one worker each.
  /// g_ij, shape (N, k).
  private(set) var edgeGradients = UnsafeMutablePointer<Float>.allocate(capacity: 1)
  /// Where the edges that end in node j start in `edges`, shape (N + 1).
  private(set) var starts = UnsafeMutablePointer<Int32>.allocate(capacity: 1)
  /// Edges by the node they end in, shape (N k).
  private(set) var edges = UnsafeMutablePointer<Int32>.allocate(capacity: 1)
  private var nodeCapacity = 1
  private var edgeCapacity = 1

  deinit {
    edgeGradients.deallocate()
    starts.deallocate()
    edges.deallocate()
  }

  /// Makes room for the edges of a graph.
  func reserve(_ graph: NearestNeighbours) {
    let (nodes, count) = (graph.count + 1, graph.count * graph.neighbours)
    if nodes > nodeCapacity {
      starts.deallocate()
      starts = .allocate(capacity: nodes)
      nodeCapacity = nodes
    }
    if count > edgeCapacity {
      edges.deallocate()
      edgeGradients.deallocate()
      edges = .allocate(capacity: count)
      edgeGradients = .allocate(capacity: count)
      edgeCapacity = count
    }
  }

  /// Turns a graph round: from "neighbours of i" to "nodes whose neighbour is j".
  ///
  /// - Parameter graph: neighbours of one event, after `reserve`.
  func transpose(_ graph: NearestNeighbours) {
    fm_gravnet_transpose(
      starts, edges, graph.indices, Int64(graph.count), Int64(graph.neighbours))
  }
}
