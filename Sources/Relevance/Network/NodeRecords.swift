import Events
import MLPF

/// What a stack of events keeps for explaining any of its nodes; one row a node, events one after
/// another.
///
/// Blocks of rows are written by one worker each, so sharing needs no lock.
final class NodeRecords: @unchecked Sendable {
  /// Rows of each event.
  private(set) var events: [Range<Int>] = []
  /// Scaled features, shape (N, 12).
  let x0 = DoubleMatrix(columns: Architecture.inputs)
  /// Output of nn1, shape (N, enc).
  let encoded: DoubleMatrix
  /// The GravNet layers.
  let gravNets: [GravNetRecord]
  /// What one unit of relevance of each feature h_f of the first GravNet layer becomes at x0, shape
  /// (N, F 12): relevance is linear, so the way through lin_p and nn1 is walked once per node and
  /// feature, not once per pair of nodes.
  let maps: DoubleMatrix

  init(_ ruled: RuledNetwork) {
    let network = ruled.network
    encoded = DoubleMatrix(columns: network.encoder.widths.last ?? 1)
    gravNets = network.gravNets.map { GravNetRecord($0, favours: ruled.rule.favours) }
    maps = DoubleMatrix(
      columns: network.architecture.features * Architecture.inputs)
  }

  /// Makes room for some events and fills x0.
  ///
  /// - Parameters:
  ///   - tables: features of the events, shape (N, 12) each.
  ///   - scaling: what is done to them before nn1.
  func load(_ tables: [Table], _ scaling: InputScaling) {
    events = []
    var rows = 0
    for table in tables {
      events.append(rows..<rows + table.rows)
      rows += table.rows
    }
    for matrix in [x0, encoded, maps] { matrix.reshape(rows: rows) }
    for gravNet in gravNets { gravNet.reshape(rows: rows, events: tables.count) }
    let mean = scaling.mean.map { Double($0) }
    let deviation = scaling.deviation.map { Double($0) }
    for (table, range) in zip(tables, events) {
      table.withUnsafeFloats { x in
        for row in 0..<table.rows {
          let target = x0.row(range.lowerBound + row)
          for column in 0..<x0.columns {
            let value = Double(x[row * x0.columns + column])
            target[column] = (value - mean[column]) / deviation[column]
          }
        }
      }
    }
  }

  /// All rows.
  var count: Int { x0.rows }

  /// What GravNet layer `index` takes as input.
  func input(ofGravNet index: Int) -> DoubleMatrix {
    index == 0 ? encoded : gravNets[index - 1].y
  }

  /// x1, the output of the last GravNet layer.
  var nodes: DoubleMatrix { gravNets[gravNets.count - 1].y }
}
