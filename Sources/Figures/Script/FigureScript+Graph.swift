extension FigureScript {
  /// Adds edges, nodes and the centre's ring.
  mutating func addGraph(_ graph: Graph, _ panel: Int) {
    let plan = layout.panels[panel - 1]
    let box = layout.boxes[panel - 1]
    guard let scales = plan.scales, let colour = plan.colour else { return }
    addAxis("x", scales.x, length: box.width)
    addAxis("y", scales.y, length: box.height)
    addColourBar(plan, box)
    add("# The larger the weight of an edge, the wider and darker.")
    for style in 1...Self.edgeStyles.count {
      let (width, transparency) = Self.edgeStyles[style - 1]
      add(
        "set style arrow \(style) nohead lw \(width)"
          + " lc rgb '#\(String(transparency, radix: 16))333333'")
    }
    add(
      "thickness(w) = 1 + int((w < 0 ? 0 : w > 1 ? 1 : w) * \(Double(Self.edgeStyles.count) - 0.001))",
      "# The area of a node is in proportion to its value.",
      "size(v) = v > 0 ? 0.5 + 1.9 * sqrt(v / \(colour.upper)) : 0.5",
      "# Nodes of value 0 are grey.",
      "coloured(v) = v > 0 ? v : NaN",
      "grey(v) = v > 0 ? NaN : 1",
      "p = \(panel)")
    addPlot(parts(graph))
  }

  /// Line width and transparency of edges, from weak to strong.
  private static let edgeStyles = [
    (0.25, 0xE0), (0.4, 0xC4), (0.6, 0xA0), (0.9, 0x70), (1.3, 0x30),
  ]

  private func parts(_ graph: Graph) -> [String] {
    func place(_ part: Graph.Part) -> String {
      "data using (number(p, \(part.rawValue), 'x')):(column('y'))"
    }
    var parts: [String] = []
    if !graph.edges.isEmpty {
      parts.append(
        place(.edges) + ":(column('x_to') - column('x')):(column('y_to') - column('y'))"
          + ":(thickness(column('value'))) with vectors arrowstyle variable notitle")
    }
    // Rims are larger markers below, because the SVG's lines of open ones grow with the marker.
    if graph.nodes.contains(where: \.isCentre) {
      for (growth, colour) in [("0.9", Look(.network).colour), ("0.5", "ffffff")] {
        parts.append(
          place(.centre) + ":(1.3 * size(column('value')) + \(growth))"
            + " with points pt 7 ps variable lc rgb '#\(colour)' notitle")
      }
    }
    let kinds = [(Graph.Part.circles, 7, Graph.Marker.circle), (.squares, 5, .square)]
    for (part, marker, shape) in kinds {
      let nodes = graph.nodes.filter { $0.marker == shape }
      guard !nodes.isEmpty else { continue }
      parts.append(
        place(part) + ":(size(column('value')) + 0.12)"
          + " with points pt \(marker) ps variable lc rgb '#222222' notitle")
      for (isGrey, colour) in [(true, "rgb '#cccccc'"), (false, "palette")]
      where nodes.contains(where: { isGrey != ($0.value > 0) }) {
        let chosen = isGrey ? "grey" : "coloured"
        parts.append(
          "data using (number(p, \(part.rawValue), 'x') + 0 * \(chosen)(column('value'))):"
            + "(column('y')):(size(column('value')))\(isGrey ? "" : ":(column('value'))")"
            + " with points pt \(marker) ps variable lc \(colour) notitle")
      }
    }
    return parts.isEmpty ? ["NaN notitle"] : parts
  }
}
