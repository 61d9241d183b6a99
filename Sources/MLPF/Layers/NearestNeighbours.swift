import CKernels
import Files

/// The k nearest neighbours of every node of an event in the learned space.
///
/// A node is its own first neighbour. An event with fewer than k nodes uses all of them. Ties are
/// broken by the smaller index, so the answer is unique.
/// Blocks of rows are written by one worker each, so sharing needs no lock.
package final class NearestNeighbours: @unchecked Sendable {
  /// Number of nodes, N.
  package private(set) var count = 0
  /// Neighbours of each node, min(k, N).
  package private(set) var neighbours = 0
  /// Neighbour j of each node, shape (N, neighbours).
  package private(set) var indices = UnsafeMutablePointer<Int32>.allocate(capacity: 1)
  /// Weight exp(-10 d^2) of each neighbour, shape (N, neighbours).
  private(set) var weights = UnsafeMutablePointer<Float>.allocate(capacity: 1)
  private var capacity = 1
  private let tree = fm_tree_new()

  /// No nodes yet.
  package init() {}

  deinit {
    indices.deallocate()
    weights.deallocate()
    fm_tree_free(tree)
  }

  /// Builds the search tree over the nodes of one event.
  ///
  /// - Parameters:
  ///   - space: coordinates, shape (N, S), all finite.
  ///   - k: neighbours wanted, the node itself included.
  /// - Complexity: O(N log N).
  package func build(_ space: Block, k: Int) {
    count = space.rows
    neighbours = min(k, space.rows)
    if count * neighbours > capacity {
      indices.deallocate()
      weights.deallocate()
      capacity = count * neighbours
      indices = .allocate(capacity: capacity)
      weights = .allocate(capacity: capacity)
    }
    let built =
      tree != nil
      && fm_tree_build(
        tree, space.base, Int64(count), Int64(space.columns), Int64(space.stride)) != 0
    precondition(built, "no memory for a search tree over \(count) x \(space.columns)")
  }

  /// Finds neighbours and weights of the nodes at some places of the tree's own order.
  ///
  /// - Parameter places: a part of 0..<N; parts may be searched in parallel.
  package func search(_ places: Range<Int>) {
    fm_tree_query(
      tree, Int64(places.lowerBound), Int64(places.upperBound), Int64(neighbours), indices, weights)
  }

  /// Turns the squared distances of some nodes into weights, after all places have been searched.
  ///
  /// - Parameter rows: nodes in the event's order.
  func weigh(_ rows: Range<Int>) {
    fm_gravnet_weights(weights, Int64(rows.lowerBound), Int64(rows.upperBound), Int64(neighbours))
  }
}
