/// Answers to the questions of the bundled template.
struct ExperimentCase: Encodable {
  let name: String
  /// All answers.
  let answers: [String: String]
  /// The project that was made of them.
  var ours: String?

  init(_ name: String, _ answers: [String: String]) {
    self.name = name
    self.answers = Self.plain.merging(answers) { $1 }
  }

  static let plain = [
    "project_name": "MLPF experiment", "repo_name": "experiment", "author_name": "A user",
    "orcid": "", "affiliation": "", "email": "", "description": "What it is about.",
    "keywords": "particle flow, graphs", "open_source_license": "MIT",
    "data_doi": "10.5281/zenodo.4559324", "code_doi": "", "provide_dockerfile": "yes",
    "container_image": "experiment:latest",
  ]

  /// Texts that a file format, a shell, make or Jinja could take for more than text.
  static let texts: [String: String] = [
    "signs": #"quotes " ' colon: # hash & <b> | > @ ` % ! *a &b [x] {y} ? - ,"#,
    "braces": "{{ 7 * 7 }}{% raw %}{# #}{{ cookiecutter }} }} %} #}",
    "commands":
      #"\ \n \" \u0041 $HOME ${HOME} $(touch PWNED) $(shell touch PWNED) `touch PWNED` $$ ; &&"#,
    "lines": "line 1\nline 2\r\n---\n...\n\ttab\n# comment\nRUN touch PWNED\nkey: value\n\tx",
    "controls": String(
      String.UnicodeScalarView(
        (Array(0...0x20) + Array(0x7F...0xA0) + [0x2028, 0x2029, 0xFEFF, 0xFFFE, 0xFFFF])
          .compactMap { Unicode.Scalar($0 as UInt32) })),
    "scripts": "🙂 👩‍👩‍👧 日本 שלום مرحبا \u{200F}\u{202E}\u{E0001}\u{10FFFF} é e\u{301}",
    "long": String(repeating: "x{\"\n", count: 2_500),
    "spaces": " leading and trailing ", "line end": "\n", "nothing": "",
    "tag": #"!!python/object/apply:os.system ["touch PWNED"]"#, "commas": ",,\"a\",,{b},a: b,",
  ]

  /// Texts that YAML reads as something else if nobody quotes them, one for each question.
  static let words = ["- a", "~", "null", "no", "0x1F", "2026-01-01", "%YAML 1.2", "\"", "\\", "="]

  /// Questions that take any text; the others have rules, or only some answers.
  static let free = ["project_name", "author_name", "affiliation", "description", "keywords"]
  static let ruled = ["orcid", "email", "data_doi", "code_doi", "container_image"]

  /// Each text, and all short ones together, in all questions at once.
  static let hostile: [Self] = {
    let questions = free + ruled
    let all = texts.sorted { $0.key < $1.key }
    let short = all.map(\.value).filter { $0.count < 1000 }.joined(separator: " ")
    return (all + [("all", short)]).map { name, text in
      Self(name, Dictionary(uniqueKeysWithValues: questions.map { ($0, text) }))
    }
      + [0, 3, 6].map { shift in
        let turned = words[shift...] + words[..<shift]
        return Self("words \(shift)", Dictionary(uniqueKeysWithValues: zip(questions, turned)))
      }
  }()

  /// What people answer.
  static let usual: [Self] = [
    Self("defaults", [:]),
    Self(
      "everything",
      [
        "project_name": "Zoë's \"top\": #1", "author_name": "Doe, Jane",
        "orcid": "https://orcid.org/0000-0002-1825-0097", "affiliation": "Institute: A",
        "email": "jane@example.org", "keywords": "a, b, a", "open_source_license": "BSD-3-Clause",
        "code_doi": "https://doi.org/10.5281/zenodo.1234567", "data_doi": "doi:10.1000.10/(a)[b]",
        "container_image": "registry.example.org:5000/group/name:1.0_A",
      ]),
    Self(
      "a name of three words",
      ["author_name": "Maria del Mar Pérez", "open_source_license": "Apache-2"]),
    Self("a collaboration", ["author_name": "Collaboration", "open_source_license": "GPLv3"]),
    Self(
      "as little as can be",
      [
        "open_source_license": "No license file", "provide_dockerfile": "no", "data_doi": "",
        "keywords": "", "description": "", "author_name": "",
      ]),
    Self(
      "nearly right",
      [
        "orcid": "0000-0002-1825-0098", "email": "jane@example", "code_doi": "10.12/x",
        "data_doi": "see 10.5281/zenodo.1", "container_image": "-x",
        "repo_name": "\"it's\" {$(touch PWNED)} `x`: #1",
      ]),
    // The Kelvin sign is a k in lower case.
    Self(
      "other digits and letters",
      [
        "orcid": "²²²²-²²²²-²²²²-²²²²", "data_doi": "10.٥281/x", "code_doi": "10.1234/\u{212A}",
        "container_image": "a\u{212A}",
      ]),
  ]
}
