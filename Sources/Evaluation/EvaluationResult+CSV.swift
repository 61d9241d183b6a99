import Events
import Files

extension EvaluationResult {
  /// The result as comma-separated tables, by file name.
  ///
  /// Units stand in the column names; undefined numbers are empty cells. Efficiencies and fake rates
  /// have one table per quantity. The first and last bins of each curve and histogram, without a lower
  /// or an upper edge, hold what lies outside the axis. Intervals are Wilson's at 68 %.
  /// - Returns: the text of each file.
  public func csv() -> [String: String] {
    var tables = [
      "accuracy.csv": accuracyTable(), "confusion.csv": confusionTable(),
      "resolutions.csv": resolutionTable(), "residuals.csv": residualTable(),
      "multiplicities.csv": countTable(), "multiplicity_summary.csv": multiplicityTable(),
      "headline.csv": headlineTable(),
    ]
    for quantity in Quantity.kinematic {
      tables["efficiency_fake_rate_\(quantity.name).csv"] = curveTable(quantity)
    }
    for quantity in Quantity.allCases {
      let name = quantity.name.split(separator: " ").joined(separator: "_")
      tables["distributions_\(name).csv"] = distributionTable(quantity)
    }
    if !timing.isEmpty { tables["inference_time.csv"] = timingTable() }
    return tables
  }

  /// Calls `body` with every subset and method.
  private func forEachMethod(_ body: (CSV.Cell, CSV.Cell, MethodResult) -> Void) {
    for part in subsets {
      for found in part.methods {
        body(CSV.Cell(part.subset.rawValue), CSV.Cell(found.method.rawValue), found)
      }
    }
  }

  private func accuracyTable() -> String {
    var table = CSV(["subset", "method", "elements", "accuracy", "masked_accuracy"])
    forEachMethod { subset, method, found in
      table.add([
        subset, method, .init(found.confusion.elements), .init(found.accuracy),
        .init(found.maskedAccuracy),
      ])
    }
    return table.text
  }

  private func confusionTable() -> String {
    var table = CSV(["subset", "method", "truth", "reco", "elements", "share_of_truth"])
    forEachMethod { subset, method, found in
      let shares = found.confusion.rowNormalised
      for truth in PID.allCases {
        for reco in PID.allCases {
          table.add([
            subset, method, .init(truth.name), .init(reco.name),
            .init(found.confusion.counts[truth.rawValue][reco.rawValue]),
            .init(shares[truth.rawValue][reco.rawValue]),
          ])
        }
      }
    }
    return table.text
  }

  private func curveTable(_ quantity: Quantity) -> String {
    var table = CSV([
      "subset", "method", "class", "curve", quantity.header("low"), quantity.header("high"),
      "passed", "total", "value", "lower", "upper",
    ])
    forEachMethod { subset, method, found in
      func add(_ pid: PID, _ name: CSV.Cell, _ curve: RatioCurve) {
        for (passed, total) in zip(curve.passed.slots, curve.total.slots) {
          let interval = WilsonInterval(successes: passed.count, trials: total.count)
          table.add([
            subset, method, .init(pid.name), name, .init(total.lower), .init(total.upper),
            .init(passed.count), .init(total.count), .init(interval?.value),
            .init(interval?.lower), .init(interval?.upper),
          ])
        }
      }
      for entry in found.efficiencies where entry.quantity == quantity {
        add(entry.pid, "efficiency", entry.curve)
      }
      for entry in found.fakeRates where entry.quantity == quantity {
        let truthOnly = entry.convention == .truthOnly
        add(
          entry.pid, truthOnly ? "fake_rate_truth_only" : "fake_rate_all_elements",
          entry.curve)
      }
    }
    return table.text
  }

