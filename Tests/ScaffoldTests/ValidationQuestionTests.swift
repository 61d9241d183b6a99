import Testing

@testable import Scaffold

@Suite struct ValidationQuestionTests {
  @Test func rulesOfAText() {
    var question = Question(name: "doi", prompt: "DOI", kind: .text)
    #expect(question.problem(with: "x") == nil)
    question.rules = [.slug, .doi]
    #expect(question.problem(with: "") == nil)
    #expect(question.problem(with: "-x") == "'-x' starts with '-'")
    #expect(
      question.problem(with: "x") == "'x' is not a DOI such as 10.5281/zenodo.4559324")
    question.isRequired = true
    #expect(question.problem(with: "") == "the answer is empty")
  }

  @Test func secretsAreNotRepeated() {
    var question = Question(name: "key", prompt: "Key", kind: .text)
    question.rules = [.slug]
    question.isSecret = true
    #expect(
      question.problem(with: "hush hush")
        == "the answer has other characters than letters, digits, '-' and '_'")
    question.rules = [.spdx]
    #expect(question.problem(with: "hush hush") == "the answer is not what it should be")
    // Neither cut nor written in another way.
    for secret in [String(repeating: "hush", count: 30) + " x", "hush\u{7}er", "(hush"] {
      #expect(question.problem(with: secret)?.contains("hush") == false)
    }
  }
}
