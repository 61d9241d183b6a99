/// A measured proportion with Wilson's score interval.
///
/// With p = k/n the interval is (p + z²/2n ± z sqrt(p(1-p)/n + z²/4n²)) / (1 + z²/n); z = 1 covers
/// 68 %. Unlike eff/sqrt(n), used for the published figures, it stays within 0 and 1 and has a width
/// where k is 0 or n. Source: E. B. Wilson, J. Am. Stat. Assoc. 22 (1927) 209.
public struct WilsonInterval: Codable, Sendable, Equatable {
  /// The proportion k/n.
  public let value: Double
  /// Lower end of the interval.
  public let lower: Double
  /// Upper end of the interval.
  public let upper: Double

  /// The interval for k successes in n trials; `nil` if there was no trial.
  ///
  /// - Parameters:
  ///   - successes: k, 0 to n.
  ///   - trials: n.
  ///   - z: half width in standard deviations of a normal distribution.
  public init?(successes: Int, trials: Int, z: Double = 1) {
    precondition(successes >= 0 && successes <= trials, "\(successes) of \(trials)")
    guard trials > 0 else { return nil }
    let n = Double(trials)
    let p = Double(successes) / n
    let centre = p + z * z / (2 * n)
    let half = z * (p * (1 - p) / n + z * z / (4 * n * n)).squareRoot()
    let scale = 1 + z * z / n
    value = p
    // Rounding must not push the ends past the proportion where it is exactly 0 or 1.
    lower = successes == 0 ? 0 : (centre - half) / scale
    upper = successes == trials ? 1 : (centre + half) / scale
  }
}
