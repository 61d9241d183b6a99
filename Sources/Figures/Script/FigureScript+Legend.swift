extension FigureScript {
  /// Adds the legend below a panel, entries side by side.
  mutating func addLegend(below number: Int) {
    let plan = layout.panels[number - 1]
    guard plan.hasLegendBelow else { return }
    let box = layout.boxes[number - 1]
    let width = layout.cellWidth
    let room = Box(
      left: max(0, min(box.middle.x - width / 2, layout.width - width)), bottom: 0, width: width,
      height: box.bottom - plan.bottom)
    addLegend(plan.legend, in: room)
  }

  /// Adds the legend that all panels share below them.
  mutating func addSharedLegend() {
    guard layout.sharesLegend,
      let plan = layout.panels.first(where: { $0.hasLegendBelow })
    else { return }
    let room = Box(
      left: layout.leftEdge, bottom: 0, width: layout.innerWidth, height: layout.sharedLegendTop)
    addLegend(plan.legend, in: room)
  }

  /// Adds a plot without axes that has nothing but a legend at the upper end of a rectangle: in one
  /// with axes gnuplot would squeeze the entries into the width of the axes.
  private mutating func addLegend(_ legend: LegendEntries, in room: Box) {
    add(
      "# Legend",
      "unset label; unset tics; unset border; unset colorbox; unset logscale",
      "set lmargin at screen \(x(room.left)); set rmargin at screen \(x(room.right))",
      "set bmargin at screen 0; set tmargin at screen \(y(room.top))",
      "set key at screen \(x(room.middle.x)),\(y(room.top)) center top horizontal width 3"
        + " maxcols \(legend.columns(in: room.width)) maxrows auto",
      "set xrange [0:1]; set yrange [0:1]")
    addPlot(["NaN notitle"] + keyEntries(legend, width: room.width))
  }

  /// The entries of a legend of their own, without curves.
  func keyEntries(_ legend: LegendEntries, width: Double) -> [String] {
    legend.entries.map {
      "keyentry \($0.sample) title \(ScriptText.quoted(LegendEntries.cut($0.label, to: width)))"
    }
  }
}
