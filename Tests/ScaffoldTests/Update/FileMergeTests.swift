import Files
import Foundation
import TestSupport
import Testing

@testable import Scaffold

/// What becomes of a file, for what the template made, what the user has, and what the template makes.
@Suite struct FileMergeTests {
  struct Case: CustomTestStringConvertible {
    let name: String
    let base: FileState
    let yours: FileState
    let template: FileState
    let outcome: FileMerge.Outcome
    var testDescription: String { name }
  }

  private static func text(_ text: String, _ isExecutable: Bool = false) -> FileState {
    .file(.bytes(Data(text.utf8)), isExecutable: isExecutable)
  }

  private static let undecided = FileMerge.Outcome.undecided(
    "you and the template have made different things of it")
  private static let large = FileMerge.Outcome.undecided(
    "it is binary or large, and both you and the template have changed it")

  static let cases = [
    Case(
      name: "nothing has changed", base: text("a"), yours: text("a"), template: text("a"),
      outcome: .unchanged),
    Case(
      name: "only the template has changed it", base: text("a"), yours: text("a"),
      template: text("b"), outcome: .written(text("b"))),
    Case(
      name: "only the user has changed it", base: text("a"), yours: text("b"), template: text("a"),
      outcome: .unchanged),
    Case(
      name: "both have made the same change", base: text("a"), yours: text("b"),
      template: text("b"), outcome: .unchanged),
    Case(
      name: "both have changed different lines", base: text("1\n2\n3\n4\n5\n"),
      yours: text("one\n2\n3\n4\n5\n"), template: text("1\n2\n3\n4\nfive\n"),
      outcome: .written(text("one\n2\n3\n4\nfive\n"))),
    Case(
      name: "both have changed the same line", base: text("1\n2\n"), yours: text("one\n2\n"),
      template: text("ein\n2\n"),
      outcome: .marked(text("<<<<<<< yours\none\n=======\nein\n>>>>>>> template\n2\n"))),
    Case(
      name: "new in the template", base: .missing, yours: .missing, template: text("a"),
      outcome: .written(text("a"))),
    Case(
      name: "new on both sides, the same", base: .missing, yours: text("a"), template: text("a"),
      outcome: .unchanged),
    Case(
      name: "new on both sides, different", base: .missing, yours: text("a\n"),
      template: text("b\n"),
      outcome: .marked(text("<<<<<<< yours\na\n=======\nb\n>>>>>>> template\n"))),
    Case(
      name: "deleted by the user", base: text("a"), yours: .missing, template: text("b"),
      outcome: .unchanged),
    Case(
      name: "deleted by both", base: text("a"), yours: .missing, template: .missing,
      outcome: .unchanged),
    Case(
      name: "deleted by the template", base: text("a"), yours: text("a"), template: .missing,
      outcome: .removed),
    Case(
      name: "deleted by the template, changed by the user", base: text("a"), yours: text("b"),
      template: .missing, outcome: .kept),
    Case(
      name: "executable now", base: text("a"), yours: text("b"), template: text("a", true),
      outcome: .written(text("b", true))),
    Case(
      name: "made executable by the user", base: text("1\n2\n3\n"), yours: text("1\n2\n3\n", true),
      template: text("1\n2\nx\n"), outcome: .written(text("1\n2\nx\n", true))),
    Case(
      name: "binary on both sides", base: text("\0a"), yours: text("\0b"), template: text("\0c"),
      outcome: large),
    Case(
      name: "binary, changed by the template", base: text("\0a"), yours: text("\0a"),
      template: text("\0c"), outcome: .written(text("\0c"))),
    Case(
      name: "only the digest is known, and the user has not changed it",
      base: .file(
        // printf a | sha256sum
        .digest("ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb"),
        isExecutable: false), yours: text("a"), template: text("b"), outcome: .written(text("b"))),
    Case(
      name: "only the digest is known, and both have changed it",
      base: .file(.digest("0"), isExecutable: false), yours: text("a"), template: text("b"),
      outcome: large),
    Case(
      name: "another link", base: .link(to: "a"), yours: .link(to: "a"), template: .link(to: "b"),
      outcome: .written(.link(to: "b"))),
    Case(
      name: "another link on both sides", base: .link(to: "a"), yours: .link(to: "c"),
      template: .link(to: "b"), outcome: undecided),
    Case(
      name: "a link instead of a file", base: text("a"), yours: .link(to: "c"),
      template: text("b"), outcome: undecided),
    Case(
      name: "a folder instead of a file", base: text("a"), yours: .other, template: text("b"),
      outcome: undecided),
    Case(
      name: "a file instead of a link", base: .link(to: "a"), yours: .link(to: "a"),
      template: text("b"), outcome: .written(text("b"))),
  ]

  @Test(arguments: cases) func outcome(_ example: Case) throws {
    let git = try Git(isInteractive: false)
    let merge = FileMerge { base, yours, template throws(Failure) in
      try git.merge(
        base: base, yours: yours, template: template, labels: ["yours", "base", "template"])
    }
    #expect(
      try merge.outcome(base: example.base, yours: example.yours, template: example.template)
        == example.outcome)
  }
}
