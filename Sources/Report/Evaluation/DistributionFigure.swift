import Evaluation
import Events
import Figures

/// How pT, eta, E and azimuth of all particles are distributed in truth and by each method.
enum DistributionFigure {
  private static let quantities: [Quantity] = [.pT, .eta, .energy, .sinPhi, .cosPhi, .charge]

  static func illustrations(_ result: EvaluationResult) -> [Illustration] {
    guard let part = result[.all] else { return [] }
    let panels = quantities.compactMap { panel(part, $0) }
    guard !panels.isEmpty else { return [] }
    return [
      Illustration(
        Figure(
          name: "distributions", title: "Distributions of all particles",
          subtitle: "truth, network and rule-based particle flow",
          height: panels.count > 3 ? 12 : 6.5, columns: min(panels.count, 3), panels: panels),
        alt:
          "Histograms of pT, eta, energy, sine and cosine of the azimuth, and charge of all particles "
          + "in truth, by the network and by the rule-based particle flow, on logarithmic scales.",
        howToRead:
          "Lines that follow the truth say that spectra are right on average, not that each particle "
          + "is; what lies outside an axis is left out.")
    ]
  }

  private static func panel(_ part: SubsetResult, _ quantity: Quantity) -> Panel? {
    let sources: [(String, Series.Style, Distributions?)] = [
      ("truth", .truth, part.truth),
      (Method.mlpf.name, .network, part[.mlpf]?.distributions),
      (Method.ruleBased.name, .ruleBased, part[.ruleBased]?.distributions),
    ]
    var range: ClosedRange<Double>?
    let series = sources.compactMap { name, style, distributions -> Series? in
      guard
        let entry = distributions?.entries.first(where: { $0.pid == nil && $0.quantity == quantity }
        ),
        entry.histogram.inside > 0
      else { return nil }
      range = entry.histogram.axis.lower...entry.histogram.axis.upper
      return Series(name, style, entry.histogram.steps(isLogarithmic: true))
    }
    guard !series.isEmpty else { return nil }
    return Panel(
      x: PlotAxis(quantity.axisLabel, range: range), y: PlotAxis("particles", isLogarithmic: true),
      content: .series(series), legend: .below)
  }
}
