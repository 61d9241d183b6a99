extension Figure {
  /// All numbers of the figure; its script reads them by the numbers of panel and series.
  var table: DataTable {
    var table = DataTable()
    for (index, panel) in panels.enumerated() {
      switch panel.content {
      case .series(let all):
        for (number, series) in all.enumerated() {
          series.addRows(to: &table, panel: index + 1, number: number + 1)
        }
      case .heatMap(let map): map.addRows(to: &table, panel: index + 1)
      case .graph(let graph): graph.addRows(to: &table, panel: index + 1)
      }
    }
    return table
  }
}

extension Series {
  fileprivate func addRows(to table: inout DataTable, panel: Int, number: Int) {
    func add(_ kind: String, _ x: Double, _ y: Double?, _ range: ClosedRange<Double>? = nil) {
      var row: [DataTable.Column: String] = [
        .panel: "\(panel)", .series: "\(number)", .kind: kind, .x: DataTable.number(x),
        .y: DataTable.number(y), .label: DataTable.text(label),
      ]
      if let range, y != nil {
        row[.low] = DataTable.number(range.lowerBound)
        row[.high] = DataTable.number(range.upperBound)
      }
      table.add(row)
    }
    switch shape {
    case .points(let points): for point in points { add("point", point.x, point.y, point.yRange) }
    case .line(let points): for point in points { add("line", point.x, point.y, point.yRange) }
    case .scatter(let points): for point in points { add("scatter", point.x, point.y) }
    case .steps(let edges, let values):
      for corner in Self.outline(edges, values) { add("step", corner.x, corner.y) }
    }
  }

  /// The corners of a histogram's outline: each bin from edge to edge, down to 0 at both ends.
  ///
  /// Drawn as a line it stands exactly on the edges, in every program.
  static func outline(_ edges: [Double], _ values: [Double?]) -> [Point] {
    guard let first = edges.first, let last = edges.last, !values.isEmpty else { return [] }
    var corners: [Point] = []
    if values.first != .some(nil) { corners.append(Point(first, 0)) }
    for (index, value) in values.enumerated() {
      corners.append(Point(edges[index], value))
      corners.append(Point(edges[index + 1], value))
    }
    if values.last != .some(nil) { corners.append(Point(last, 0)) }
    return corners
  }
}

extension HeatMap {
  fileprivate func addRows(to table: inout DataTable, panel: Int) {
    for (row, line) in values.enumerated() {
      for (column, value) in line.enumerated() {
        table.add([
          .panel: "\(panel)", .series: "1", .kind: "cell", .x: "\(column + 1)", .y: "\(row + 1)",
          .value: DataTable.number(value), .row: DataTable.text(rows[row]),
          .column: DataTable.text(columns[column]),
        ])
      }
    }
  }
}

extension Graph {
  /// The numbers of its parts in the table.
  enum Part: Int { case edges = 1, circles, squares, centre }

  fileprivate func addRows(to table: inout DataTable, panel: Int) {
    func add(_ part: Part, _ kind: String, _ row: [DataTable.Column: String]) {
      let head: [DataTable.Column: String] = [
        .panel: "\(panel)", .series: "\(part.rawValue)", .kind: kind,
      ]
      table.add(head.merging(row) { $1 })
    }
    // What is drawn last lies on top: strong edges over weak ones, small nodes over large ones.
    for edge in edges.sorted(by: { $0.weight < $1.weight }) {
      let (from, to) = (nodes[edge.from], nodes[edge.to])
      add(
        .edges, "edge",
        [
          .x: DataTable.number(from.x), .y: DataTable.number(from.y),
          .xTo: DataTable.number(to.x), .yTo: DataTable.number(to.y),
          .value: DataTable.number(edge.weight),
        ])
    }
    func add(_ part: Part, _ kind: String, _ chosen: [Node]) {
      for node in chosen.sorted(by: { $0.value > $1.value }) {
        add(
          part, kind,
          [
            .x: DataTable.number(node.x), .y: DataTable.number(node.y),
            .value: DataTable.number(node.value),
          ])
      }
    }
    add(.circles, "circle", nodes.filter { $0.marker == .circle })
    add(.squares, "square", nodes.filter { $0.marker == .square })
    add(.centre, "centre", nodes.filter(\.isCentre))
  }
}
