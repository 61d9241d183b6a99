import FoundationEssentials

/// The lines of a rendered file whose texts differ each time: random ones, and those with secrets.
///
/// Versions of a template are compared with constant texts in these places, so that only what the
/// template says is compared. A line that comes into the project must not keep a constant: anyone
/// could guess it.
struct VariableLines {
  /// How a line with constants looks in a project.
  private struct Pattern {
    let line: Data
    /// The same line with other constants.
    let contrast: Data

    /// Random texts have one length, whatever they are; other texts have any length.
    func matches(_ other: Data) -> Bool {
      if line.count == contrast.count {
        return other.count == line.count
          && zip(zip(line, contrast), other).allSatisfy { $0.0 != $0.1 || $0.0 == $1 }
      }
      let start = zip(line, contrast).prefix { $0 == $1 }.count
      let rest = min(line.count, contrast.count) - start
      let end = zip(line.reversed(), contrast.reversed()).prefix { $0 == $1 }.prefix(rest).count
      return other.count >= start + end && other.starts(with: line.prefix(start))
        && other.suffix(end) == line.suffix(end)
    }
  }

  private let patterns: [Pattern]
  /// New lines by the line with constants, in the order of the file.
  private var fresh: [Data: [Data]] = [:]
  /// Lines with constants that also stand where the template says just this: which is which cannot be
  /// told, and a secret in the wrong line could get anywhere.
  private var ambiguous: Set<Data> = []
  /// The user's lines by the line with constants.
  private var mine: [Data: Data] = [:]

  /// Compares three renderings of a file line by line; `nil` if there is no new line for each one with
  /// constants.
  ///
  /// - Parameters:
  ///   - comparable: the file with constants.
  ///   - contrast: the file with other constants, to see where they are; with other lines it tells
  ///     nothing.
  ///   - fresh: the file as it may go into a project.
  init?(comparable: Data, contrast: Data, fresh: Data) {
    let lines = Self.lines(comparable)
    let others = Self.lines(contrast)
    let new = Self.lines(fresh)
    guard lines.count == new.count else { return nil }
    let isAlike = lines.count == others.count
    var patterns: [Pattern] = []
    for (index, line) in lines.enumerated() {
      if line != new[index] {
        self.fresh[line, default: []].append(new[index])
      } else if !isAlike || line == others[index] {
        ambiguous.insert(line)
      }
      if isAlike, line != others[index], lines.count(where: { $0 == line }) == 1 {
        patterns.append(Pattern(line: line, contrast: others[index]))
      }
    }
    self.patterns = patterns
    ambiguous.formIntersection(self.fresh.keys)
    for line in ambiguous { self.fresh[line] = nil }
  }

  /// Puts constants into the user's file, where it has what an earlier rendering left to chance.
  ///
  /// Only a line that cannot be taken for another one is touched.
  /// - Parameters:
  ///   - yours: the user's file.
  ///   - base: the file as the template made it, with constants.
  /// - Returns: the file to compare; `restored` takes the constants back.
  mutating func hidden(in yours: Data, base: Data) -> Data {
    guard !patterns.isEmpty else { return yours }
    var lines = Self.lines(yours)
    let old = Self.lines(base)
    for pattern in patterns where old.count(where: { $0 == pattern.line }) == 1 {
      let places = lines.indices.filter { pattern.matches(lines[$0]) }
      guard let place = places.first, places.count == 1 else { continue }
      mine[pattern.line] = lines[place]
      lines[place] = pattern.line
    }
    return Self.joined(lines)
  }

  /// Puts the user's own texts, and new ones where there were none, in the place of constants.
  ///
  /// - Parameter text: a merged text.
  /// - Returns: the text that may go into the project.
  func restored(_ text: Data) -> Data {
    guard !fresh.isEmpty || !mine.isEmpty else { return text }
    var left = fresh
    let lines = Self.lines(text).map { line in
      if let own = mine[line] { return own }
      guard let new = left[line], let first = new.first else { return line }
      // The last one serves again should the line come more often.
      if new.count > 1 { left[line]?.removeFirst() }
      return first
    }
    return Self.joined(lines)
  }

  /// Whether a merged text has new lines that `restored` leaves alone, because it cannot tell them from
  /// others.
  ///
  /// - Parameters:
  ///   - text: the merged text.
  ///   - yours: the text it takes the place of.
  /// - Returns: whether a secret or random text is missing in one.
  func hasUnfilledLines(_ text: Data, insteadOf yours: Data) -> Bool {
    guard !ambiguous.isEmpty else { return false }
    let (new, old) = (Self.lines(text), Self.lines(yours))
    return ambiguous.contains { line in
      new.count { $0 == line } > old.count { $0 == line }
    }
  }

  private static func lines(_ text: Data) -> [Data] {
    text.split(separator: 10, omittingEmptySubsequences: false).map { Data($0) }
  }

  private static func joined(_ lines: [Data]) -> Data { Data(lines.joined(separator: [10])) }
}
