import Files
import Publication
import TestSupport
import Testing

@Suite struct CitationFileTests {
  private static let start = """
    cff-version: 1.2.0
    message: "Cite it."
    title: "A title"
    version: 0.1.0

    """

  private func read(_ text: String) throws(Failure) -> Citation {
    try CitationFile(text: text, path: "CITATION.cff").citation
  }

  @Test func peopleAndGroups() throws {
    let citation = try read(
      Self.start + """
        abstract: >-
          Two lines
          of text.
        authors:
          - family-names: Beethoven
            given-names: Ludwig
            name-particle: van
            name-suffix: Jr.
            orcid: https://orcid.org/0000-0002-1825-0097
            affiliation: A university
            email: a@example.org
          - name: The collaboration
          - given-names: Plato
          - alias: quokka
        license: [MIT, Apache-2.0]
        keywords: [one, two]
        repository-code: https://example.org/code
        doi: 10.5281/zenodo.7
        """)
    #expect(
      citation.authors == [
        Citation.Author(
          given: "Ludwig", family: "van Beethoven Jr.", orcid: "0000-0002-1825-0097",
          affiliation: "A university", email: "a@example.org"),
        Citation.Author(given: "", family: "The collaboration", isGroup: true),
        Citation.Author(given: "Plato", family: ""),
        Citation.Author(given: "", family: "quokka"),
      ])
    #expect(citation.abstract == "Two lines of text.")
    #expect(citation.version == "0.1.0")
    #expect(citation.licence == "MIT OR Apache-2.0")
    #expect(citation.keywords == ["one", "two"])
    #expect(citation.repository == "https://example.org/code")
    #expect(citation.doi == DOI("10.5281/zenodo.7"))
  }

  @Test(arguments: [
    (
      "authors:\n  - famly-names: A\n",
      "CITATION.cff:6: an author has no field 'famly-names'. Did you mean 'family-names'?"
    ),
    ("authors: []\n", "CITATION.cff:5: 'authors' must be a list with an author at least. "),
    (
      "licence: MIT\n",
      "CITATION.cff:5: the field 'licence' does not exist. Did you mean 'license'?"
    ),
    ("keywords: a\n", "CITATION.cff: the field 'authors' is missing. Add a line 'authors: …'."),
    (
      "authors:\n  - name: A\nlicense: my own\n",
      "CITATION.cff:7: 'license' is 'my own' and must be the SPDX identifier of a licence. "
    ),
    (
      "authors:\n  - family-names: A\n    orcid: https://orcid.org/0000-0002-1825-0096\n",
      "CITATION.cff:7: the check digit of the ORCID "
    ),
    (
      "authors:\n  - family-names: A\n    orcid: 0000-0002-1825-0097\n",
      "CITATION.cff:7: the ORCID '0000-0002-1825-0097' must be a whole address. "
    ),
    ("authors:\n  - affiliation: A\n", "CITATION.cff:6: an author has no name. "),
    (
      "authors:\n  - name: A\nrepository-code: https://me:secret@example.org/x\n",
      "CITATION.cff:7: 'repository-code' is "
    ),
    (
      "authors:\n  - name: A\ndoi: https://doi.org/10.5281/zenodo.7\n",
      "CITATION.cff:7: 'doi' is 'https://doi.org/10.5281/zenodo.7' and must be a DOI alone, "
    ),
    ("authors: [\n", "CITATION.cff:6: the file is not valid YAML ("),
  ])
  func oneSentenceForEachMistake(_ line: String, _ sentence: String) {
    let found = failure { () throws(Failure) in _ = try read(Self.start + line) }
    #expect(found?.description.hasPrefix(sentence) == true, "\(found?.description ?? "none")")
  }

  @Test func aFieldThatStandsTwiceIsNamed() {
    let found = failure { () throws(Failure) in _ = try read(Self.start + "title: again\n") }
    // Versions of Yams differ in which of the lines they name.
    #expect(found?.description.hasSuffix(": 'title' stands twice. Correct the line.") == true)
  }

  @Test func aMissingFileIsExplained() {
    let found = failure { () throws(Failure) in _ = try CitationFile("/none/CITATION.cff") }
    #expect(found?.status == .missingInput)
    #expect(found?.what.hasPrefix("there is no CITATION.cff, which says who made") == true)
  }

  @Test func thePublishedTextKeepsEveryOtherField() throws {
    let file = try CitationFile(
      text: Self.start + """
        authors:
          - name: A
        date-released: 2020-01-01
        references:
          - type: article
            title: "Another: work"
            year: 2021
            authors: [{name: B}]
        """, path: "CITATION.cff")
    let text = try file.published(
      doi: DOI("10.5281/zenodo.7"), date: ReleaseDate(seconds: 0),
      repository: "https://example.org/code")
    #expect(
      text == """
        cff-version: "1.2.0"
        message: "Cite it."
        title: "A title"
        version: "0.1.0"
        doi: "10.5281/zenodo.7"
        date-released: "1970-01-01"
        authors:
        - name: "A"
        repository-code: "https://example.org/code"
        references:
        - type: "article"
          title: "Another: work"
          year: 2021
          authors:
          - name: "B"

        """)
  }

  @Test func aliasesDoNotFillTheMemory() {
    // Nine lines that stand for a thousand million items.
    var text = "a: &l0 [x, x, x, x, x, x, x, x, x, x]\n"
    for level in 1...8 {
      let items = Array(repeating: "*l\(level - 1)", count: 10).joined(separator: ", ")
      text += "a\(level): &l\(level) [\(items)]\n"
    }
    let problem = failure { () throws(Failure) in
      _ = try CitationFile(text: Self.start + text, path: "CITATION.cff")
    }
    #expect(
      problem?.what
        == "the file has more than 100000 fields and items, those counted again that a '*' repeats")
    #expect(problem?.status == .badData)
  }
}

