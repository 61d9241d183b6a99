import Evaluation
import Files
import Relevance

extension ReportPage {
  /// The page from top to bottom.
  var sections: [PageSection] {
    [
      PageSection(
        title: "What was run", tables: [networkTable, filesTable],
        parts: [PageSection(title: "Training", figures: illustrations.training)]),
      resultSection, explanationSection,
      PageSection(title: "Provenance", tables: [provenanceTable]),
    ].compactMap(\.trimmed)
  }

  private var resultSection: PageSection {
    guard let evaluation else {
      return PageSection(
        title: "Results",
        paragraphs: [
          "This network has not been compared with the rule-based particle flow: 'fairmlpf evaluate' "
            + "does so."
        ])
    }
    return PageSection(
      title: "Results",
      paragraphs: [
        "Each element, a calorimeter cluster or a track, has one true particle or none. Compared with "
          + "this truth are the network (MLPF), the rule-based particle flow that comes with the data, "
          + "and a trivial baseline that looks at one element alone: the least a network must beat."
      ],
      tables: [headlineTable(evaluation)],
      parts: [
        PageSection(
          title: "Classes", tables: [classTable(evaluation)], figures: illustrations.classes),
        PageSection(
          title: "Momenta", tables: [resolutionTable(evaluation)], figures: illustrations.momenta),
        PageSection(
          title: "Particles in an event", tables: [multiplicityTable(evaluation)],
          figures: illustrations.multiplicities),
        PageSection(title: "Distributions", figures: illustrations.distributions),
        heldOutSection,
        PageSection(title: "Inference time", figures: illustrations.timing),
      ])
  }

  private var heldOutSection: PageSection {
    guard let heldOut else { return PageSection(title: "Held-out events") }
    return PageSection(
      title: "Held-out events",
      paragraphs: [
        "The same network on \(NumberText.count(heldOut.events, "further event")) with "
          + "\(NumberText.count(heldOut.elements, "element")), usually of the kind it was trained on."
      ],
      tables: [classTable(heldOut, in: "held_out/")])
  }

  private var explanationSection: PageSection {
    guard let explanation else {
      return PageSection(
        title: "Explanation",
        paragraphs: ["This network has not been explained: 'fairmlpf explain' does so."])
    }
    return PageSection(
      title: "Explanation", paragraphs: paragraphs(explanation),
      tables: [checkTable(explanation), groupTable(explanation)],
      parts: [
        PageSection(title: "R-maps", figures: illustrations.rMaps),
        PageSection(
          title: "R-maps beside the published ones", tables: [publishedTable(explanation)],
          figures: illustrations.published),
        PageSection(title: "How far relevance reaches", figures: illustrations.reach),
        PageSection(title: "R-scores", figures: illustrations.rScores),
        PageSection(
          title: "Conservation", tables: [conservationTable(explanation)],
          figures: illustrations.conservation),
        PageSection(
          title: "The R-graph of one element", tables: [graphTable(explanation)],
          figures: illustrations.graph),
      ])
  }
}
