import Catalog
import Files
import TestSupport
import Testing

@Suite struct RecordFinderTests {
  private let progress = SpokenLines()
  private let doi: DOI

  init() throws { doi = try #require(DOI("10.22002/D1.(1)<a>")) }

  private func finder(_ mirror: String) throws -> RecordFinder {
    try RecordFinder(connection: progress.connection(), mirror: mirror)
  }

  @Test func asksTheMirrorWhateverTheSite() throws {
    let fake = try FakeZenodo()
    defer { fake.server.stop() }
    let finder = try finder(fake.server.url + "/")
    for (text, page) in [
      ("102", "https://zenodo.org/records/102"),
      ("10.5072/zenodo.102", "https://sandbox.zenodo.org/records/102"),
      ("https://data.example.org/records/102", "https://data.example.org/records/102"),
      ("https://zenodo.org/records/101/latest", "https://zenodo.org/records/102"),
    ] {
      #expect(try finder.find(try RecordReference(text)).page == page)
    }
  }

  @Test func askTheResolverWhereOtherDOIsLead() throws {
    let fake = try FakeZenodo(first: [
      LocalServer.answer("302 Found", "", ["Location: https://data.example.org/records/102"])
    ])
    defer { fake.server.stop() }
    let record = try finder(fake.server.url).find(.doi(doi))
    #expect(record.page == "https://data.example.org/records/102")
    #expect(
      fake.server.requests.first?.hasPrefix("GET /10.22002/D1.(1)%3Ca%3E HTTP/1.1\r\n") == true)
  }

  @Test(arguments: [
    (
      LocalServer.answer("404 Not Found", ""), "there is no such DOI. Check its spelling.",
      Files.ExitStatus.missingInput
    ),
    (
      LocalServer.answer("200 OK", "<html>"),
      "the resolver of DOIs does not answer (HTTP 200). "
        + "Run the command again later, or name the address of the record's page.", .unavailable
    ),
    (
      LocalServer.answer("302 Found", "", ["Location: https://figshare.com/articles/1"]),
      "no record that fairmlpf can fetch has the address 'figshare.com/articles/1'. "
        + "Fetch the files with the site's own tools and put them into data/raw.", .usage
    ),
    (
      LocalServer.answer("302 Found", "", ["Location: https://www.kaggle.com/datasets/a"]),
      "Kaggle gives files only to users who are logged in. "
        + "Fetch them with Kaggle's own program and put them into data/raw.", .usage
    ),
    (
      LocalServer.answer("302 Found", "", ["Location: https://doi.org/10.22002/D1"]),
      "the DOI leads to another DOI. Name the address of the record's page.", .unavailable
    ),
    (
      LocalServer.answer("302 Found", "", ["Location: file:///etc/passwd"]),
      "'file:///etc/passwd' is no address of a web page. Copy the address of the record's page.",
      .usage
    ),
  ])
  func saysWhereADOILeads(
    _ answer: String, _ sentence: String, _ status: Files.ExitStatus
  ) throws {
    let fake = try FakeZenodo(first: [answer])
    defer { fake.server.stop() }
    let finder = try finder(fake.server.url)
    let problem = failure { () throws(Failure) in _ = try finder.find(.doi(doi)) }
    #expect(problem?.description == "10.22002/D1.(1)<a>: \(sentence)")
    #expect(problem?.status == status)
  }

  @Test(arguments: [
    "", "example.org", "ftp://example.org", "https://a:b@example.org", "https://a?b",
  ])
  func refusesAMirrorThatIsNoAddress(_ mirror: String) {
    let problem = failure { () throws(Failure) in
      _ = try RecordFinder(connection: progress.connection(), mirror: mirror)
    }
    #expect(
      problem?.description
        == "the address of the mirror is not valid. "
        + "Write the beginning of its addresses, such as https://example.org.")
    #expect(problem?.status == .usage)
  }
}
