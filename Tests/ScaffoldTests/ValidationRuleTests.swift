import Files
import TestSupport
import Testing

@testable import Scaffold

@Suite struct ValidationRuleTests {
  /// The forms of the DOI handbook and of Crossref's display guidelines.
  @Test(arguments: [
    "10.5281/zenodo.4559324", "doi:10.5281/zenodo.4559324", "DOI:10.1000/182",
    "https://doi.org/10.1140/epjc/s10052-021-09158-w", "http://dx.doi.org/10.1000/182",
    "10.1000.10/123", "10.1002/(SICI)1097-4571(199806)49:8<693::AID-ASI4>3.0.CO;2-O",
    "10.1234/ünicode",
  ]) func dois(_ text: String) { #expect(AnswerRule.doi.problem(with: text) == nil) }

  @Test(arguments: [
    "", "10.1234", "10.1234/", "10.XXXX/XXXX", "11.1234/a", "10.123/a", "10.1234567890/a",
    "10.1234./a", "10.1234/a b", " 10.1234/a", "10.1234/a\n", "doi:https://doi.org/10.1234/a",
    "https://example.org/10.1234/a", "10.1234/\u{1B}",
  ]) func noDOIs(_ text: String) {
    #expect(
      AnswerRule.doi.problem(with: text)
        == "\(text.quoted) is not a DOI such as 10.5281/zenodo.4559324")
  }

  /// The examples of ORCID's own documentation.
  @Test(arguments: [
    "0000-0002-1825-0097", "0000-0001-5109-3700", "0000-0002-1694-233X",
    "https://orcid.org/0000-0002-1825-0097", "http://orcid.org/0000-0002-1694-233X",
  ]) func orcids(_ text: String) { #expect(AnswerRule.orcid.problem(with: text) == nil) }

  @Test(arguments: [
    "", "0000-0002-1825-009", "0000-0002-1825-00977", "0000000218250097", "0000-0002-1825-009x",
    "000X-0002-1825-0097", "0000-0002-1825_0097", "orcid:0000-0002-1825-0097",
    "https://orcid.org/", "0000-0002-1825-009７",
  ]) func noORCIDs(_ text: String) {
    #expect(
      AnswerRule.orcid.problem(with: text)
        == "\(text.quoted) is not an ORCID such as 0000-0002-1825-0097")
  }