  private func resolutionTable() -> String {
    var table = CSV([
      "subset", "method", "class", "quantity", "selection", "elements", "excluded",
      "mean_relative", "sigma_relative", "median_relative", "interquartile_range_relative",
    ])
    forEachMethod { subset, method, found in
      for entry in found.resolutions {
        table.add([
          subset, method, .init(entry.pid.name), .init(entry.quantity.name),
          .init(entry.selection.rawValue), .init(entry.count), .init(entry.excluded),
          .init(entry.mean), .init(entry.sigma), .init(entry.median),
          .init(entry.interquartileRange),
        ])
      }
    }
    return table.text
  }

  private func residualTable() -> String {
    var table = CSV([
      "subset", "method", "class", "quantity", "selection", "bin_low", "bin_high", "elements",
    ])
    forEachMethod { subset, method, found in
      for entry in found.resolutions {
        for bin in entry.histogram.slots {
          table.add([
            subset, method, .init(entry.pid.name), .init(entry.quantity.name),
            .init(entry.selection.rawValue), .init(bin.lower), .init(bin.upper),
            .init(bin.count),
          ])
        }
      }
    }
    return table.text
  }

  private func multiplicityTable() -> String {
    var table = CSV([
      "subset", "method", "class", "events", "excluded", "correlation", "mean_relative",
      "sigma_relative",
    ])
    forEachMethod { subset, method, found in
      for entry in found.multiplicities {
        table.add([
          subset, method, .init(entry.pid.name), .init(entry.events), .init(entry.excluded),
          .init(entry.correlation), .init(entry.mean), .init(entry.sigma),
        ])
      }
    }
    return table.text
  }

  private func countTable() -> String {
    var table = CSV(["subset", "event", "class", "truth"] + Method.allCases.map(\.rawValue))
    for part in subsets {
      for (event, counts) in part.counts.enumerated() {
        for pid in PID.allCases {
          let methods = Method.allCases.map { CSV.Cell(counts[$0][pid.rawValue]) }
          table.add(
            [
              CSV.Cell(part.subset.rawValue), .init(event), .init(pid.name),
              .init(counts.truth[pid.rawValue]),
            ] + methods)
        }
      }
    }
    return table.text
  }

  private func distributionTable(_ quantity: Quantity) -> String {
    var table = CSV(
      ["subset", "class", quantity.header("low"), quantity.header("high"), "truth"]
        + Method.allCases.map(\.rawValue))
    for part in subsets {
      let sources = [part.truth] + Method.allCases.compactMap { part[$0]?.distributions }
      let columns = sources.map { $0.entries.filter { $0.quantity == quantity } }
      for (index, entry) in columns[0].enumerated() {
        let slots = columns.map { $0[index].histogram.slots }
        for (bin, edges) in slots[0].enumerated() {
          let name = entry.pid?.name ?? "all"
          table.add(
            [
              CSV.Cell(part.subset.rawValue), .init(name), .init(edges.lower),
              .init(edges.upper),
            ] + slots.map { CSV.Cell($0[bin].count) })
        }
      }
    }
    return table.text
  }

  private func headlineTable() -> String {
    var table = CSV([
      "subset", "class", "metric", "method", "value", "published", "published_confirmed",
    ])
    for part in headline {
      for row in part.rows {
        table.add([
          .init(part.subset.rawValue), .init(row.pid.name), .init(row.metric.rawValue),
          .init(row.method.rawValue), .init(row.value), .init(row.published?.value),
          .init(row.published.map { $0.confirmed ? "yes" : "no" } ?? ""),
        ])
      }
    }
    return table.text
  }

  private func timingTable() -> String {
    var table = CSV(["elements", "time_ms"])
    for entry in timing { table.add([.init(entry.elements), .init(entry.milliseconds)]) }
    return table.text
  }
}

extension Quantity {
  /// A column name with the unit: "pT_low_GeV".
  fileprivate func header(_ end: String) -> String {
    let words = name.split(separator: " ") + [Substring(end)]
    return (words + (unit.isEmpty ? [] : [Substring(unit)])).joined(separator: "_")
  }
}
