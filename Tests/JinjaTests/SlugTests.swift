import Testing

@testable import Jinja

/// Slugs of other scripts, with what python-slugify 9.2.0 made of them with text-unidecode 1.3.
@Suite struct SlugTests {
  @Test(
    arguments: [
      ("Zoë Łuk – 日本", "zoe-luk-ri-ben"), ("Привет, мир!", "privet-mir"),
      ("Щука объём", "shchuka-obem"), ("Ελλάδα", "ellada"), ("한국어 경기", "hangugeo-gyeonggi"),
      ("カタカナ ひらがな", "katakana-hirakana"), ("it’s 5€", "its-5eur"), ("ﬁne ½", "fine-1-2"),
      ("北京 上海", "bei-jing-shang-hai"), ("Ångström & Straße", "angstrom-strasse"),
      ("&eacute;t&#233;", "e-te"), ("☃", ""),
    ])
  func agreesWithPython(_ text: String, _ slug: String) {
    #expect(Slug().apply(text) == slug)
  }
}
