import Files
import TestSupport
import Testing

@testable import Scaffold

@Suite struct ValidationLicenceTests {
  private static let right = [
    "MIT", "Apache-2.0", "mit", "GPL-2.0-or-later", "GPL-2.0+", "LGPL-2.1-only OR MIT",
    "LGPL-2.1-only or MIT", "(MIT)", "(LGPL-2.1-only OR MIT OR BSD-3-Clause)",
    "LGPL-2.1-only AND MIT AND BSD-2-Clause", "LGPL-2.1-only OR BSD-3-Clause AND MIT",
    "MIT AND (LGPL-2.1-or-later OR BSD-3-Clause)", "GPL-2.0-or-later WITH Bison-exception-2.2",
    "((MIT) AND(0BSD))", "  MIT  ",
  ]
  private static let wrong = [
    "MIT OR", "OR MIT", "MIT AND OR 0BSD", "(MIT", "MIT)", "()", "MIT WITH", "MIT 0BSD",
    "GPL-2.0-only WITH MIT", "MIT WITH (Bison-exception-2.2)", "AND", "Frobnicate-9",
  ]

  /// Examples of the specification's annex on licence expressions, and of its grammar.
  @Test func accepts() {
    let own = [
      "LicenseRef-23", "LicenseRef-MIT-Style-1",
      "DocumentRef-spdx-tool-1.2:LicenseRef-MIT-Style-2",
      "GPL-2.0-only WITH AdditionRef-1 OR LicenseRef-a",
    ]
    for text in Self.right + own {
      #expect(AnswerRule.spdx.problem(with: text) == nil, "\(text)")
    }
  }

  @Test(
    arguments: [
      ("", "a licence is missing"), ("MIT OR", "a licence is missing"),
      ("MIT AND OR 0BSD", "a licence is missing"), ("()", "a licence is missing"),
      ("(MIT OR 0BSD", "a ')' is missing"), ("MIT OR 0BSD)", "a '(' is missing"),
      ("MIT OR 0BSD ISC", "'AND', 'OR' or 'WITH' is missing before 'ISC'"),
      ("MIT Or 0BSD", "'AND', 'OR' or 'WITH' is missing before 'Or'"),
      ("GPL-2.0-only WITH", "an exception is missing after 'WITH'"),
      (
        "GPL-2.0-only WITH Bison-exception-2.1",
        "'Bison-exception-2.1' is no exception of its list; did you mean 'Bison-exception-2.2'?"
      ),
      ("MIT OR Frobnicate-9", "'Frobnicate-9' is no licence of its list"),
      ("MIT OR Apache2", "'Apache2' is no licence of its list; did you mean 'Apache-2.0'?"),
      ("LicenseRef-", "'LicenseRef-' is no licence of its list"),
      ("DocumentRef-:LicenseRef-a", "'DocumentRef-:LicenseRef-a' is no licence of its list"),
      ("No license file", "'No' is no licence of its list"),
      (
        String(repeating: "(", count: 200) + "MIT" + String(repeating: ")", count: 200),
        "it is nested too deeply"
      ),
    ])
  func refuses(_ text: String, _ clause: String) {
    #expect(
      AnswerRule.spdx.problem(with: text)
        == "\(text.quoted) is not an SPDX licence expression: \(clause)"
    )
  }

  @Test(arguments: [
    ("MTI", "MIT"), ("Apache 2.0", "Apache-2.0"), ("apache2", "Apache-2.0"),
    ("GPLv3", "GPL-3.0"), ("BSD 3-Clause", "BSD-3-Clause"), ("CC-BY 4.0", "CC-BY-4.0"),
    ("BSD-3-Cluase", "BSD-3-Clause"),
  ]) func suggests(_ text: String, _ name: String) {
    #expect(
      AnswerRule.spdx.problem(with: text)
        == "\(text.quoted) is not an SPDX licence expression; did you mean '\(name)'?")
  }

  /// The oracle is the Python package license-expression.
  @Test(.enabled(if: PythonTools.answers != nil, "needs python3 and its package index"))
  func pythonAgrees() throws {
    let tools = try #require(PythonTools.answers)
    let script = """
      import sys, license_expression
      licensing = license_expression.get_spdx_licensing()
      for text in sys.argv[1:]:
          try:
              print('no' if licensing.validate(text).errors else 'yes')
          except Exception:
              print('no')
      """
    try withFolder { folder in
      let texts = Self.right + Self.wrong
      let result = try tools.run("python", ["-c", script] + texts, in: folder)
      let answers = result.output.split(separator: "\n")
      #expect(answers.count == texts.count, "\(result.errors)")
      for (text, answer) in zip(texts, answers) {
        #expect((answer == "yes") == (AnswerRule.spdx.problem(with: text) == nil), "\(text)")
      }
    }
  }
}
