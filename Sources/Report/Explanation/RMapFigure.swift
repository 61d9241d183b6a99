import Evaluation
import Events
import Figures
import Files
import Relevance

/// Mean R-maps of each class, correctly and wrongly classified elements beside each other.
enum RMapFigure {
  /// The colour scale of the published maps.
  static let scale = 1e-3...1.0
  /// The element itself and its most relevant neighbours; more rows leave no room for values.
  static let rows = 6

  static func illustrations(_ explanation: Explanation) -> [Illustration] {
    PID.allCases.flatMap { pid in
      ElementKind.allCases.compactMap { illustration(explanation, pid, $0) }
    }
  }

  private static func illustration(
    _ explanation: Explanation, _ pid: PID, _ kind: ElementKind
  ) -> Illustration? {
    let groups = Explanation.Outcome.allCases.compactMap { explanation[pid, $0, kind] }
      .filter { $0.elements > 0 && !$0.rMap.mean.isEmpty }
    guard !groups.isEmpty else { return nil }
    let names = explanation.features.names(kind)
    let panels = groups.map { group in
      let rows = Array(group.rMap.mean.prefix(Self.rows))
      return Panel(
        title: "classified \(group.outcome == .correct ? "correctly" : "wrongly"), "
          + NumberText.count(group.elements, "element"),
        x: PlotAxis(""), y: PlotAxis(""),
        content: .heatMap(
          HeatMap(
            rows: MergedRMap.rowNames(rows.count), columns: names, values: rows,
            label: "mean share of |R|", range: scale, isLogarithmic: true, decimals: 3)),
        legend: .none)
    }
    let counts = groups.map { "\(NumberText.grouped($0.elements)) \($0.outcome.rawValue)" }
    return Illustration(
      Figure(
        name: "rmap_\(pid.fileName)_\(kind.name)",
        title: "R-map of \(kind.name)s whose truth is \(pid == .none ? "no particle" : pid.name)",
        subtitle: "explained elements: \(counts.joined(separator: ", "))",
        height: panels.count > 1 ? 12 : 6.8, panels: panels),
      alt: alt(groups, kind, pid, names),
      howToRead:
        "The first row is the element itself, the others are its most relevant neighbours; together "
        + "with neighbours not shown, all cells add up to 1. Neighbours may be tracks or clusters, "
        + "whose columns differ. Exact zeros are grey.")
  }

  private static func alt(
    _ groups: [Explanation.Group], _ kind: ElementKind, _ pid: PID, _ names: [String]
  ) -> String {
    let parts = groups.map { group in
      let first = zip(names, group.rMap.mean[0]).sorted { $0.1 > $1.1 }.prefix(3)
      let most = first.map { "\($0.0) \(NumberText.fixed($0.1, 3))" }
      return "\(group.outcome.rawValue): most on \(most.joined(separator: ", ")); "
        + "\(NumberText.percent(group.neighbourShare.mean)) on neighbours"
    }
    return "Relevance by feature of the \(kind.name) and of its neighbours, true class "
      + "\(pid.name). Classified \(parts.joined(separator: "; "))."
  }
}
