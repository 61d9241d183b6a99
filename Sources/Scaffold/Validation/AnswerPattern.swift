public import Files
import Patterns

/// A regular expression in the words of Python's `re` that a whole answer must match.
public struct AnswerPattern: Sendable {
  private let pattern: Pattern

  /// The pattern as it is written.
  public var text: String { pattern.text }

  /// Reads a pattern.
  ///
  /// - Parameter text: the pattern.
  /// - Throws: `Failure` when it cannot be understood.
  public init(_ text: String) throws(Failure) {
    do throws(Pattern.Problem) {
      pattern = try Pattern(text)
    } catch {
      throw Failure(
        "the pattern '\(text)' cannot be used: \(error.clause)", remedy: "Correct the pattern",
        status: .badData)
    }
  }

  /// What is wrong with an answer that it does not match; `message` is put in place of our words.
  func problem(with answer: String, message: String?) -> String? {
    do throws(Pattern.TooMuchWork) {
      if try pattern.matchesWhole(answer) { return nil }
      return message ?? "\(answer.quoted) does not match the pattern \(text)"
    } catch {
      return "the answer is too long to be compared with the pattern \(text)"
    }
  }
}
