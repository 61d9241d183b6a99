/// Finds the name a user probably meant.
enum NearestName {
  /// The closest of some names, if one is close enough to be a slip of the finger.
  ///
  /// - Parameters:
  ///   - word: what was written.
  ///   - names: what is known.
  /// - Returns: the name with the smallest edit distance, at most a third of its length and 3.
  static func of(_ word: String, among names: [String]) -> String? {
    names.map { (name: $0, distance: distance(word, $0)) }
      .filter { $0.distance <= max(1, min(3, $0.name.count / 3)) }
      .min { ($0.distance, $0.name) < ($1.distance, $1.name) }?.name
  }

  /// Letters to insert, remove or replace to get from one word to the other (Levenshtein).
  static func distance(_ a: String, _ b: String) -> Int {
    let b = Array(b)
    var row = Array(0...b.count)
    for (i, letter) in a.enumerated() {
      var diagonal = row[0]
      row[0] = i + 1
      for j in b.indices {
        let above = row[j + 1]
        row[j + 1] = min(above + 1, row[j] + 1, diagonal + (letter == b[j] ? 0 : 1))
        diagonal = above
      }
    }
    return row[b.count]
  }
}
