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
      "p = \(panel)")
    addPlot(parts(graph) + plan.legend.entries.map {
      "keyentry \($0.sample) title \(ScriptText.quoted($0.label))"
    })
  }

  /// Line width and transparency of edges, from weak to strong.
  private static let edgeStyles = [(0.25, 0xE0), (0.4, 0xC4), (0.6, 0xA0), (0.9, 0x70), (1.3, 0x30)]

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
    for (part, marker, shape) in [(Graph.Part.circles, 7, Graph.Marker.circle), (.squares, 5, .square)]
    {
      let nodes = graph.nodes.filter { $0.marker == shape }
      let size = "(size(column('value')))"
      if nodes.contains(where: { $0.value > 0 }) {
        parts.append(
          place(part) + ":\(size):(column('value'))"
            + " with points pt \(marker) ps variable lc palette notitle")
      }
      if nodes.contains(where: { !($0.value > 0) }) {
        parts.append(
          "data using (number(p, \(part.rawValue), 'x') * (column('value') > 0 ? NaN : 1)):(column('y'))"
            + " with points pt \(marker) ps 0.5 lc rgb '#cccccc' notitle")
      }
      if !nodes.isEmpty {
        parts.append(
          place(part) + ":\(size)"
            + " with points pt \(marker - 1) ps variable lw 0.4 lc rgb '#222222' notitle")
      }
    }
    if graph.nodes.contains(where: \.isCentre) {
      parts.append(
        place(.centre) + ":(size(column('value')) + 0.7)"
          + " with points pt 6 ps variable lw 1.2 lc \(Look(.network).opaque) notitle")
    }
    return parts.isEmpty ? ["NaN notitle"] : parts
  }
}
