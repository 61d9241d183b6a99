import Events

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
        Self.percent(group.neighbourShare.mean), Self.rounded(group.relevantNodes.mean, 10),
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
        "|sum R - output| / |output|", Self.scientific(conservation.median),
        Self.scientific(conservation.percentile99), Self.scientific(conservation.worst),
      ],
    ]
    return [rows, tests, sums]
  }

  private static func percent(_ estimate: PhysicsCheck.Estimate?) -> String {
    estimate.map {
      "\(percent($0.value)) (\(rounded(100 * $0.lower, 100)) to \(rounded(100 * $0.upper, 100)))"
    } ?? "-"
  }

  private static func percent(_ share: Double) -> String { "\(rounded(100 * share, 100)) %" }

  private static func rounded(_ value: Double, _ steps: Double) -> String {
    "\((value * steps).rounded() / steps)"
  }

  /// "3.2e-12".
  private static func scientific(_ value: Double) -> String {
    guard value > 0 else { return "0" }
    var (mantissa, exponent) = (value, 0)
    while mantissa < 1 {
      mantissa *= 10
      exponent -= 1
    }
    while mantissa >= 10 {
      mantissa /= 10
      exponent += 1
    }
    return "\((mantissa * 10).rounded() / 10)e\(exponent)"
  }
}
