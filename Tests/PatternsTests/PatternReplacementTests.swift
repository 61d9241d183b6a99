import Files
import Foundation
import Patterns
import TestSupport
import Testing

@Suite struct PatternReplacementTests {
  /// What `re.sub(pattern, '-', text)` of Python 3.11 makes.
  @Test(arguments: [
    ("[^-a-z0-9_]+", "___this is a test___", "___this-is-a-test___"), ("a", "banana", "b-n-n-"),
    ("x*", "abxd", "-a-b--d-"), ("", "ab", "-a-b-"), ("a|ab", "ab", "-b"), ("ab|a", "ab", "-"),
    ("a+?", "aaa", "---"), ("a{2}", "aaaaa", "--a"), ("a{1,2}?", "aaa", "---"), ("^a", "aa", "-a"),
    ("a$", "aa", "a-"), ("$", "a\n", "a-\n-"), (#"\Z"#, "a\n", "a\n-"), (#"\b"#, "a b", "-a- -b-"),
    ("a(?=b)", "abab", "-b-b"), ("a(?!b)", "abac", "ab-c"), (".", "a\né", "-\n-"),
    ("|a", "aba", "---b---"), ("(|a)*", "aa", "-----"), ("(a*|b)*", "ab", "----"),
    (#"\s+"#, "a \t\u{1C}\u{A0}b", "a-b"), (#"[\u4e00-\u9fff]"#, "a北b", "a-b"),
    (#"\x41|\U0001F600"#, "A😀B", "--B"), ("(?i)É", "éÉ", "--"), ("e", "e\u{301}", "-\u{301}"),
    ("b", "", ""), ("b*", "", "-"),
  ]) func replaces(_ pattern: String, _ text: String, _ expected: String) throws {
    #expect(try Pattern(pattern).replacing(in: text, with: "-") == expected)
  }

  @Test func replacementIsPlainText() throws {
    #expect(try Pattern("(a)").replacing(in: "bab", with: #"\1\g<0>$"#) == #"b\1\g<0>$b"#)
  }

  @Test(arguments: [
    ("(a+)+$", "a"), ("(a|a)*b", "a"), ("(a|aa)+$", "a"), ("(.*a){20}b", "a"), ("(a*)*b", "a"),
  ]) func isNotHeldUp(_ pattern: String, _ letter: String) throws {
    let text = String(repeating: letter, count: 60) + "!"
    #expect(try Pattern(pattern).replacing(in: text, with: "-") == text)
  }

  @Test func tooMuchWork() throws {
    let pattern = try Pattern("(?=.*b)a")
    let text = String(repeating: "a", count: 20_000)
    #expect(throws: Pattern.TooMuchWork.self) { try pattern.replacing(in: text, with: "-") }
  }

  @Test(arguments: [
    (#"\x4"#, "'4' is not the number of a character"),
    (#"\uD800"#, "'D800' is not the number of a character"),
    (#"\U0011FFFF"#, "'0011FFFF' is not the number of a character"),
    ("(?:(?:a{1000}){1000}){1000}", "it has too many repetitions"),
    ("(?:(?:(?:){10000}){10000}){10000}", "it has too many repetitions"),
    ("(?:(?=(?:(?!a){1000})){1000}){1000}", "it has too many repetitions"),
    ("(?m)a", "groups that begin with '(?m' are not supported"),
    (#"\1"#, #"'\1' is not supported"#),
  ]) func cannotBeUsed(_ text: String, _ clause: String) {
    let problem = #expect(throws: Pattern.Problem.self) { try Pattern(text) }
    #expect(problem?.clause == clause)
  }

  /// Patterns of all parts, put together at random; the oracle is Python's `re`.
  @Test(.enabled(if: PythonTools.answers != nil, "needs python3 and its package index"))
  func pythonAgrees() throws {
    let tools = try #require(PythonTools.answers)
    var random = SplitMix64(state: 11)
    let patterns = (0..<1500).map { Self.pattern($0 % 5, &random) }
    let texts = [
      "", "a", "b", "ab", "ba", "aab", "abab", "bbaab", "a b\n", "\na", "Ab1 b", "aaaa\n",
    ]
    let script = """
      import json, re
      patterns, texts = json.load(open('cases.json'))
      made = [[[re.sub(p, '-', t), bool(re.fullmatch(p, t))] for t in texts] for p in patterns]
      json.dump(made, open('made.json', 'w'))
      """
    try withFolder { folder in
      let data = try JSONEncoder().encode([patterns, texts])
      try data.write(to: URL(filePath: folder + "/cases.json"))
      let result = try tools.run("python", ["-c", script], in: folder)
      try #require(result.status == 0, "\(result.errors)")
      let made = try JSONDecoder().decode(
        [[Made]].self, from: Data(contentsOf: URL(filePath: folder + "/made.json")))
      var wrong: [String] = []
      for (written, row) in zip(patterns, made) {
        let pattern = try Pattern(written)
        for (text, theirs) in zip(texts, row) {
          let ours = try pattern.replacing(in: text, with: "-")
          let isWhole = try pattern.matchesWhole(text)
          if ours != theirs.text || isWhole != theirs.isWhole {
            wrong.append("\(written) in \(text.debugDescription): \(ours) \(isWhole), \(theirs)")
          }
        }
      }
      #expect(wrong == [])
      #expect(made.joined().contains { $0.isWhole } && made.joined().contains { !$0.isWhole })
    }
  }

  /// The text that Python made, and whether the pattern matches all of the given one.
  private struct Made: Decodable {
    let text: String
    let isWhole: Bool

    init(from decoder: any Decoder) throws {
      var values = try decoder.unkeyedContainer()
      text = try values.decode(String.self)
      isWhole = try values.decode(Bool.self)
    }
  }

  private static func pattern(_ depth: Int, _ random: inout SplitMix64) -> String {
    let leaves = [
      "a", "b", ".", "[ab]", "[^a]", #"\w"#, #"\s"#, #"\d"#, "^", "$", #"\b"#, #"\Z"#, "",
    ]
    guard depth > 0 else { return leaves.randomElement(using: &random) ?? "a" }
    let first = pattern(depth - 1, &random)
    let second = pattern(depth - 1, &random)
    switch Int.random(in: 0..<12, using: &random) {
    case 0, 1: return "(?:\(first)|\(second))"
    case 2: return "(\(first))*"
    case 3: return "(?:\(first))+?\(second)"
    case 4: return "(?:\(first)){1,2}"
    case 5: return "(?:\(first)){0,3}?"
    case 6: return "(?:\(first))*?\(second)"
    case 7: return "(?=\(first))\(second)"
    case 8: return "(?!\(first))\(second)"
    case 9: return "(?:\(first))??\(second)"
    case 10: return "(?:\(first)){2,}"
    default: return first + second
    }
  }
}
