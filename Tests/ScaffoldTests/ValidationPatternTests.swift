import Files
import Foundation
import TestSupport
import Testing

@testable import Scaffold

@Suite struct ValidationPatternTests {
  /// What `re.fullmatch` of Python 3.11 says of each.
  @Test(arguments: [
    ("[a-z][a-z0-9_]*", ["a", "ab_9"], ["", "9a", "aB", "a\n", "a-"]),
    ("a|bc", ["a", "bc"], ["abc", "b", "ac"]),
    (#"\d{4}-\d{2}"#, ["2026-01", "٢٠٢٦-٠١"], ["2026-1", "2026-011"]),
    (#"^v?\d+(?:\.\d+)*$"#, ["1", "v1.2.3"], ["1.", "v", "1..2"]),
    (#"(?!-)[\w-]+"#, ["a-b", "é_"], ["-a", ""]),
    (#"(?=.*\d).{3,5}"#, ["ab1", "1abcd"], ["abc", "a1", "ab1cde"]),
    ("(?i)mit|bsd", ["MIT", "Bsd"], ["m"]),
    ("(?i)[^a-c]", ["d", "D"], ["a", "B"]),
    ("[]a]+", ["]a"], ["b"]), ("[^]]", ["a"], ["]"]), ("[a-]+", ["a-"], ["b"]),
    (#"[\s\-.]+"#, [" -."], ["a"]), ("a{,2}", ["", "aa"], ["aaa"]), ("a{2,}", ["aaa"], ["a"]),
    ("a{x}", ["a{x}"], ["a"]), (".", ["é", "\u{1F600}"], ["", "\n", "ab"]),
    (#"\bword\b.*"#, ["word", "word up"], ["words"]), ("a*?b+?", ["aab", "bb"], ["a"]),
    ("(?P<year>[0-9]+)(?<end>x)?", ["1", "1x"], ["x"]), ("", [""], ["a"]), ("()*", [""], ["a"]),
    (#"\A\Bx?\Z"#, [""], ["x", "y"]), (#"\W\D\S"#, ["-a-"], ["aaa", "-1-", "-a "]),
  ]) func matches(_ text: String, _ right: [String], _ wrong: [String]) throws {
    let rule = AnswerRule.pattern(try AnswerPattern(text))
    for answer in right { #expect(rule.problem(with: answer) == nil, "\(answer)") }
    for answer in wrong {
      #expect(rule.problem(with: answer) == "\(answer.quoted) does not match the pattern \(text)")
    }
  }

  @Test func itsOwnWords() throws {
    let rule = AnswerRule.pattern(try AnswerPattern("[a-z]+"), message: "use small letters")
    #expect(rule.problem(with: "A") == "use small letters")
    #expect(rule.problem(with: "a") == nil)
  }

  @Test(arguments: [
    ("(a", "a ')' is missing"), ("a)", "a '(' is missing"), ("[a", "a ']' is missing"),
    ("*a", "there is nothing before '*' to repeat"),
    ("a|?", "there is nothing before '?' to repeat"),
    ("a**", "'*' repeats what is repeated already"),
    ("a++", "'+' repeats what is repeated already"),
    ("[b-a]", "the range after 'b-' ends before it begins"),
    ("a{3,2}", "'{3,2}' has the larger number first"), (#"a\"#, #"it ends in a '\'"#),
    ("a{99999}", "more than 10000 repetitions are not supported"), ("[]", "a ']' is missing"),
    ("a{99999999999999999999}", "more than 10000 repetitions are not supported"),
    (#"(a)\1"#, #"'\1' is not supported"#), (#"\p{L}"#, #"'\p' is not supported"#),
    ("(?<=a)b", "groups that begin with '(?<' are not supported"),
    ("(?>a)", "groups that begin with '(?>' are not supported"),
    ("(?<name", "a '>' is missing"), (#"[a-\d]"#, "the range after 'a-' ends before it begins"),
    (String(repeating: "(", count: 1000), "it is nested too deeply"),
  ]) func cannotBeUsed(_ text: String, _ clause: String) {
    let failure = #expect(throws: Failure.self) { try AnswerPattern(text) }
    #expect(
      failure?.description
        == "the pattern '\(text)' cannot be used: \(clause). Correct the pattern."
    )
    #expect(failure?.status == .badData)
  }

  /// Each of these keeps a backtracking matcher busy for years.
  @Test(arguments: ["(a+)+$", "(a|a)*", "(a*)*", "(a|aa)+", "(.*a){20}", "((a?){40}){40}"])
  func isNotHeldUp(_ text: String) throws {
    let rule = AnswerRule.pattern(try AnswerPattern(text))
    #expect(rule.problem(with: String(repeating: "a", count: 40)) == nil)
    let answer = String(repeating: "a", count: 40) + "b"
    #expect(rule.problem(with: answer) == "\(answer.quoted) does not match the pattern \(text)")
  }

  @Test func tooMuchWork() throws {
    let text = "(?:(?=.*b).)*b"
    let rule = AnswerRule.pattern(try AnswerPattern(text))
    #expect(
      rule.problem(with: String(repeating: "a", count: 60_000) + "b")
        == "the answer is too long to be compared with the pattern \(text)")
  }

  /// Patterns of all parts, put together at random; the oracle is Python's `re.fullmatch`.
  @Test(.enabled(if: PythonTools.answers != nil, "needs python3 and its package index"))
  func pythonAgrees() throws {
    let tools = try #require(PythonTools.answers)
    var random = SplitMix64(state: 7)
    let patterns = (0..<400).map { _ in Self.pattern(3, &random) }
    let texts = ["", "a", "b", "ab", "ba", "aa", "aba", "bbb", "abab", "aabb", "a b", "Ab1"]
    let script = """
      import json, re, sys
      patterns, texts = json.load(open('cases.json'))
      print(json.dumps([[bool(re.fullmatch(p, t)) for t in texts] for p in patterns]))
      """
    try withFolder { folder in
      let data = try JSONEncoder().encode([patterns, texts])
      try data.write(to: URL(filePath: folder + "/cases.json"))
      let result = try tools.run("python", ["-c", script], in: folder)
      #expect(result.status == 0, "\(result.errors)")
      let matches = try JSONDecoder().decode([[Bool]].self, from: Data(result.output.utf8))
      #expect(matches.joined().contains(true) && matches.joined().contains(false))
      for (pattern, row) in zip(patterns, matches) {
        let rule = AnswerRule.pattern(try AnswerPattern(pattern))
        for (text, isMatch) in zip(texts, row) {
          #expect((rule.problem(with: text) == nil) == isMatch, "\(pattern) on '\(text)'")
        }
      }
    }
  }

  private static func pattern(_ depth: Int, _ random: inout SplitMix64) -> String {
    let leaves = ["a", "b", ".", "[ab]", "[^a]", #"\w"#, #"\s"#, #"\d"#, "^", "$", #"\b"#]
    guard depth > 0 else { return leaves.randomElement(using: &random) ?? "a" }
    let first = pattern(depth - 1, &random)
    let second = pattern(depth - 1, &random)
    switch Int.random(in: 0..<8, using: &random) {
    case 0: return "(?:\(first)|\(second))"
    case 1: return "(\(first))*"
    case 2: return "(?:\(first))+?\(second)"
    case 3: return "(?:\(first)){1,2}"
    case 4: return "(?=\(first))\(second)"
    case 5: return "(?!\(first))\(second)"
    case 6: return "(?:\(first))?\(second)"
    default: return first + second
    }
  }
}
