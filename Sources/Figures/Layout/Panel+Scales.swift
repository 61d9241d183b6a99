extension [Series] {
  /// The axes that show all of them, with room for a legend in an upper corner.
  func scales(
    _ panel: Panel, _ legend: LegendEntries, plotHeight: Double
  ) -> (x: Scale, y: Scale) {
    var (x, y): ([Double], [Double]) = ([], [])
    var (hasSteps, hasPoints) = (false, false)
    for series in self {
      switch series.shape {
      case .points(let points), .scatter(let points), .line(let points):
        for point in points {
          x.append(point.x)
          y += [point.y, point.yRange?.lowerBound, point.yRange?.upperBound].compactMap { $0 }
        }
        if case .line = series.shape {} else { hasPoints = true }
      case .steps(let edges, let values):
        x += edges
        y += values.compactMap { $0 }
        hasSteps = true
      }
    }
    let low = y.filter(\.isFinite).min() ?? 0
    let high = y.filter(\.isFinite).max() ?? 0
    return (
      Scale(panel.x, x, .init(pad: hasPoints && !hasSteps ? 0.03 : 0)),
      Scale(
        panel.y, y,
        .init(
          pad: 0.05, head: panel.legend.head(legend, plotHeight),
          fromZero: hasSteps || low < 0.4 * high))
    )
  }
}

extension Graph {
  /// The axes that show all nodes whole.
  func scales(
    _ panel: Panel, _ legend: LegendEntries, plotHeight: Double
  ) -> (x: Scale, y: Scale) {
    (
      Scale(panel.x, nodes.map(\.x), .init(pad: 0.08)),
      Scale(
        panel.y, nodes.map(\.y),
        .init(pad: 0.08, head: panel.legend.head(legend, plotHeight)))
    )
  }
}

extension Panel.Legend {
  /// The part of the plot's height that a legend in an upper corner takes.
  fileprivate func head(_ legend: LegendEntries, _ plotHeight: Double) -> Double {
    guard self == .topLeft || self == .topRight, !legend.entries.isEmpty else { return 0 }
    let height = Double(legend.entries.count) * LegendEntries.lineHeight + 0.15
    return min(0.5, height / plotHeight)
  }
}
