import Testing

@testable import Jinja

@Suite struct SlugTests {
  /// Other scripts, with what python-slugify 8.0.4 made of them with text-unidecode 1.3.
  @Test(
    arguments: [
      ("Zoë Łuk – 日本", "zoe-luk-ri-ben"), ("Привет, мир!", "privet-mir"),
      ("Щука объём", "shchuka-obem"), ("Ελλάδα", "ellada"), ("한국어 경기", "hangugeo-gyeonggi"),
      ("カタカナ ひらがな", "katakana-hirakana"), ("it’s 5€", "its-5eur"), ("ﬁne ½", "fine-1-2"),
      ("北京 上海", "bei-jing-shang-hai"), ("Ångström & Straße", "angstrom-strasse"),
      ("&eacute;t&#233;", "e-te"), ("☃", ""),
    ])
  func agreesWithPython(_ text: String, _ slug: String) throws {
    #expect(try Slug().apply(text) == slug)
  }

  /// Arguments of the filter, with what python-slugify 8.0.4 made of them.
  @Test(arguments: [
    ("___This is a test___", "regex_pattern='[^-a-z0-9_]+'", "___this-is-a-test___"),
    ("This is a test!", "regex_pattern='[^-a-z0-9_]+', separator='_'", "this_is_a_test"),
    ("a.b.c  d/e", "regex_pattern='[^a-z.]+'", "a.b.c-d-e"),
    (
      "Keep CASE_and.dots", "regex_pattern='[^-A-Za-z0-9_.]+', lowercase=false",
      "Keep-CASE_and.dots"
    ),
    ("aaa bbb", "regex_pattern='a*'", " -b-b-b"),
    ("x--y", "regex_pattern='z'", "x-y"),
    ("don't 'quote' me", #"regex_pattern="[']+""#, "don-t -quote- me"),
    ("Ünïcode Straße", #"regex_pattern='[^\\w]+', allow_unicode=true"#, "ünïcode-straße"),
    ("北京 和 上海", #"regex_pattern='[^\\u4e00-\\u9fff]+', allow_unicode=true"#, "北京-和-上海"),
    ("one 1 two 2", #"regex_pattern='\\d| +', max_length=5"#, "one-t"),
    ("one two", "regex_pattern=''", "one-two"),
    ("a<b>c", "regex_pattern='(?=<)|(?!x)>'", "a-<b-c"),
    ("lazy aaa", "regex_pattern='a+?'", "l-zy "),
    ("&lt;a&gt; &#98; &#x63; &#X64;", "", "a-b-c-x64"),
    ("&amp;lt; &amp;#97;", "", "lt-a"),
    ("&apos;a &nbsp;b &Eacute;", "", "apos-a-b-e"),
    ("&#99999999;&#97; &#x61;", "", "99999999-97-a"),
    ("&#xD800;a &#0;b", "", "a-b"),
    ("&lt;&#98;&#x63;", "entities=false", "lt-bc"),
    ("&lt;&#98;&#x63;", "decimal=false", "98-c"),
    ("&lt;&#98;&#x63;", "hexadecimal=false", "b-x63"),
    ("&lt;&#98;&#x63;", "entities=false, decimal=false, hexadecimal=false", "lt-98-x63"),
    ("&#٣٤;", "allow_unicode=true", ""),
    ("ﬁne ² Ⅷ ①", "allow_unicode=true", "fine-2-viii-1"),
    ("ΑΣ Σ", "allow_unicode=true", "ας-σ"),
    ("e\u{301}a", "allow_unicode=true", "éa"),
    ("१,२ 1,2", "allow_unicode=true", "१२-12"),
    ("a__b''c", "", "a-b-c"),
    ("''a''", "", "a"),
    ("jaja-lol-mememe", "max_length=8", "jaja-lol"),
    ("jaja-lol-mememe", "max_length=9", "jaja-lol"),
    ("jaja-lol-mememe", "max_length=8, word_boundary=true", "jaja-lol"),
    ("jaja-lol-mememe", "max_length=9, word_boundary=true", "jaja-lol"),
    ("jaja-lol-mememe", "max_length=11, word_boundary=true", "jaja-lol"),
    ("jaja-lol-mememe", "max_length=3, word_boundary=true", "lol"),
    ("jajalolmememe", "max_length=3, word_boundary=true", "jaj"),
    ("one two three four", "max_length=12, word_boundary=true", "one-two-four"),
    ("one two three four", "max_length=12, word_boundary=true, save_order=true", "one-two"),
    ("one two three four", "max_length=7, word_boundary=true", "one-two"),
    ("one two", "max_length=-1", "one-two"),
    ("the the end", "stopwords=['the']", "end"),
    ("The end", "stopwords=['THE'], lowercase=false", "The-end"),
    ("10 | 20 %", "replacements=[['|', 'or'], ['%', 'percent']]", "10-or-20-percent"),
    ("a b", "replacements=[['-', '--']]", "a--b"),
    ("a b c", "replacements=[['-', '_-']], max_length=4, separator='+'", "a_+b"),
    ("a b", "replacements=[['a', '-']], max_length=10", "b"),
    ("a b", "separator='a'", "aab"),
  ]) func arguments(_ text: String, _ arguments: String, _ slug: String) throws {
    let template = try Template("{{ text | slugify(\(arguments)) }}")
    #expect(try template.render(["text": .string(text)]) == slug)
  }

  @Test(arguments: [
    ("'a', regex_pattern='(a'", "the pattern '(a' cannot be used: a ')' is missing"),
    (
      "'a', regex_pattern='(?<=a)b'",
      "the pattern '(?<=a)b' cannot be used: groups that begin with '(?<' are not supported"
    ),
    ("'a', regex_pattern=1", "argument 'regex_pattern' must be str, not int"),
    (
      "'a' * 20000, regex_pattern='(?=.*b)a'",
      "a text is too long to look for the pattern '(?=.*b)a' in it"
    ),
    ("'a', replacements=[['a', 'aaaaaaaaaa']] * 9", "a value is larger than 10000000 elements"),
    ("'a b' * 1000, separator='-' * 9999999", "a value is larger than 10000000 elements"),
    ("123", "decoding to str: need a bytes-like object, int found"),
    ("missing", "'missing' is undefined"),
  ]) func cannotBeDone(_ text: String, _ message: String) {
    let parts = text.split(separator: ", ", maxSplits: 1)
    let error = #expect(throws: TemplateError.self) {
      let arguments = parts.count > 1 ? parts[1] : ""
      return try Template("{{ (\(parts[0])) | slugify(\(arguments)) }}").render([:])
    }
    #expect(error?.message == message)
  }
}
