/// Adds up events for `DataInfo`.
struct DataTally {
  /// Number of elements of known kind.
  var elements: Int { count(.cluster) + count(.track) }

  private var counts = [0, 0]
  /// Elements by table (1 and 2), kind and class.
  private var classCounts = [Int](repeating: 0, count: 3 * 2 * 6)
  /// By table, kind and column.
  private var columns = [Column](repeating: Column(), count: 3 * 2 * Columns.elementFeatures)

  private struct Column {
    var count = 0
    var min = Float.infinity
    var max = -Float.infinity
    var sum = 0.0

    mutating func add(_ value: Float) {
      count += 1
      min = Swift.min(min, value)
      max = Swift.max(max, value)
      sum += Double(value)
    }
  }

  /// Adds an event.
  mutating func add(_ event: Event) {
    let tables = [event.elements, event.truth, event.ruleBased]
    for row in 0..<event.count {
      guard let kind = event.kind(row) else { continue }
      let k = kind.rawValue - 1
      counts[k] += 1
      for (t, table) in tables.enumerated() {
        if t > 0 {
          guard let pid = PID(table[row, 0]) else { continue }
          classCounts[(t * 2 + k) * 6 + pid.rawValue] += 1
          if pid == .none { continue }
        }
        let first = (t * 2 + k) * Columns.elementFeatures
        for column in 0..<table.columns { columns[first + column].add(table[row, column]) }
      }
    }
  }

  /// Number of elements of a kind.
  func count(_ kind: ElementKind) -> Int { counts[kind.rawValue - 1] }

  /// Elements by kind and class in table 1 (`ygen`) or 2 (`ycand`).
  func classes(inTable table: Int) -> [String: [String: Int]] {
    var result: [String: [String: Int]] = [:]
    for kind in ElementKind.allCases {
      for pid in PID.allCases {
        result[kind.name, default: [:]][pid.name] =
          classCounts[(table * 2 + kind.rawValue - 1) * 6 + pid.rawValue]
      }
    }
    return result
  }

  /// The range of every column of every table, clusters before tracks.
  func ranges() -> [DataInfo.ColumnRange] {
    var result: [DataInfo.ColumnRange] = []
    for (t, table) in ["X", "ygen", "ycand"].enumerated() {
      for kind in ElementKind.allCases {
        let features = kind == .cluster ? Columns.cluster : Columns.track
        let featureUnits = kind == .cluster ? Columns.clusterUnits : Columns.trackUnits
        let names = t == 0 ? features : Columns.target
        let units = t == 0 ? featureUnits : Columns.targetUnits
        for (index, name) in names.enumerated() {
          let column = columns[(t * 2 + kind.rawValue - 1) * Columns.elementFeatures + index]
          let isEmpty = column.count == 0
          result.append(
            DataInfo.ColumnRange(
              table: table, element: kind.name, column: index, name: name, unit: units[index],
              count: column.count, min: isEmpty ? 0 : column.min, max: isEmpty ? 0 : column.max,
              mean: isEmpty ? 0 : column.sum / Double(column.count)))
        }
      }
    }
    return result
  }
}
