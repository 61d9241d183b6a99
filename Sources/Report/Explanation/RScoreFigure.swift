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
      .filter { $0.elements > 0 && $0.rScores.count == Columns.elementFeatures }
    let names = explanation.features.names(kind)
    let filled = names.indices.filter { feature in
      groups.contains { reach($0.rScores[feature]) > 0 }
    }
    guard !filled.isEmpty else { return nil }
    let farthest = filled.flatMap { feature in groups.map { reach($0.rScores[feature]) } }.max()
    let panels = filled.enumerated().map { place, feature in
      panel(groups, names[feature], feature, farthest ?? 1, isFirst: place % columns == 0)
    }
    return Illustration(
      Figure(
        name: "rscore_\(pid.fileName)_\(kind.name)",
        title:
          "R-scores of \(kind.name)s whose truth is \(pid == .none ? "no particle" : pid.name)",
        subtitle: "sum over nodes of R of a feature, over the sum of |R|",
        height: 1.6 + 3.6 * Double((panels.count + columns - 1) / columns),
        columns: min(panels.count, columns),
        panels: panels),
      alt:
        "Histograms of the R-scores of \(panels.count) features, from -1 to 1, for elements "
        + "classified \(groups.map { $0.outcome == .correct ? "correctly" : "wrongly" }.joined(separator: " and ")).",
      howToRead:
        "Right of 0 a feature spoke for the explained output, left of 0 against it; a peak at 0 is a "
        + "feature that hardly matters. Features whose scores all lie around 0 are left out.")
  }

  private static let columns = 4

  /// How far from 0 scores lie, to the outer edge of the farthest filled bin, in steps of 0.5; 0 if
  /// all of them lie in the bin around 0.
  private static func reach(_ scores: Histogram) -> Double {
    let edges = scores.axis.edges
    let filled = scores.counts.indices.filter {
      scores.counts[$0] > 0 && $0 != scores.axis.slot(of: 0) - 1
    }
    guard let first = filled.first, let last = filled.last else { return 0 }
    let farthest = max(edges[first].magnitude, edges[last + 1].magnitude)
    return min((farthest / 0.5).rounded(.up) * 0.5, 1)
  }

  private static func panel(
    _ groups: [Explanation.Group], _ name: String, _ feature: Int, _ reach: Double, isFirst: Bool
  ) -> Panel {
    let series = groups.filter { $0.rScores[feature].inside > 0 }.map { group in
      Series(
        "classified \(group.outcome == .correct ? "correctly" : "wrongly")",
        .other(group.outcome == .correct ? 0 : 1), group.rScores[feature].shares)
    }
    return Panel(
      title: name, x: PlotAxis("", range: -reach...reach),
      y: PlotAxis(isFirst ? "share of elements" : ""), content: .series(series), legend: .below)
  }
}
