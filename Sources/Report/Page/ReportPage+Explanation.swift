import Evaluation
import Events
import Files
import Relevance

extension ReportPage {
  /// What was explained and how, in sentences.
  func paragraphs(_ explanation: Explanation) -> [String] {
    let subject = explanation.subject
    let output: String =
      switch subject.output {
      case "predicted": "the score of the class that the network gave it"
      case "true": "the score of its true class"
      default: "the output '\(subject.output)'"
      }
    let share =
      subject.elementsPerClass.map {
        "Up to \(NumberText.count($0, "element")) of each true class were drawn with seed "
          + "\(subject.seed)."
      } ?? "All elements of these classes were explained."
    let rule: String =
      switch subject.rule {
      case "epsilon": "the epsilon rule"
      case "epsilon-unsigned": "the epsilon rule with a stabiliser that is always added"
      case "gamma": "the gamma rule (gamma \(subject.gamma))"
      case "zero": "the rule without a stabiliser"
      default: "the rule '\(subject.rule)'"
      }
    return [
      "For each element, \(output) was explained: layerwise relevance propagation passes the output "
        + "back through the network and shares it out among the 12 features of the element and of its "
        + "neighbours. R is such a share; positive ones speak for the output, negative ones against "
        + "it.",
      "\(rule.prefix(1).uppercased())\(rule.dropFirst()) was used with epsilon \(subject.epsilon). "
        + share + " True classes: \(subject.classes.map(\.name).joined(separator: ", ")).",
    ]
      + (subject.standardisedInputs
        ? [
          "Features reach this network standardised, so a feature that is 0 in the data is no 0 for "
            + "the network and may carry relevance."
        ] : [])
  }

  /// Published statements and what became of them.
  func checkTable(_ explanation: Explanation) -> PageTable {
    let checks = explanation.checks
    guard !checks.isEmpty else { return .none }
    let rows = checks.map { check -> [PageTable.Cell] in
      [
        .init(check.statement), .init(check.quantity),
        .init("\(check.first.plural) (\(check.firstElements)): \(Self.text(check.firstMean))"),
        .init("\(check.second.plural) (\(check.secondElements)): \(Self.text(check.secondMean))"),
        .init(Self.text(check.difference)), .mark(check.verdict.rawValue, check.verdict.rawValue),
      ]
    }
    let how = checks.map { "\($0.replicas) bootstrap replicas over \($0.resampled)s" }
    let note =
      "Means with the interval that holds 95 % of \(how[0]). A statement holds if the whole interval "
      + "of the difference is above 0, fails if it is below, and is undecided otherwise; untested "
      + "ones lack correctly classified elements of a class."
    return PageTable(
      "Published statements, tested on these events",
      columns: [
        "statement", "what is compared", "should have more", "should have less", "difference",
        "verdict",
      ], parts: [.init(rows: rows)], note: note, source: "physics_checks.csv", isNumeric: false)
  }

  private static func text(_ estimate: PhysicsCheck.Estimate?) -> String {
    guard let estimate else { return "–" }
    return "\(NumberText.fixed(estimate.value, 4)) [\(NumberText.fixed(estimate.lower, 4)), "
      + "\(NumberText.fixed(estimate.upper, 4))]"
  }

  /// The explained elements by class, kind and outcome.
  func groupTable(_ explanation: Explanation) -> PageTable {
    let parts = PID.allCases.map { pid in
      PageTable.Part(
        heading: "truth: \(pid.name)",
        rows: explanation.groups.filter { group in
          // Where all are of one kind, that says it all.
          group.pid == pid
            && (group.kind != nil
              || !ElementKind.allCases.contains {
                explanation[pid, group.outcome, $0]?.elements == group.elements
              })
        }.map { group in
          [
            .init("\(group.kind.map { "\($0.name)s" } ?? "all"), \(group.outcome.rawValue)"),
            .init(group.elements),
            .init(
              "\(NumberText.fixed(group.neighbourShare.mean, 4)) ± "
                + NumberText.fixed(group.neighbourShare.error, 4)),
            .number(group.relevantNodes.mean, 2),
          ]
        })
    }
    return PageTable(
      "Explained elements",
      columns: ["group", "elements", "share of |R| on neighbours", "nodes with 95 % of |R|"],
      parts: parts,
      note: "Means over elements; ± is the standard error, elements taken as independent.",
      source: "relevance_summary.csv")
  }

  /// The element's own relevance beside the published one.
  func publishedTable(_ explanation: Explanation) -> PageTable {
    let pairs = PublishedRMap.all.compactMap { published in
      explanation[published.pid, .correct, nil].flatMap { group in
        group.rMap.mean.first.map { (published, MergedRMap.merged($0)) }
      }
    }.filter { $0.1.count == PublishedRMap.columns.count }
    guard !pairs.isEmpty else { return .none }
    let rows = PublishedRMap.columns.enumerated().map { index, name in
      [PageTable.Cell(name)]
        + pairs.flatMap { published, own in
          [PageTable.Cell.number(own[index], 4), .number(published.mean[0][index], 4)]
        }
    }
    return PageTable(
      "The element's own row of the R-map, beside the published one",
      columns: ["feature of a track|cluster"]
        + pairs.flatMap {
          ["\($0.0.pid.plural), this run", "\($0.0.pid.plural), arXiv:2111.12840"]
        },
      parts: [.init(rows: rows)],
      note: "Correctly classified elements; sines and cosines of an angle together.",
      source: "r_maps.csv")
  }

  /// How exactly relevance adds up.
  func conservationTable(_ explanation: Explanation) -> PageTable {
    let found = explanation.conservation
    return PageTable(
      "Conservation: |sum of R - output| / |output|", columns: ["what", "value"],
      parts: [
        .init(rows: [
          ["Elements", .init(found.elements)],
          ["Elements whose output is 0 or not finite, left out", .init(found.undefined)],
          ["Median", .init(NumberText.scientific(found.median))],
          ["99th percentile", .init(NumberText.scientific(found.percentile99))],
          ["Largest", .init(NumberText.scientific(found.worst))],
        ])
      ], source: "conservation.csv")
  }

  /// The first nodes of the R-graph.
  func graphTable(_ explanation: Explanation) -> PageTable {
    guard let graph = explanation.graph else { return .none }
    let shown = graph.nodes.prefix(10)
    let rows = shown.enumerated().map { index, node -> [PageTable.Cell] in
      [
        .init(index == 0 ? "the element itself" : "node \(index)"), .init(node.kind.name),
        .number(node.eta, 2), .number(node.phi, 2), .number(node.relevance, 4),
        .init(NumberText.percent(node.share)),
      ]
    }
    return PageTable(
      "Nodes of the R-graph: \(graph.truth.name) classified as \(graph.predicted.name), "
        + "event \(graph.event) (\(graph.file))",
      columns: ["node", "kind", "eta", "phi (rad)", "R", "share of |R|"],
      parts: [.init(rows: rows)],
      note: graph.nodes.count > shown.count
        ? "The first \(shown.count) of \(graph.nodes.count) nodes." : "")
  }
}
