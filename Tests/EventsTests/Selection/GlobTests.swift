import Events
import Testing

@Suite struct GlobTests {
  @Test(arguments: [
    ("*", "", true), ("*", "abc", true), ("a*c", "abbc", true), ("a*c", "abcd", false),
    ("?", "a", true), ("?", "", false), ("a?c", "abc", true), ("*_1?.pkl", "f_12.pkl", true),
    ("[abc]", "b", true), ("[abc]", "d", false), ("[a-c]x", "bx", true), ("[!a-c]", "b", false),
    ("[!a-c]", "d", true), ("[]a]", "]", true), ("[a-]", "-", true), ("a[", "a[", true),
    ("*.pkl.bz2", "t_0.pkl.bz2", true), ("*.pkl.bz2", "t_0.pkl", false), ("", "", true),
    ("", "a", false), ("*a*b*c", "xxaxxbxxc", true), ("tev14_*_0_[0-4].*", "tev14_q_0_3.pkl", true),
    ("*é?", "caféx", true),
  ])
  func `a pattern fits whole names`(pattern: String, name: String, fits: Bool) {
    #expect(Glob(pattern).matches(name) == fits)
  }

  @Test func `many stars take no time`() {
    let pattern = String(repeating: "a*", count: 60) + "b"
    #expect(!Glob(pattern).matches(String(repeating: "a", count: 600)))
  }
}
