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
        "\(Self.fixed(100 * group.neighbourShare.mean)) %", Self.fixed(group.relevantNodes.mean),
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

  /// "9.1 % (9.0 to 9.2)".
  private static func percent(_ estimate: PhysicsCheck.Estimate?) -> String {
    guard let estimate else { return "-" }
    return "\(fixed(100 * estimate.value)) % (\(fixed(100 * estimate.lower)) to "
      + "\(fixed(100 * estimate.upper)))"
  }

  /// A number that is not negative, with one decimal place; what no result can be as it is.
  private static func fixed(_ value: Double) -> String {
    guard (0..<1e12).contains(value) else { return "\(value)" }
    let tenths = Int((value * 10).rounded())
    return "\(tenths / 10).\(tenths % 10)"
  }

  /// "3.2e-12".
  private static func scientific(_ value: Double) -> String {
    guard value > 0, value.isFinite else { return value == 0 ? "0" : "\(value)" }
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
