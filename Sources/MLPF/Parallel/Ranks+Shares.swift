extension Ranks {
  /// Which pieces of work are this rank's, so that all have about as much to do.
  ///
  /// The largest piece left goes to the rank with the least, so every rank finds the same shares by
  /// itself.
  /// - Parameter sizes: what each piece costs.
  /// - Returns: the places of this rank's pieces in `sizes`, ascending; empty if there are too few.
  package func share(of sizes: [Int]) -> [Int] {
    guard count > 1 else { return Array(sizes.indices) }
    var loads = [Int](repeating: 0, count: count)
    var own: [Int] = []
    let largestFirst = sizes.indices.sorted { (sizes[$0], $1) > (sizes[$1], $0) }
    for piece in largestFirst {
      var least = 0
      for rank in loads.indices where loads[rank] < loads[least] { least = rank }
      loads[least] += sizes[piece]
      if least == rank { own.append(piece) }
    }
    return own.sorted()
  }
}
