/// R-maps in the 10 columns of the published ones: sines and cosines of an angle together.
///
/// Columns 3 and 4 (azimuth) and 7 and 8 (azimuth at the calorimeter; of a cluster the hadronic energy
/// and an unused column) are added.
enum MergedRMap {
  /// The 10 columns of a row of 12.
  static func merged(_ row: [Double]) -> [Double] {
    guard row.count == 12 else { return row }
    return Array(row[0..<3]) + [row[3] + row[4], row[5], row[6], row[7] + row[8]]
      + Array(row[9..<12])
  }

  /// The same of names: the first name without "sin ".
  static func merged(names: [String]) -> [String] {
    guard names.count == 12 else { return names }
    func joined(_ place: Int) -> String {
      names[place].hasPrefix("sin ") ? String(names[place].dropFirst(4)) : names[place]
    }
    return Array(names[0..<3]) + [joined(3), names[5], names[6], joined(7)] + Array(names[9..<12])
  }

  /// Names of the rows: the element itself and its neighbours by rank.
  static func rowNames(_ count: Int) -> [String] {
    (0..<count).map { $0 == 0 ? "element" : "neighbour \($0)" }
  }
}
