import Testing

@testable import Figures

@Suite struct ScriptTextTests {
  @Test(arguments: [
    ("pT (GeV)", "'pT (GeV)'"),
    ("it's", "'it'.\"'\".'s'"),
    ("''", "\"''\""),
    ("'; x ''y'", "\"'\".'; x '.\"''\".'y'.\"'\""),
    ("`touch x`", "'`touch x`'"),
    ("a\"b\\", "'a\"b\\'"),
    ("a_b^c{d}@e&f~g", "'a_b^c{d}@e&f~g'"),
    ("two\nlines\r\nand\ttabs\u{0}", "'two lines  and tabs '"),
    ("x\u{2028}y\u{85}z\u{FFFF}", "'x y z '"),
    // A quote that a combining mark makes one character with.
    ("'\u{301}", "\"'\".'\u{301}'"),
    ("η φ tt̄ 🎉", "'η φ tt̄ 🎉'"),
    ("", "''"),
  ])
  func `a text becomes one gnuplot string`(text: String, expected: String) {
    let quoted = ScriptText.quoted(text)
    #expect(Array(quoted.unicodeScalars) == Array(expected.unicodeScalars))
  }

  @Test(arguments: [
    (0.5, "0.5"), (2.0, "2"), (0.123456, "0.1235"), (-0.00001, "0"), (1e20, "1e+20"),
  ])
  func `places have at most four decimals`(value: Double, expected: String) {
    #expect(ScriptText.number(value) == expected)
  }
}
