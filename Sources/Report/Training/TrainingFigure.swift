import Figures
import Files

/// Losses and accuracy against the epoch, the best epoch marked.
enum TrainingFigure {
  static func illustrations(_ history: TrainingHistory, best: Int?) -> [Illustration] {
    guard let last = history.epochs.last else { return [] }
    let panels = [
      panel(history, best, "loss", isLogarithmic: true) { $0.loss },
      panel(history, best, "classification loss", isLogarithmic: true) { $0.classification },
      panel(history, best, "momentum loss", isLogarithmic: true) { $0.regression },
      panel(history, best, "accuracy", isLogarithmic: false) { $0.accuracy },
    ]
    let marked = best.map { " The vertical line marks epoch \($0), whose weights are used." } ?? ""
    let end = last.validation ?? last.training
    return [
      Illustration(
        Figure(
          name: "training", title: "Training",
          subtitle: NumberText.count(history.epochs.count, "epoch"), height: 12, columns: 2,
          panels: panels),
        alt:
          "Total, classification and momentum loss and accuracy against the epoch, for training "
          + (last.validation == nil ? "events." : "and validation events.")
          + " In the last epoch the loss is \(NumberText.fixed(end.loss, 3)) and the accuracy "
          + "\(NumberText.percent(end.accuracy)).",
        howToRead:
          "Both lines should fall together; a validation loss that rises while the training loss "
          + "falls is overtraining.\(marked)")
    ]
  }

  private static func panel(
    _ history: TrainingHistory, _ best: Int?, _ label: String, isLogarithmic: Bool,
    _ value: (TrainingHistory.Averages) -> Double
  ) -> Panel {
    func points(_ averages: (TrainingHistory.Epoch) -> TrainingHistory.Averages?) -> [Series.Point]
    {
      history.epochs.map { epoch in
        Series.Point(Double(epoch.number), averages(epoch).map(value))
      }
    }
    let training = points { $0.training }
    let validation = points { $0.validation }
    let values = (training + validation).compactMap(\.y)
    // Zero has no logarithm; a scale needs a width, also where nothing changes.
    let isLogarithmic = isLogarithmic && values.allSatisfy { $0 > 0 }
    let low = values.min() ?? 0
    let high = values.max() ?? 1
    let room = max(0.05 * (high - low), 1e-3 * max(high.magnitude, 1e-3))
    let range =
      isLogarithmic ? (low / 1.1)...(high * 1.1) : max(low - room, 0)...(high + room)
    var series = [Series("training", .other(0), .line(training))]
    if validation.contains(where: { $0.y != nil }) {
      series.append(Series("validation", .other(1), .line(validation)))
    }
    if let best {
      let ends = [range.lowerBound, range.upperBound]
      series.append(
        Series("best epoch", .truth, .line(ends.map { Series.Point(Double(best), $0) })))
    }
    let first = Double(history.epochs.first?.number ?? 1)
    let final = Double(history.epochs.last?.number ?? 1)
    return Panel(
      x: PlotAxis("epoch", range: (first - 0.5)...(final + 0.5)),
      y: PlotAxis(label, range: range, isLogarithmic: isLogarithmic), content: .series(series),
      legend: .below)
  }
}