/// The DOI in the user's own files.
@Suite struct DOITextTests {
  private let doi = DOI("10.5281/zenodo.42")

  private func citation(_ text: String) throws -> String {
    try CitationFile(text: text, path: "CITATION.cff").text(with: #require(doi))
  }

  private static let text = """
    # My own words.
    cff-version: 1.2.0
    message: Cite it.
    title: A title   # kept
    version: 0.1.0
    authors:
      - name: A

    """

  @Test func isAddedOnce() throws {
    let new = try citation(Self.text)
    #expect(new == Self.text.replacing("authors:", with: "doi: \"10.5281/zenodo.42\"\nauthors:"))
    #expect(try citation(new) == new)
  }

  @Test func replacesAnOlderOne() throws {
    let old = Self.text + "doi: 10.5281/zenodo.1 # old\nkeywords: [a]\r\n"
    #expect(
      try citation(old.replacing("\r\n", with: "\n"))
        == Self.text + "doi: \"10.5281/zenodo.42\" # old\nkeywords: [a]\n")
  }

  @Test func lineEndsOfWindowsStay() throws {
    let old = Self.text.replacing("\n", with: "\r\n")
    let new = try citation(old)
    #expect(new == old.replacing("authors:", with: "doi: \"10.5281/zenodo.42\"\r\nauthors:"))
  }

  @Test func aFileInBracesIsLeftToItsAuthor() {
    let text =
      "{cff-version: 1.2.0, message: m, title: t, version: 1, authors: [{name: A}]}\n"
    let found = failure { () throws(Failure) in
      guard let doi else { return }
      _ = try CitationFile(text: text, path: "CITATION.cff").text(with: doi)
    }
    #expect(found?.remedy == "Write 'doi: \"10.5281/zenodo.42\"' into it")
  }

  @Test func theBadgeStandsBelowTheTitle() throws {
    let doi = try #require(doi)
    let badge =
      "[![DOI of this project](https://zenodo.org/badge/DOI/10.5281/zenodo.42.svg)]"
      + "(https://doi.org/10.5281/zenodo.42)"
    let text = "# Title\n\nText.\n"
    let new = DOIBadge.put(doi, into: text)
    #expect(new == "# Title\n\n\(badge)\n\nText.\n")
    #expect(DOIBadge.put(doi, into: new) == new)
    let other = try #require(DOI("10.5281/zenodo.43"))
    #expect(DOIBadge.put(other, into: new) == new.replacing("zenodo.42", with: "zenodo.43"))
  }
}
