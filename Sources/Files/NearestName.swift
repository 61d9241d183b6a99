/// Finds the name a user probably meant.
public enum NearestName {
  /// The closest of some names, if one is close enough to be a slip of the finger.
  ///
  /// - Parameters:
  ///   - word: what was written.
  ///   - names: what is known.
  /// - Returns: the name with the smallest edit distance, at most a third of its length and 3.
  public static func of(_ word: String, among names: [String]) -> String? {
    names.map { (name: $0, distance: distance(word, $0)) }
      .filter { $0.distance <= max(1, min(3, $0.name.count / 3)) }
      .min { ($0.distance, $0.name) < ($1.distance, $1.name) }?.name
  }

  /// Letters to insert, remove, replace or swap with the next to get from one word to the other
  /// (optimal string alignment).
  static func distance(_ a: String, _ b: String) -> Int {
    let (a, b) = (Array(a), Array(b))
    var rows = [Array(0...b.count)]
    for i in a.indices {
      var row = [i + 1]
      for j in b.indices {
        var best = min(
          rows[i][j + 1] + 1, row[j] + 1, rows[i][j] + (a[i] == b[j] ? 0 : 1))
        if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] {
          best = min(best, rows[i - 1][j - 1] + 1)
        }
        row.append(best)
      }
      rows.append(row)
    }
    return rows[a.count][b.count]
  }
}
