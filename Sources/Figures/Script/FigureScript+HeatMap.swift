extension FigureScript {
  /// Adds the cells of a heat map with their values.
  mutating func addHeatMap(_ map: HeatMap, _ panel: Int) {
    let plan = layout.panels[panel - 1]
    let box = layout.boxes[panel - 1]
    addColourBar(plan, box)
    addNames(map, plan, box)
    let (low, high) = (plan.colour?.lower ?? 0, plan.colour?.upper ?? 1)
    let colour =
      map.isLogarithmic ? "log(v / \(low)) / log(\(high / low))" : "(v - \(low)) / \(high - low)"
    let values = map.values.joined()
    let isGrey = { (value: Double?) in value == nil || value == 0 || value?.isFinite == false }
    add(
      "cell(p) = number(p, 1, 'value')",
      "# Its place on the colour scale, which ends at \(low) and \(high).",
      "shade(v) = v < \(low) ? \(low) : v > \(high) ? \(high) : v",
      "place(v) = \(colour)",
      "written(v) = abs(v) >= 0.5e-\(map.decimals) ? sprintf('%.\(map.decimals)f', v) : \\",
      "  sprintf('%.0fe%d', v * 10.0**-floor(log10(abs(v))), floor(log10(abs(v))))",
      "# Undefined for grey cells.",
      "coloured(v) = v != 0 ? v : NaN",
      "dark(v) = v != 0 && place(shade(v)) < 0.45",
      "light(v) = v != 0 && place(shade(v)) >= 0.45",
      "p = \(panel)")
    let square = "(column('y')):(0.5):(0.5)"
    let filled = "fs solid border lc rgb 'white' notitle"
    let size = ScriptText.number(cellSize(map, box))
    let text = "with labels font ',\(size)' noenhanced"
    let place = "data using (number(p, 1, 'x')):(column('y'))"
    var parts: [String] = []
    if values.contains(where: isGrey) {
      // All cells grey first; the coloured ones cover their own.
      parts.append(
        "data using (number(p, 1, 'x')):\(square) with boxxyerror lw 0.5 fc rgb '#cccccc' \(filled)"
      )
    }
    if values.contains(where: { !isGrey($0) }) {
      parts.append(
        "data using (number(p, 1, 'x') + 0 * coloured(cell(p))):\(square):(shade(cell(p)))"
          + " with boxxyerror lw 0.5 lc palette \(filled)")
    }
    if values.contains(where: { $0 == 0 }) {
      parts.append("\(place):(cell(p) == 0 ? '0' : '') \(text) tc rgb '#222222' notitle")
    }
    parts.append("\(place):(dark(cell(p)) ? written(cell(p)) : '') \(text) tc rgb 'white' notitle")
    parts.append("\(place):(light(cell(p)) ? written(cell(p)) : '') \(text) tc rgb 'black' notitle")
    addPlot(parts)
  }

  /// Adds the names of rows and columns.
  ///
  /// As texts, not as ticks: gnuplot looks for formats and markup in the names of ticks.
  private mutating func addNames(_ map: HeatMap, _ plan: PanelPlan, _ box: Box) {
    add("set xrange [0.5:\(map.columns.count).5]; set yrange [\(map.rows.count).5:0.5]")
    add("unset xtics; unset ytics")
    for (index, name) in map.columns.enumerated() {
      let x = box.left + (Double(index) + 0.5) * box.width / Double(map.columns.count)
      if plan.isTurned {
        let place = (x: x + 0.05, y: box.bottom - 0.14)
        addText(plan.cut(name), at: place, "right rotate by 45", size: PanelPlan.Size.tick)
      } else {
        addText(name, at: (x, box.bottom - 0.18), size: PanelPlan.Size.tick)
      }
    }
    for (index, name) in map.rows.enumerated() {
      let y = box.top - (Double(index) + 0.5) * box.height / Double(map.rows.count)
      addText(plan.cut(name), at: (box.left - 0.1, y), "right", size: PanelPlan.Size.tick)
    }
  }

  /// The size of letters with which the longest value fits into a cell.
  private func cellSize(_ map: HeatMap, _ box: Box) -> Double {
    let whole = map.values.joined().map { abs($0 ?? 0) }.filter(\.isFinite).max() ?? 0
    let digits = "\(Int(min(whole, 1e9)))".count
    let letters = String(repeating: "0", count: max(digits + map.decimals, 3)) + "."
    let cell = (
      width: box.width / Double(max(1, map.columns.count)) - 0.08,
      height: box.height / Double(max(1, map.rows.count)) - 0.06
    )
    let fitting = cell.width / TextWidth.centimetres(letters, size: 1)
    return max(4, min(6.5, fitting, cell.height / TextWidth.point / 1.1).rounded(.down))
  }
}
