/// Legends are drawn from texts, markers and lines: gnuplot's own ones leave out entries for which it
/// expects too little room.
extension FigureScript {
  /// Adds the legend of a panel, if it has one of its own.
  mutating func addLegend(_ number: Int) {
    let plan = layout.panels[number - 1]
    let box = layout.boxes[number - 1]
    guard !plan.legend.entries.isEmpty else { return }
    switch plan.panel.legend {
    case .none: return
    case .below:
      if !layout.sharesLegend {
        let width = layout.cellWidth
        let left = max(0, min(box.middle.x - width / 2, layout.width - width))
        addLegendBelow(plan.legend, left: left, width: width, top: box.bottom - plan.bottom)
      } else if layout.panels[..<(number - 1)].allSatisfy({ !$0.hasLegendBelow }) {
        addLegendBelow(
          plan.legend, left: layout.leftEdge, width: layout.innerWidth,
          top: layout.sharedLegendTop)
      }
    case .topLeft, .topRight, .bottomLeft, .bottomRight:
      addLegend(plan.legend, in: plan.panel.legend, of: box)
    }
  }

  /// Adds entries side by side, each row in the middle.
  private mutating func addLegendBelow(
    _ legend: LegendEntries, left: Double, width: Double, top: Double
  ) {
    add("# Legend")
    for (index, row) in legend.rows(in: width).enumerated() {
      let y = top - (Double(index) + 0.5) * LegendEntries.lineHeight
      var x = left + (width - row.map(\.width).reduce(0, +)) / 2
      for entry in row {
        addEntry(entry, x, y)
        x += entry.width
      }
    }
  }

  /// Adds entries one below the other in a corner of the axes.
  private mutating func addLegend(_ legend: LegendEntries, in corner: Panel.Legend, of box: Box) {
    add("# Legend")
    let entries = legend.rows(in: box.width - 0.2).flatMap(\.self)
    let widest = entries.map(\.width).max() ?? 0
    let isLeft = corner == .topLeft || corner == .bottomLeft
    let isTop = corner == .topLeft || corner == .topRight
    let x = isLeft ? box.left + 0.2 : box.right + 0.15 - widest
    let height = Double(entries.count) * LegendEntries.lineHeight
    let top = isTop ? box.top - 0.12 : box.bottom + 0.12 + height
    for (index, entry) in entries.enumerated() {
      addEntry(entry, x, top - (Double(index) + 0.5) * LegendEntries.lineHeight)
    }
  }

  private mutating func addEntry(_ entry: LegendEntries.Entry, _ left: Double, _ height: Double) {
    let end = left + LegendEntries.sampleWidth - 0.12
    switch entry.sample {
    case .marker(let marker, let size, let colour):
      add(
        "set label '' at screen \(x((left + end) / 2)),\(y(height)) point pt \(marker)"
          + " ps \(size) lw 0.8 lc rgb '#\(colour)' front")
    case .line(let dashes, let colour):
      add(
        "set arrow from screen \(x(left)),\(y(height)) to screen \(x(end)),\(y(height))"
          + " nohead lw 1 dt \(dashes) lc rgb '#\(colour)' front")
    }
    addText(
      entry.label, at: (left + LegendEntries.sampleWidth, height), "left",
      size: LegendEntries.size, isInFront: true)
  }
}
