import Evaluation
import Events
import Figures
import Relevance

/// R-scores of each class: for each of the 12 features a small histogram.
enum RScoreFigure {
  static func illustrations(_ explanation: Explanation) -> [Illustration] {
    PID.allCases.flatMap { pid in
      ElementKind.allCases.compactMap { illustration(explanation, pid, $0) }
    }
  }

  private static func illustration(
    _ explanation: Explanation, _ pid: PID, _ kind: ElementKind
  ) -> Illustration? {
    let groups = Explanation.Outcome.allCases.compactMap { explanation[pid, $0, kind] }
      .filter { $0.elements > 0 }
    let names = kind == .cluster ? explanation.features.cluster : explanation.features.track
    let panels = names.indices.compactMap { panel(groups, names[$0], $0) }
    guard !panels.isEmpty else { return nil }
    return Illustration(
      Figure(
        name: "rscore_\(pid.fileName)_\(kind.name)",
        title:
          "R-scores of \(kind.name)s whose truth is \(pid == .none ? "no particle" : pid.name)",
        subtitle: "sum over nodes of R of a feature, over the sum of |R|",
        height: 3.9 * Double((panels.count + 3) / 4), columns: min(panels.count, 4),
        panels: panels),
      alt:
        "Histograms of the R-scores of \(panels.count) features, from -1 to 1, for elements "
        + "classified \(groups.map { $0.outcome == .correct ? "correctly" : "wrongly" }.joined(separator: " and ")).",
      howToRead:
        "Right of 0 a feature spoke for the explained output, left of 0 against it; a peak at 0 is a "
        + "feature that hardly matters. Features whose scores all lie around 0 are left out.")
  }

  private static func panel(
    _ groups: [Explanation.Group], _ name: String, _ feature: Int
  ) -> Panel? {
    var range: ClosedRange<Double>?
    var isAllZero = true
    let series = groups.compactMap { group -> Series? in
      guard group.rScores.indices.contains(feature) else { return nil }
      let scores = group.rScores[feature]
      guard scores.inside > 0 else { return nil }
      range = scores.axis.lower...scores.axis.upper
      // A single filled bin around 0 says nothing.
      let zero = scores.axis.slot(of: 0) - 1
      if scores.counts.indices.contains(where: { $0 != zero && scores.counts[$0] > 0 }) {
        isAllZero = false
      }
      return Series(
        group.outcome.rawValue, .other(group.outcome == .correct ? 0 : 1), scores.shares)
    }
    guard !series.isEmpty, !isAllZero else { return nil }
    return Panel(
      title: name, x: PlotAxis("", range: range), y: PlotAxis("share of elements"),
      content: .series(series), legend: .none)
  }
}
