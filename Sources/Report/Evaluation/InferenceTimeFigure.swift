import Evaluation
import Figures
import Files

/// The time the network takes against the number of elements.
enum InferenceTimeFigure {
  static func illustrations(_ result: EvaluationResult) -> [Illustration] {
    let points = result.timing.compactMap { time -> Series.Point? in
      guard let milliseconds = time.milliseconds, (0..<1e12).contains(milliseconds),
        (1..<(1 << 40)).contains(time.elements)
      else { return nil }
      return Series.Point(Double(time.elements), milliseconds)
    }
    guard let last = points.last, let time = last.y else { return [] }
    return [
      Illustration(
        Figure(
          name: "inference_time", title: "Inference time",
          subtitle: "network alone, one thread, median of five", width: .column, height: 6.5,
          panels: [
            Panel(
              x: PlotAxis("elements in an event", range: 0...(last.x * 1.05)),
              y: PlotAxis("time (ms)", range: 0...max(time * 1.1, 1e-3)),
              content: .series([
                Series("", .network, .line(points)),
                Series("MLPF", .network, .points(points)),
              ]), legend: .topLeft)
          ]),
        alt:
          "Time of the network against the number of elements; "
          + "\(NumberText.fixed(time, 1)) ms for \(NumberText.grouped(Int(last.x))) elements.",
        howToRead:
          "A straight line means that the time grows with the number of elements and not faster. "
          + "Times depend on the machine and differ from run to run.")
    ]
  }
}
