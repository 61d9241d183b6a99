import Events

extension EvaluationResult {
  /// The few numbers to print at the end: efficiency and fake rate by class, and accuracy.
  ///
  /// The first row is the header; PF is the rule-based particle flow, trivial the baseline that looks
  /// at one element alone. The fake rate counts elements without a true particle as fakes, as
  /// the published table does; "-" is a number that is undefined.
  /// - Parameter subsets: the parts of the table, each a block of rows.
  /// - Returns: rows of equal length.
  public func summary(_ subsets: [Subset] = [.all, .clusters]) -> [[String]] {
    let names = ["MLPF", "PF", "trivial"]  // in the order of Method
    var rows = [
      ["elements", "class"] + names.map { "eff. \($0)" } + names.map { "fake \($0)" }
    ]
    for subset in subsets {
      guard let part = self[subset] else { continue }
      let matrices = Method.allCases.map { part[$0]?.confusion }
      for pid in PID.particles {
        let occurs = matrices.contains {
          ($0?.truthCount(pid) ?? 0) + ($0?.recoCount(pid) ?? 0) > 0
        }
        guard occurs else { continue }
        rows.append(
          [subset.name, pid.name]
            + matrices.map { Self.percent($0?.efficiency(pid)) }
            + matrices.map { Self.percent($0?.fakeRate(pid)) })
      }
      let none = Array(repeating: "", count: matrices.count)
      rows.append(
        [subset.name, "accuracy"] + matrices.map { Self.percent($0?.accuracy) } + none)
      rows.append(
        [subset.name, "accuracy, masked"] + matrices.map { Self.percent($0?.maskedAccuracy) }
          + none)
    }
    return rows
  }

  /// A proportion as "95.3 %".
  private static func percent(_ value: Double?) -> String {
    guard let value else { return "-" }
    let tenths = Int((value * 1000).rounded())
    return "\(tenths / 10).\(tenths % 10) %"
  }
}
