public import Files

/// A regular expression in the words of Python's `re` that a whole answer must match.
///
/// Back references and looking behind are left out; the rest is checked in a time that grows with
/// the answer and the pattern, not with the ways through it.
public struct AnswerPattern: Sendable {
  /// The pattern as it is written.
  public let text: String
  private let root: PatternNode

  /// Reads a pattern.
  ///
  /// - Parameter text: the pattern.
  /// - Throws: `Failure` when it cannot be understood.
  public init(_ text: String) throws(Failure) {
    self.text = text
    do throws(PatternReader.Problem) {
      root = try PatternReader.read(text)
    } catch {
      throw Failure(
        "the pattern '\(text)' cannot be used: \(error.clause)", remedy: "Correct the pattern",
        status: .badData)
    }
  }

  /// What is wrong with an answer that it does not match; `message` is put in place of our words.
  func problem(with answer: String, message: String?) -> String? {
    do throws(PatternMatcher.TooMuchWork) {
      if try PatternMatcher.matches(root, answer) { return nil }
      return message ?? "\(answer.quoted) does not match the pattern \(text)"
    } catch {
      return "the answer is too long to be compared with the pattern \(text)"
    }
  }
}
