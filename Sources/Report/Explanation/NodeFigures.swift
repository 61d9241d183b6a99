import Evaluation
import Events
import Figures
import Files
import Relevance

/// How far relevance reaches: the share on neighbours, and the number of nodes that carry most of it.
enum NodeFigures {
  static func illustrations(_ explanation: Explanation) -> [Illustration] {
    [neighbourShare(explanation), relevantNodes(explanation)].compactMap { $0 }
  }

  private static func neighbourShare(_ explanation: Explanation) -> Illustration? {
    let panels = panels(explanation, "share of |R| on neighbours") { $0.neighbourShare.histogram }
    guard !panels.isEmpty else { return nil }
    return Illustration(
      figure("neighbour_share", "Relevance on neighbours", panels),
      alt:
        "Histograms of the share of relevance that lies on neighbours, for each true class. Means of "
        + "correctly classified elements: "
        + means(explanation) { NumberText.percent($0.neighbourShare.mean) } + ".",
      howToRead:
        "At 0 the network looked at the element alone; further to the right it used what lies around "
        + "the element.")
  }

  private static func relevantNodes(_ explanation: Explanation) -> Illustration? {
    let panels = panels(explanation, "nodes with 95 % of |R|") { $0.relevantNodes.histogram }
    guard !panels.isEmpty else { return nil }
    return Illustration(
      figure("relevant_nodes", "Relevant nodes", panels),
      alt:
        "Histograms of the number of nodes that carry 95 % of the relevance, for each true class. "
        + "Means of correctly classified elements: "
        + means(explanation) { NumberText.fixed($0.relevantNodes.mean, 1) } + ".",
      howToRead:
        "One node is the element itself; more nodes say that the decision rests on a wider "
        + "neighbourhood.")
  }

  private static func figure(_ name: String, _ title: String, _ panels: [Panel]) -> Figure {
    let columns = panels.sideBySide
    return Figure(
      name: name, title: title, subtitle: "by true class, all kinds of elements",
      height: panels.count > columns ? 11.5 : 6.5, columns: columns, panels: panels)
  }

  private static func means(
    _ explanation: Explanation, _ text: (Explanation.Group) -> String
  ) -> String {
    let parts = PID.allCases.compactMap { pid in
      explanation[pid, .correct, nil].map { "\(pid.name) \(text($0))" }
    }
    return parts.isEmpty ? "none" : parts.joined(separator: ", ")
  }

  /// A panel for each class with elements, of both outcomes.
  private static func panels(
    _ explanation: Explanation, _ label: String, _ histogram: (Explanation.Group) -> Histogram
  ) -> [Panel] {
    PID.allCases.compactMap { pid in
      var range: ClosedRange<Double>?
      let series = Explanation.Outcome.allCases.compactMap { outcome -> Series? in
        guard let group = explanation[pid, outcome, nil] else { return nil }
        let found = histogram(group)
        guard found.inside > 0 else { return nil }
        range = Self.filled(found, range)
        return Series(
          "\(outcome.rawValue) (\(NumberText.grouped(group.elements)))",
          .other(outcome == .correct ? 0 : 1), found.shares)
      }
      guard !series.isEmpty else { return nil }
      return Panel(
        title: pid.name, x: PlotAxis(label, range: range), y: PlotAxis("share of elements"),
        content: .series(series), legend: .topRight)
    }
  }

  /// The part of an axis up to the last entry, at least a tenth of it, joined with another one.
  private static func filled(
    _ histogram: Histogram, _ other: ClosedRange<Double>?
  ) -> ClosedRange<Double> {
    let axis = histogram.axis
    let last = histogram.counts.lastIndex { $0 > 0 } ?? 0
    let bins = max(last + 2, axis.bins / 10)
    let upper = bins >= axis.bins ? axis.upper : axis.edges[bins]
    return axis.lower...max(upper, other?.upperBound ?? upper)
  }
}