  /// ISO 7064 finds every wrong digit and every swap of neighbours.
  @Test func mistypedORCIDs() {
    let right = Array("0000-0002-1694-233X")
    for place in right.indices where right[place] != "-" {
      for digit in "0123456789" where digit != right[place] {
        var wrong = right
        wrong[place] = digit
        #expect(
          AnswerRule.orcid.problem(with: String(wrong))
            == "the check digit of the ORCID '\(String(wrong))' is wrong, so some digit is mistyped"
        )
      }
    }
    #expect(AnswerRule.orcid.problem(with: "0000-0002-1825-0907") != nil)
  }

  /// The list of semver.org.
  private static let versions = [
    "0.0.4", "1.2.3", "10.20.30", "1.1.2-prerelease+meta", "1.1.2+meta", "1.1.2+meta-valid",
    "1.0.0-alpha", "1.0.0-beta", "1.0.0-alpha.beta", "1.0.0-alpha.beta.1", "1.0.0-alpha.1",
    "1.0.0-alpha0.valid", "1.0.0-alpha.0valid",
    "1.0.0-alpha-a.b-c-somethinglong+build.1-aef.1-its-okay", "1.0.0-rc.1+build.1",
    "2.0.0-rc.1+build.123", "1.2.3-beta", "10.2.3-DEV-SNAPSHOT", "1.2.3-SNAPSHOT-123", "1.0.0",
    "2.0.0", "1.1.7", "2.0.0+build.1848", "2.0.1-alpha.1227", "1.0.0-alpha+beta",
    "1.2.3----RC-SNAPSHOT.12.9.1--.12+788", "1.2.3----R-S.12.9.1--.12+meta",
    "1.2.3----RC-SNAPSHOT.12.9.1--.12", "1.0.0+0.build.1-rc.10000aaa-kk-0.1",
    "99999999999999999999999.999999999999999999.99999999999999999", "1.0.0-0A.is.legal",
  ]
  private static let noVersions = [
    "1", "1.2", "1.2.3-0123", "1.2.3-0123.0123", "1.1.2+.123", "+invalid", "-invalid",
    "-invalid+invalid", "-invalid.01", "alpha", "alpha.beta", "alpha.beta.1", "alpha.1",
    "alpha+beta", "alpha_beta", "alpha.", "alpha..", "beta", "1.0.0-alpha_beta", "-alpha.",
    "1.0.0-alpha..", "1.0.0-alpha..1", "1.0.0-alpha...1", "1.0.0-alpha....1", "01.1.1", "1.01.1",
    "1.1.01", "1.2.3.DEV", "1.2-SNAPSHOT", "1.2.31.2.3----RC-SNAPSHOT.12.09.1--..12+788",
    "1.2-RC-SNAPSHOT", "-1.0.3-gamma+b7718", "+justmeta", "9.8.7+meta+meta",
    "9.8.7-whatever+meta+meta",
    "99999999999999999999999.999999999999999999.99999999999999999----RC-SNAPSHOT.12.09.1-----..12",
    "", "v1.0.0", "1.0.0 ", "1.0.0-", "1.0.0+", "١.0.0",
  ]

  @Test func semanticVersions() {
    for text in Self.versions { #expect(AnswerRule.semver.problem(with: text) == nil, "\(text)") }
    for text in Self.noVersions {
      #expect(
        AnswerRule.semver.problem(with: text)
          == "\(text.quoted) is not a semantic version such as 1.0.0 or 2.1.0-rc.1")
    }
  }

  private static let addresses = [
    "user@example.org", "a.user+tag@mail.example.co.uk", "o'user@example.org", "ü@example.org",
    "user@bücher.example.org", "1@a-b.cern.ch", "user_name@xn--bcher-kva.example.org",
  ]
  private static let noAddresses = [
    "", "user", "user@", "@example.org", "user@example", "a user@example.org", ".user@example.org",
    "user.@example.org", "us..er@example.org", "user@-example.org", "user@example-.org",
    "user@example..org", "user@example.org.", "a@b@example.org", "user@exa_mple.org",
    "user@example.org\n", "user@[127.0.0.1]", "user@127.0.0.1", "\"a b\"@example.org",
    "<user@example.org>", String(repeating: "a", count: 65) + "@example.org",
  ]

  @Test func emailAddresses() {
    for text in Self.addresses { #expect(AnswerRule.email.problem(with: text) == nil, "\(text)") }
    for text in Self.noAddresses {
      #expect(
        AnswerRule.email.problem(with: text)
          == "\(text.quoted) is not an e-mail address such as user@example.org")
    }
  }

  @Test(.enabled(if: PythonTools.answers != nil, "needs python3 and its package index"))
  func pythonAgrees() throws {
    let tools = try #require(PythonTools.answers)
    let script = """
      import sys, semver
      from email_validator import validate_email, EmailNotValidError
      kind, *texts = sys.argv[1:]
      for text in texts:
          try:
              if kind == 'semver': semver.Version.parse(text)
              else: validate_email(text, check_deliverability=False, test_environment=True)
              print('yes')
          except (ValueError, EmailNotValidError):
              print('no')
      """
    try withFolder { folder in
      for (kind, right, wrong) in [
        ("semver", Self.versions, Self.noVersions), ("email", Self.addresses, Self.noAddresses),
      ] {
        let result = try tools.run("python", ["-c", script, kind] + right + wrong, in: folder)
        let answers = result.output.split(separator: "\n")
        #expect(answers.count == right.count + wrong.count, "\(result.errors)")
        for (text, answer) in zip(right + wrong, answers) {
          #expect((answer == "yes") == right.contains(text), "\(kind) \(text)")
        }
      }
    }
  }

  @Test(arguments: [
    "https://example.org", "HTTP://EXAMPLE.ORG/", "https://example.org:8080/a?b=c#d",
    "https://user@example.org/", "http://127.0.0.1/", "http://[::1]:80/a", "http://localhost",
    "https://example.org/ü", "https://example.org?a",
  ]) func webAddresses(_ text: String) { #expect(AnswerRule.url.problem(with: text) == nil) }

  @Test(arguments: [
    "", "example.org", "ftp://example.org", "https://", "https:///a", "https:/example.org",
    "https://exa mple.org", "https://example.org/a b", "https://example.org:/", "http://a:99999/",
    "http://[::1", "http://[::1]a/", "http://[]/", "http://-a.org", "https://example.org\n",
    "http://256.1.1.1/", "http://a:+8/", "https://@/", "https://example.org/<a>",
  ]) func noWebAddresses(_ text: String) {
    #expect(
      AnswerRule.url.problem(with: text)
        == "\(text.quoted) is not a web address such as https://example.org")
  }

  @Test func slugs() {
    for text in ["a", "my-study_2", "_a", "2", "A-"] {
      #expect(AnswerRule.slug.problem(with: text) == nil)
    }
    #expect(AnswerRule.slug.problem(with: "-f") == "'-f' starts with '-'")
    for text in ["", "a b", "a/b", "a.b", "é", "a\n"] {
      #expect(
        AnswerRule.slug.problem(with: text)
          == "\(text.quoted) has other characters than letters, digits, '-' and '_'")
    }
  }

  @Test func kinds() {
    #expect(
      AnswerRule.kindNames == ["doi", "orcid", "spdx", "email", "semver", "url", "slug"])
    for name in AnswerRule.kindNames { #expect(AnswerRule(kind: name) != nil) }
    #expect(AnswerRule(kind: "DOI") == nil)
    #expect(AnswerRule(kind: "pattern") == nil)
    #expect(AnswerRule(kind: "slug")?.problem(with: "-") == "'-' starts with '-'")
  }
}
