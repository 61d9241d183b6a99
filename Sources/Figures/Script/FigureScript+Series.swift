extension FigureScript {
  /// Adds the axes and curves of a panel.
  mutating func addSeries(_ all: [Series], _ panel: Int) {
    let plan = layout.panels[panel - 1]
    let box = layout.boxes[panel - 1]
    guard let scales = plan.scales else { return }
    addAxis("x", scales.x, length: box.width)
    addAxis("y", scales.y, length: box.height)
    if scales.y.isLogarithmic {
      add(
        "# A logarithmic axis has no 0: what is 0 or less goes down to its lower end.",
        "shown(v) = v <= 0 ? \(scales.y.lower / 10) : v")
    } else {
      add("shown(v) = v")
    }
    let drawn = all.indices.filter { all[$0].hasNumbers }
    if !drawn.isEmpty { add("p = \(panel)") }
    let parts = drawn.flatMap { curve(all[$0], $0 + 1) }
    // gnuplot wants something to plot, even where there is nothing.
    addPlot(parts.isEmpty ? ["NaN notitle"] : parts)
  }

  /// How a series is drawn; its label names the curve in the SVG.
  private func curve(_ series: Series, _ number: Int) -> [String] {
    let look = Look(series.style)
    let x = "data using (number(p, \(number), 'x'))"
    let name =
      series.label.isEmpty ? "notitle" : "title \(ScriptText.quoted(series.label)) noenhanced"
    let line = "with lines lw 1 dt \(look.dashes) lc \(look.opaque) \(name)"
    switch series.shape {
    case .points(let points):
      let marker = "with points pt \(look.marker) ps 0.6 lw 0.8 lc \(look.opaque) \(name)"
      var parts = ["\(x):(column('y')) \(marker)"]
      if points.contains(where: { $0.yRange != nil }) {
        parts.insert(
          "\(x):(shown(column('low'))):(0):(column('high') - shown(column('low')))"
            + " with vectors nohead lw 0.8 lc \(look.opaque) notitle", at: 0)
      }
      return parts
    case .line(let points):
      var parts = ["\(x):(column('y')) \(line)"]
      if points.contains(where: { $0.yRange != nil }) {
        parts.insert(
          "\(x):(shown(column('low'))):(column('high'))"
            + " with filledcurves fs solid noborder fc \(look.transparent(0xCC)) notitle", at: 0)
      }
      return parts
    case .scatter:
      let marker = "with points pt \(look.marker) ps 0.3 lw 0.5 lc \(look.transparent(0x80))"
      return ["\(x):(column('y')) \(marker) \(name)"]
    case .steps:
      return ["\(x):(shown(column('y'))) \(line)"]
    }
  }
}
