import Events
import Files

extension Explanation {
  /// The few numbers to print at the end: groups by class and outcome, the physics checks, and the
  /// conservation.
  ///
  /// - Returns: three tables; the first row of each is the header.
  public func summary() -> [[[String]]] {
    var rows = [["class", "outcome", "elements", "on neighbours", "relevant nodes"]]
    for group in groups where group.kind == nil {
      rows.append([
        group.pid.name, group.outcome.rawValue, "\(group.elements)",
        NumberText.percent(group.neighbourShare.mean),
        NumberText.fixed(group.relevantNodes.mean, 1),
      ])
    }
    let (first, second) = (checks.first?.first.name ?? "", checks.first?.second.name ?? "")
    var tests = [["share of |R|, 95 % interval", first, second, "statement"]]
    for check in checks {
      tests.append([
        "on \(check.name)", Self.percent(check.firstMean), Self.percent(check.secondMean),
        check.verdict.rawValue,
      ])
    }
    let sums = [
      ["conservation", "median", "99 %", "worst"],
      [
        "|sum R - output| / |output|", NumberText.scientific(conservation.median),
        NumberText.scientific(conservation.percentile99), NumberText.scientific(conservation.worst),
      ],
    ]
    return [rows, tests, sums]
  }

  /// "9.1 % (9.0 to 9.2)".
  private static func percent(_ estimate: PhysicsCheck.Estimate?) -> String {
    guard let estimate else { return "-" }
    return "\(NumberText.percent(estimate.value)) (\(NumberText.fixed(100 * estimate.lower, 1)) to "
      + "\(NumberText.fixed(100 * estimate.upper, 1)))"
  }
}
