/// Texts that break files which are put together carelessly.
enum HostileTexts {
  /// By what is wrong with them.
  static let all: [(name: String, text: String)] = [
    ("line ends", "first\nsecond\r\nthird\n\n# Heading\n---\n- item"),
    ("quotes", #"it's "quoted" \ and `code` '''"""#),
    ("markup", "<script>alert(1)</script> <b>&amp; [link](https://example.org) ![x](y) | cell |"),
    ("YAML", "- {a: b, c: [d]} # comment: & *anchor !tag %TAG @ ~ null: yes"),
    ("emoji", "🧪 électron — ν̄ 𝛄 👩🏽‍🔬"),
    ("right to left", "\u{202E}gnp.exe\u{202C} שלום \u{200F}(1)"),
    ("controls", "bell\u{7} escape\u{1B}[31m null\u{0} feed\u{C} next\u{85} line\u{2028}end"),
    ("long", String(repeating: "long text ", count: 1000)),
    ("front matter", "---\nlicense: evil\n---\n```\n~~~"),
  ]

  /// The text in every place a user may write one.
  static func everywhere(_ text: String) -> SampleRelease.Texts {
    SampleRelease.Texts(
      title: "T " + text, abstract: text, author: text, keyword: text, affiliation: text,
      data: "D " + text, file: text.replacing("/", with: "_"), setting: text)
  }
}
