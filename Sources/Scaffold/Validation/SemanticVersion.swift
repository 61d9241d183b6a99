/// Versions as Semantic Versioning 2.0.0 writes them (semver.org).
enum SemanticVersion {
  /// Whether a text is a version: three numbers, a pre-release after `-`, a build after `+`.
  static func isValid(_ text: String) -> Bool {
    let halves = text.split(separator: "+", maxSplits: 1, omittingEmptySubsequences: false)
    if halves.count == 2 {
      guard parts(halves[1]).allSatisfy(isIdentifier) else { return false }
    }
    guard let release = halves.first else { return false }
    let sides = release.split(separator: "-", maxSplits: 1, omittingEmptySubsequences: false)
    if sides.count == 2 {
      guard parts(sides[1]).allSatisfy({ isIdentifier($0) && !hasLeadingZero($0) }) else {
        return false
      }
    }
    let numbers = parts(sides[0])
    return numbers.count == 3
      && numbers.allSatisfy {
        !$0.isEmpty && $0.utf8.allSatisfy(\.isDigit) && !hasLeadingZero($0)
      }
  }

  private static func parts(_ text: Substring) -> [Substring] {
    text.split(separator: ".", omittingEmptySubsequences: false)
  }

  private static func isIdentifier(_ text: Substring) -> Bool {
    !text.isEmpty && text.utf8.allSatisfy { $0.isLetterOrDigit || $0 == UInt8(ascii: "-") }
  }

  /// Whether it is a number that begins with a needless zero.
  private static func hasLeadingZero(_ text: Substring) -> Bool {
    text.utf8.count > 1 && text.utf8.first == UInt8(ascii: "0")
      && text.utf8.allSatisfy(\.isDigit)
  }
}
