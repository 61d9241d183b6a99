package import Files

extension Failure {
  /// The same failure, said to be that of a rank.
  ///
  /// - Parameter rank: where it has happened; the first one is not named.
  /// - Returns: the failure with the rank before its place.
  package func on(rank: Int) -> Failure {
    guard rank > 0 else { return self }
    var failure = self
    failure.place = place.isEmpty ? "rank \(rank)" : "rank \(rank): \(place)"
    return failure
  }
}
