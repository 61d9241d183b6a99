import Evaluation
import Events
import Files

extension Explanation {
  /// The result as comma-separated tables, by file name.
  ///
  /// The first and last bins of each histogram, without a lower or an upper edge, hold what lies outside
  /// the axis. Kind "all" is clusters and tracks together.
  /// - Returns: the text of each file.
  public func csv() -> [String: String] {
    [
      "r_maps.csv": rMapTable(), "r_scores.csv": rScoreTable(),
      "relevant_nodes.csv": histogramTable("nodes", \.relevantNodes.histogram),
      "neighbour_share.csv": histogramTable("share", \.neighbourShare.histogram),
      "relevance_summary.csv": summaryTable(), "conservation.csv": conservationTable(),
      "physics_checks.csv": checkTable(),
    ]
  }

  private static let keys = ["class", "outcome", "kind"]

  private func cells(_ group: Group) -> [CSV.Cell] {
    [.init(group.pid.name), .init(group.outcome.rawValue), .init(group.kind?.name ?? "all")]
  }

  /// Names of the columns for a group's own kind.
  private func names(_ kind: ElementKind?) -> [String] {
    switch kind {
    case .cluster: features.cluster
    case .track: features.track
    case nil: features.both
    }
  }

  private func rMapTable() -> String {
    var table = CSV(
      Self.keys + ["elements", "row", "column", "feature", "mean", "error", "track_share"])
    for group in groups {
      for (row, values) in group.rMap.mean.enumerated() {
        // A neighbour may be of either kind, whatever the element itself is.
        let names = row == 0 ? names(group.kind) : features.both
        for (column, value) in values.enumerated() {
          table.add(
            cells(group) + [
              .init(group.elements), .init(row), .init(column), .init(names[column]),
              .init(value), .init(group.rMap.error[row][column]),
              .init(group.rMap.trackShare[row]),
            ])
        }
      }
    }
    return table.text
  }

  private func rScoreTable() -> String {
    var table = CSV(Self.keys + ["column", "feature", "bin_low", "bin_high", "elements"])
    for group in groups {
      for (column, histogram) in group.rScores.enumerated() {
        for bin in histogram.slots {
          table.add(
            cells(group) + [
              .init(column), .init(names(group.kind)[column]), .init(bin.lower), .init(bin.upper),
              .init(bin.count),
            ])
        }
      }
    }
    return table.text
  }

  private func histogramTable(_ name: String, _ path: KeyPath<Group, Histogram>) -> String {
    var table = CSV(Self.keys + ["\(name)_low", "\(name)_high", "elements"])
    for group in groups {
      for bin in group[keyPath: path].slots {
        table.add(cells(group) + [.init(bin.lower), .init(bin.upper), .init(bin.count)])
      }
    }
    return table.text
  }

  private func summaryTable() -> String {
    var table = CSV(
      Self.keys + [
        "elements", "neighbour_share", "neighbour_share_error", "relevant_nodes",
      ])
    for group in groups {
      table.add(
        cells(group) + [
          .init(group.elements), .init(group.neighbourShare.mean),
          .init(group.neighbourShare.error), .init(group.relevantNodes.mean),
        ])
    }
    return table.text
  }

  private func conservationTable() -> String {
    var table = CSV(["log10_low", "log10_high", "elements"])
    for bin in conservation.histogram.slots {
      table.add([.init(bin.lower), .init(bin.upper), .init(bin.count)])
    }
    return table.text
  }

  private func checkTable() -> String {
    var table = CSV([
      "check", "class", "elements", "value", "lower_95", "upper_95", "verdict",
    ])
    for check in checks {
      let rows = [
        (check.first.name, check.firstElements, check.firstMean),
        (check.second.name, check.secondElements, check.secondMean),
        ("difference", check.firstElements + check.secondElements, check.difference),
      ]
      for (name, elements, estimate) in rows {
        table.add([
          .init(check.name), .init(name), .init(elements), .init(estimate?.value),
          .init(estimate?.lower), .init(estimate?.upper), .init(check.verdict.rawValue),
        ])
      }
    }
    return table.text
  }
}
