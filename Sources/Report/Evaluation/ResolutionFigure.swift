import Evaluation
import Events
import Figures
import Files

/// Residuals of pT, eta and E of a class, for the network and the rule-based particle flow.
enum ResolutionFigure {
  static func illustrations(_ result: EvaluationResult) -> [Illustration] {
    [PID.chargedHadron, .neutralHadron].compactMap { illustration(result, $0) }
  }

  private static func illustration(_ result: EvaluationResult, _ pid: PID) -> Illustration? {
    guard let part = result[.all] else { return nil }
    let panels = Quantity.kinematic.compactMap { panel(part, pid, $0) }
    guard !panels.isEmpty else { return nil }
    let spreads = Quantity.kinematic.compactMap { quantity -> String? in
      let parts = [Method.mlpf, .ruleBased].compactMap { method in
        part[method]?.resolution(pid, quantity, .paper)?.interquartileRange.map {
          "\(method.name) \(NumberText.fixed($0, 3))"
        }
      }
      return parts.isEmpty ? nil : "\(quantity.name): \(parts.joined(separator: ", "))"
    }
    return Illustration(
      Figure(
        name: "resolution_\(pid.fileName)", title: "Residuals of \(pid.plural)",
        subtitle: "(reconstructed - true) / true, elements that truth and both methods agree on",
        height: 7, columns: panels.count, panels: panels),
      alt:
        "Histograms of the relative residuals of \(pid.plural). Distance between the quartiles: "
        + "\(spreads.joined(separator: "; ")).",
      howToRead:
        "Narrow and centred on 0 is good. The vertical scale is logarithmic and shows the tails; "
        + "residuals of eta are relative, so particles near eta = 0 widen them.")
  }

  private static func panel(_ part: SubsetResult, _ pid: PID, _ quantity: Quantity) -> Panel? {
    var range: ClosedRange<Double>?
    let series = [Method.mlpf, .ruleBased].compactMap { method -> Series? in
      guard let found = part[method]?.resolution(pid, quantity, .paper),
        found.histogram.inside > 0
      else { return nil }
      range = found.histogram.axis.lower...found.histogram.axis.upper
      return Series(method.name, method.style, found.histogram.steps(isLogarithmic: true))
    }
    guard !series.isEmpty else { return nil }
    return Panel(
      x: PlotAxis("relative residual of \(quantity.name)", range: range),
      y: PlotAxis("elements", isLogarithmic: true), content: .series(series), legend: .below)
  }
}
