import Files
import Jinja

extension Interview {
  /// The questions that get a number, in the order they are asked.
  ///
  /// In an update only a few are asked, and which ones is found out by going through all of them with
  /// the defaults.
  /// - Parameter questions: the names of all questions.
  /// - Returns: their names; none if it cannot be told.
  func numbered(_ questions: [String]) -> [String] {
    guard let repetition else { return questions }
    guard repetition.asks, !(prompter is DefaultsPrompter), !isRehearsal else { return [] }
    let rehearsal = Rehearsal()
    var environment = environment
    // A seed gives its numbers to the questions that are really asked.
    environment.random = { _, _ in 0 }
    var interview = Interview(
      template: template, members: members, environment: environment, given: given,
      prompter: rehearsal, repetition: repetition)
    interview.isRehearsal = true
    // A default may be none that the template can go on with.
    guard (try? interview.answers()) != nil else { return [] }
    return rehearsal.asked
  }
}

/// Notes which questions are asked.
private final class Rehearsal: Prompter {
  private(set) var asked: [String] = []

  func ask(_ question: Question, default fallback: String?) throws(Failure) -> String {
    asked.append(question.name)
    return fallback ?? ""
  }

  func confirm(_ text: String, default fallback: Bool) throws(Failure) -> Bool { fallback }

  func password(_ text: String) throws(Failure) -> String? { nil }

  func say(_ text: String) {}
}
