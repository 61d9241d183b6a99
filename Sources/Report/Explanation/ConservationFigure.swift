import Evaluation
import Figures
import Files
import Relevance

/// How exactly relevance adds up to the explained outputs.
enum ConservationFigure {
  static func illustrations(_ explanation: Explanation) -> [Illustration] {
    let found = explanation.conservation
    guard found.histogram.inside > 0 else { return [] }
    let axis = found.histogram.axis
    return [
      Illustration(
        Figure(
          name: "conservation", title: "Conservation of relevance",
          subtitle: NumberText.count(found.elements, "element"), width: .column, height: 6.5,
          panels: [
            Panel(
              x: PlotAxis("log10 of the relative difference", range: axis.lower...axis.upper),
              y: PlotAxis("elements"),
              content: .series([Series("", .network, found.histogram.steps())]), legend: .none)
          ]),
        alt:
          "Histogram of the decimal logarithm of the difference between the sum of relevance and the "
          + "explained output, relative to the output.",
        howToRead:
          "Further left is better: -3 means that relevance and output agree to one part in a "
          + "thousand. The stabiliser of the rule takes a little of the relevance.")
    ]
  }
}
