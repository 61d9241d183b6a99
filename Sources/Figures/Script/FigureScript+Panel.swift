extension FigureScript {
  /// Adds a panel, with the titles of the whole figure in the first.
  mutating func addPanel(_ number: Int) {
    let plan = layout.panels[number - 1]
    let box = layout.boxes[number - 1]
    let title = plan.panel.title.isEmpty ? "" : ": " + ScriptText.oneLine(plan.panel.title)
    add("", "# Panel \(number)\(title.hasSuffix("\\") ? title + " " : title)")
    if number > 1 { add("unset label; unset arrow; unset logscale; unset tics") }
    addFrame()
    add(
      "set lmargin at screen \(x(box.left)); set rmargin at screen \(x(box.right))",
      "set bmargin at screen \(y(box.bottom)); set tmargin at screen \(y(box.top))")
    if number == 1 { addTitles() }
    addTitles(plan, box)
    addLegend(number)
    switch plan.panel.content {
    case .series(let series): addSeries(series, number)
    case .heatMap(let map): addHeatMap(map, number)
    case .graph(let graph): addGraph(graph, number)
    }
  }

  private mutating func addTitles() {
    let titles = layout.titleLines.count
    let texts = layout.titleLines + layout.subtitleLines
    for (index, (text, depth)) in zip(texts, layout.lineDepths).enumerated() {
      let place = (x: layout.leftEdge, y: layout.height - depth)
      if index < titles {
        addText(text, at: place, "left", size: FigureLayout.Size.title, font: "bold")
      } else {
        addText(text, at: place, "left", size: FigureLayout.Size.subtitle, colour: "555555")
      }
    }
  }

  private mutating func addTitles(_ plan: PanelPlan, _ box: Box) {
    for (index, line) in plan.titleLines.reversed().enumerated() {
      let place = (x: box.left, y: box.top + 0.2 + Double(index) * 0.32)
      addText(line, at: place, "left", size: PanelPlan.Size.title)
    }
    for (index, line) in plan.xLines.enumerated() {
      let depth = plan.xTickHeight + 0.28 + Double(index) * PanelPlan.lineHeight
      addText(line, at: (box.middle.x, box.bottom - depth), size: PanelPlan.Size.axis)
    }
    for (index, line) in plan.yLines.reversed().enumerated() {
      let distance = plan.yTickWidth + 0.3 + Double(index) * PanelPlan.lineHeight
      let place = (x: box.left - distance, y: box.middle.y)
      addText(line, at: place, "center rotate by 90", size: PanelPlan.Size.axis)
    }
    for (index, line) in plan.barLines.enumerated() {
      let distance = 0.7 + plan.barTickWidth + Double(index) * PanelPlan.lineHeight
      let place = (x: box.right + distance, y: box.middle.y)
      addText(line, at: place, "center rotate by 90", size: PanelPlan.Size.axis)
    }
  }

  /// Adds the range and ticks of an axis: "x", "y" or "cb".
  mutating func addAxis(_ name: String, _ scale: Scale, length: Double) {
    let ticks = scale.ticks(length: length, spacing: name == "x" ? 1.1 : 0.8)
    if scale.isLogarithmic { add("set logscale \(name)") }
    add(
      "set \(name)range [\(scale.lower):\(scale.upper)]",
      "set format \(name) \(ticks.format)",
      "set \(name)tics \(name == "cb" ? "" : "mirror ")\(ticks.step)",
      ticks.between > 0 ? "set m\(name)tics \(ticks.between)" : "unset m\(name)tics")
  }

  /// Adds the colour bar right of a panel.
  mutating func addColourBar(_ plan: PanelPlan, _ box: Box) {
    guard let colour = plan.colour else { return }
    addAxis("cb", colour, length: box.height)
    add(
      "set colorbox vertical user origin screen \(x(box.right + 0.2)),\(y(box.bottom))"
        + " size screen \(x(0.22)),\(y(box.height)) border",
      "set cbtics offset -0.6,0")
  }

  /// Adds a plot command from its parts.
  mutating func addPlot(_ parts: [String]) {
    add("plot " + parts.joined(separator: ", \\\n  "))
  }
}
