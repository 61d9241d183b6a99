import Evaluation
import Events
import Figures
import Files

/// Efficiency and fake rate of a class along pT, eta and E, by all methods, with Wilson's intervals.
enum EfficiencyFigure {
  static func illustrations(_ result: EvaluationResult) -> [Illustration] {
    [PID.chargedHadron, .neutralHadron, .photon].compactMap { illustration(result, $0) }
  }

  private static func illustration(_ result: EvaluationResult, _ pid: PID) -> Illustration? {
    guard let part = result[.all] else { return nil }
    let panels =
      Quantity.kinematic.compactMap { quantity in
        panel(part, "efficiency", "true \(quantity.axisLabel)") {
          $0.efficiency(pid, along: quantity)?.curve
        }
      }
      + Quantity.kinematic.compactMap { quantity in
        panel(part, "fake rate", "reconstructed \(quantity.axisLabel)") {
          $0.fakeRate(pid, along: quantity, .allElements)?.curve
        }
      }
    guard !panels.isEmpty else { return nil }
    let overall = part.methods.map { found in
      "\(found.method.name) \(NumberText.percent(found.confusion.efficiency(pid))) and "
        + NumberText.percent(found.confusion.fakeRate(pid))
    }
    return Illustration(
      Figure(
        name: "efficiency_\(pid.fileName)", title: "Efficiency and fake rate of \(pid.plural)",
        subtitle: "all elements; bars are Wilson's intervals at 68 %",
        height: panels.count > 3 ? 12 : 6.5, columns: min(panels.count, 3), panels: panels),
      alt:
        "Efficiency and fake rate of \(pid.plural) along pT, eta and energy, a set of points for each "
        + "method. Over all elements, efficiency and fake rate are: "
        + "\(overall.joined(separator: "; ")).",
      howToRead:
        "High efficiency counts only together with a low fake rate: compare both at the same place. "
        + "Bars are Wilson's intervals at 68 %; bins that nothing fell into are left out, and two or "
        + "three bins of the tables are joined.")
  }

  private static func panel(
    _ part: SubsetResult, _ label: String, _ axis: String,
    _ curve: (MethodResult) -> RatioCurve?
  ) -> Panel? {
    // The network is drawn last, above the others.
    let series = part.methods.reversed().compactMap { found -> Series? in
      guard let curve = curve(found), curve.total.inside > 0 else { return nil }
      return Series(found.method.name, found.method.style, .points(points(curve)))
    }
    guard !series.isEmpty, let range = part.methods.compactMap(curve).first?.axis else {
      return nil
    }
    return Panel(
      x: PlotAxis(axis, range: range.lower...range.upper), y: PlotAxis(label, range: 0...1.05),
      content: .series(series), legend: .below)
  }

  /// The proportions in bins that are joined to about 20, so that points do not cover each other.
  private static func points(_ curve: RatioCurve) -> [Series.Point] {
    let bins = curve.axis.bins
    let joined = [3, 2].first { bins % $0 == 0 && bins >= 30 } ?? 1
    let edges = curve.axis.edges
    return stride(from: 0, to: bins, by: joined).compactMap { first in
      func sum(_ counts: [Int]) -> Int { counts[first..<first + joined].reduce(0, +) }
      let interval = WilsonInterval(
        successes: sum(curve.passed.counts), trials: sum(curve.total.counts))
      return interval.map {
        Series.Point(
          (edges[first] + edges[first + joined]) / 2, $0.value, yRange: $0.lower...$0.upper)
      }
    }
  }
}
