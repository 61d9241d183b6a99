import Evaluation
import Events
import Files

extension ReportPage {
  /// This run beside the published table.
  func headlineTable(_ result: EvaluationResult) -> PageTable {
    guard let table = result.headline.first(where: { $0.subset == .all }) else { return .none }
    var hasUnconfirmed = false
    let parts = [PID.chargedHadron, .neutralHadron].map { pid in
      PageTable.Part(
        heading: pid.plural,
        rows: HeadlineTable.Metric.allCases.compactMap { metric -> [PageTable.Cell]? in
          let found = table.rows.filter { $0.pid == pid && $0.metric == metric }
          guard !found.isEmpty else { return nil }
          func row(_ method: Method) -> HeadlineTable.Row? { found.first { $0.method == method } }
          func published(_ method: Method) -> PageTable.Cell {
            guard let value = row(method)?.published else { return "–" }
            if !value.confirmed { hasUnconfirmed = true }
            return .init(
              NumberText.fixed(value.value, value.decimals) + (value.confirmed ? "" : " †"))
          }
          return [.init(metric.name(pid))] + Method.allCases.map { .number(row($0)?.value) }
            + [published(.mlpf), published(.ruleBased)]
        })
    }
    let note =
      "Published values (arXiv:2101.08578) are of QCD events with 200 pileup interactions; they can "
      + "be compared only with a run on such events."
      + (hasUnconfirmed
        ? " † Not found in a published figure; may be off in its last digit." : "")
    return PageTable(
      "This run beside the published table, all elements",
      columns: ["quantity"] + Method.allCases.map(\.name)
        + ["published MLPF", "published rule-based PF"],
      parts: parts, note: note, source: "headline.csv")
  }

  /// Efficiency and fake rate of each class, and accuracy.
  ///
  /// - Parameters:
  ///   - result: the evaluation.
  ///   - folder: where its files lie, seen from the page.
  /// - Returns: the table.
  func classTable(_ result: EvaluationResult, in folder: String = "") -> PageTable {
    let parts = Subset.allCases.compactMap { subset -> PageTable.Part? in
      guard let part = result[subset], part.elements > 0 else { return nil }
      let matrices = Method.allCases.map { part[$0]?.confusion }
      var rows: [[PageTable.Cell]] = PID.allCases.dropFirst().compactMap { pid in
        let occurs = matrices.contains {
          ($0?.truthCount(pid) ?? 0) + ($0?.recoCount(pid) ?? 0) > 0
        }
        guard occurs else { return nil }
        return [.init(pid.name), .init(matrices[0]?.truthCount(pid) ?? 0)]
          + matrices.map { .number($0?.efficiency(pid)) }
          + matrices.map { .number($0?.fakeRate(pid)) }
      }
      rows.append(
        ["accuracy", .init(part.elements)] + matrices.map { .number($0?.accuracy) }
          + ["", "", ""])
      return PageTable.Part(heading: subset.name, rows: rows)
    }
    let names = ["MLPF", "rule-based", "trivial"]
    return PageTable(
      "Efficiency and fake rate by class",
      columns: ["class", "true elements"] + names.map { "efficiency, \($0)" }
        + names.map { "fake rate, \($0)" },
      parts: parts,
      note:
        "Efficiency is the share of elements of a true class that were given it; fake rate is the "
        + "share of elements given a class that are not of it. Tracks are classified by two bits "
        + "that the generator sets, so clusters test a method.",
      source: "\(folder)confusion.csv")
  }

  /// Residuals of hadrons.
  func resolutionTable(_ result: EvaluationResult) -> PageTable {
    guard let part = result[.all] else { return .none }
    let parts = [PID.chargedHadron, .neutralHadron].map { pid in
      PageTable.Part(
        heading: pid.plural,
        rows: Quantity.kinematic.flatMap { quantity in
          [Method.mlpf, .ruleBased].compactMap { method -> [PageTable.Cell]? in
            guard let found = part[method]?.resolution(pid, quantity, .paper), found.count > 0
            else { return nil }
            return [
              .init("\(quantity.name), \(method.name)"), .init(found.count), .number(found.mean),
              .number(found.sigma), .number(found.median), .number(found.interquartileRange),
            ]
          }
        })
    }
    return PageTable(
      "Relative residuals, (reconstructed - true) / true",
      columns: [
        "quantity and method", "elements", "mean", "sigma", "median", "interquartile range",
      ],
      parts: parts,
      note: "Of the elements that truth, network and rule-based particle flow give the same class.",
      source: "resolutions.csv")
  }

  /// Numbers of particles in an event.
  func multiplicityTable(_ result: EvaluationResult) -> PageTable {
    guard let part = result[.all] else { return .none }
    let parts = [Method.mlpf, .ruleBased].compactMap { method -> PageTable.Part? in
      guard let found = part[method] else { return nil }
      return PageTable.Part(
        heading: method.name,
        rows: found.multiplicities.filter { $0.pid != .none && $0.excluded < $0.events }.map {
          [
            // A damaged file may hold any numbers.
            .init($0.pid.plural), .init($0.events &- $0.excluded), .number($0.mean),
            .number($0.sigma), .number($0.correlation),
          ]
        })
    }
    return PageTable(
      "Particles in an event, (found - true) / true",
      columns: ["class", "events", "mean", "sigma", "correlation"], parts: parts,
      source: "multiplicity_summary.csv")
  }
}
