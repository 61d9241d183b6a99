/// A regular expression in the words of Python's `re`.
///
/// Back references and looking behind are left out. The rest takes a time that grows with the text
/// and the pattern, not with the ways through it, so that patterns and texts of strangers do no harm.
public struct Pattern: Sendable {
  /// Why a pattern cannot be used, as a clause.
  public struct Problem: Error {
    /// Such as "a ')' is missing".
    public let clause: String
  }

  /// The text and the pattern are too long for each other.
  public struct TooMuchWork: Error {}

  /// The pattern as it is written.
  public let text: String
  private let program: PatternProgram

  /// Reads a pattern.
  ///
  /// - Parameter text: the pattern.
  /// - Throws: `Problem` when it cannot be understood.
  public init(_ text: String) throws(Problem) {
    self.text = text
    program = try PatternProgram(try PatternReader.read(text))
  }

  /// Whether the pattern matches a text from its start to its end.
  ///
  /// - Parameter text: the text.
  /// - Returns: what `re.fullmatch` of Python finds.
  /// - Throws: `TooMuchWork` for a text that is too long for the pattern.
  public func matchesWhole(_ text: String) throws(TooMuchWork) -> Bool {
    var matcher = PatternMatcher(text)
    return try matcher.match(program, from: 0, .whole) != nil
  }

  /// The text with something else in place of each match, from left to right.
  ///
  /// - Parameters:
  ///   - text: the text.
  ///   - replacement: what is put in; nothing in it has a meaning of its own.
  /// - Returns: what `re.sub` of Python makes.
  /// - Throws: `TooMuchWork` for a text that is too long for the pattern.
  public func replacing(
    in text: String, with replacement: String
  ) throws(TooMuchWork) -> String {
    var matcher = PatternMatcher(text)
    var result = String.UnicodeScalarView()
    var place = 0
    var kind = PatternMatcher.Kind.anywhere
    while let match = try matcher.match(program, from: place, kind) {
      result.append(contentsOf: matcher.text[place..<match.lowerBound])
      result.append(contentsOf: replacement.unicodeScalars)
      place = match.upperBound
      // After nothing, something has to be found, or the same nothing would be found for ever.
      kind = match.isEmpty ? .anywhereButNothingHere : .anywhere
    }
    result.append(contentsOf: matcher.text[place...])
    return String(result)
  }
}
