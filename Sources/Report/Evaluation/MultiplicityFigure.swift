import Evaluation
import Events
import Figures
import Files

/// Particles of each class in an event: found against true, with the diagonal.
enum MultiplicityFigure {
  /// More points cover each other and make the picture large.
  private static let shown = 500

  static func illustrations(_ result: EvaluationResult) -> [Illustration] {
    guard let part = result[.all], !part.counts.isEmpty else { return [] }
    let step = (part.counts.count + shown - 1) / shown
    let counts = stride(from: 0, to: part.counts.count, by: step).map { part.counts[$0] }
    let classes = PID.allCases.dropFirst().filter { pid in
      counts.contains { $0.truth[pid.rawValue] > 0 || $0.mlpf[pid.rawValue] > 0 }
    }
    guard !classes.isEmpty else { return [] }
    let panels = classes.map { panel(counts, $0) }
    let correlations = classes.compactMap { pid in
      part[.mlpf]?.multiplicity(pid)?.correlation.map { "\(pid.plural) \(NumberText.fixed($0, 3))" }
    }
    let columns = panels.sideBySide
    return [
      Illustration(
        Figure(
          name: "multiplicity", title: "Particles in an event",
          subtitle: (step > 1 ? "one in \(step) of " : "")
            + NumberText.count(part.counts.count, "event"),
          height: panels.count > columns ? 12 : 6.5, columns: columns, panels: panels),
        alt:
          "Number of particles found against the true number, a point for each event, for each class "
          + "of particle, with the diagonal. Correlation by the network: "
          + "\(correlations.isEmpty ? "undefined" : correlations.joined(separator: ", ")).",
        howToRead:
          "A point is an event. On the line as many particles were found as there are; below it some "
          + "are missing, above it some are invented.")
    ]
  }

  private static func panel(_ counts: [ParticleCounts], _ pid: PID) -> Panel {
    let place = pid.rawValue
    let series = [Method.ruleBased, .mlpf].map { method -> Series in
      let points = counts.map {
        Series.Point(Double($0.truth[place]), Double($0[method][place]))
      }
      // Few points can be larger.
      return Series(
        method.name, method.style, points.count > 200 ? .scatter(points) : .points(points))
    }
    let all = counts.flatMap { [$0.truth[place], $0.mlpf[place], $0.ruleBased[place]] }
    // A little room, also where all events have the same number.
    let low = Double(all.min() ?? 0)
    let high = Double(all.max() ?? 1)
    let room = max(0.05 * (high - low), 0.5)
    let range = max(low - room, 0)...(high + room)
    let ends = [range.lowerBound, range.upperBound]
    return Panel(
      title: pid.plural, x: PlotAxis("true", range: range), y: PlotAxis("found", range: range),
      content: .series(
        [Series("equal", .truth, .line(ends.map { Series.Point($0, $0) }))] + series),
      legend: .below)
  }
}
