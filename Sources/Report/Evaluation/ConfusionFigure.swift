import Evaluation
import Events
import Figures
import Files

/// Confusion matrices of the network and of the rule-based particle flow, side by side.
enum ConfusionFigure {
  static func illustrations(_ result: EvaluationResult) -> [Illustration] {
    [Subset.all, .clusters].compactMap { illustration(result, $0) }
  }

  private static func illustration(_ result: EvaluationResult, _ subset: Subset) -> Illustration? {
    guard let part = result[subset], part.elements > 0 else { return nil }
    let found = [Method.mlpf, .ruleBased].compactMap { part[$0] }
    guard !found.isEmpty else { return nil }
    let names = PID.allCases.map(\.name)
    let panels = found.map { method in
      Panel(
        title: method.method.name, x: PlotAxis("class given"), y: PlotAxis("true class"),
        content: .heatMap(
          HeatMap(
            rows: names, columns: names, values: method.confusion.rowNormalised,
            label: "share of true class", range: 0...1)),
        legend: .none)
    }
    let figure = Figure(
      name: "confusion_\(subset.rawValue)", title: "Confusion matrices, \(subset.name)",
      subtitle: NumberText.count(part.elements, "element"), height: 8.5, columns: panels.count,
      panels: panels)
    let accuracies = found.map { "\($0.method.name) \(NumberText.percent($0.accuracy))" }
    return Illustration(
      figure,
      alt:
        "Two tables of coloured cells, true class by class given, for the network and for the "
        + "rule-based particle flow. Accuracy: \(accuracies.joined(separator: ", ")).",
      howToRead:
        "Each row is a true class and adds up to 1; numbers on the diagonal are efficiencies, numbers "
        + "beside it say what else the elements were taken for."
        + (subset == .all
          ? "" : " Tracks carry the generator's bits, so clusters are the real test."))
  }
}
