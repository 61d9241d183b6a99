import Events
import Figures
import Files
import Relevance

/// R-maps in ten columns beside the published ones of the same class.
enum PublishedRMapFigure {
  static func illustrations(_ explanation: Explanation) -> [Illustration] {
    PublishedRMap.all.compactMap { illustration(explanation, $0) }
  }

  private static func illustration(
    _ explanation: Explanation, _ published: PublishedRMap
  ) -> Illustration? {
    guard let group = explanation[published.pid, .correct, nil], group.elements > 0 else {
      return nil
    }
    let ours = group.rMap.mean.prefix(published.mean.count).map(MergedRMap.merged)
    guard !ours.isEmpty, ours.allSatisfy({ $0.count == PublishedRMap.columns.count }) else {
      return nil
    }
    let panels = [
      panel("this run, \(NumberText.count(group.elements, "element"))", ours),
      panel(
        "arXiv:2111.12840, \(NumberText.grouped(published.elements)) elements", published.mean),
    ]
    let own = ours[0].reduce(0, +)
    let theirs = published.mean[0].reduce(0, +)
    return Illustration(
      Figure(
        name: "rmap_published_\(published.pid.fileName)",
        title: "R-map of \(published.pid.plural) beside the published one",
        subtitle: "classified correctly; sines and cosines of an angle together", height: 12,
        panels: panels),
      alt:
        "Two R-maps of ten columns, of this run and the published one. The element itself carries "
        + "\(NumberText.percent(own)) here and \(NumberText.percent(theirs)) as published.",
      howToRead:
        "Compare the pattern, not the digits: the published network was trained on other events, and "
        + "its map is the one of the figure that accompanies the published code.")
  }

  private static func panel(_ title: String, _ rows: [[Double]]) -> Panel {
    Panel(
      title: title, x: PlotAxis(""), y: PlotAxis(""),
      content: .heatMap(
        HeatMap(
          rows: MergedRMap.rowNames(rows.count), columns: PublishedRMap.columns, values: rows,
          label: "mean share of |R|", range: RMapFigure.scale, isLogarithmic: true, decimals: 3)),
      legend: .none)
  }
}
