import Files
import Foundation
import HTTP
import TestSupport
import Testing

@testable import Catalog

@Suite struct InvenioRDMTests {
  private let progress = SpokenLines()

  private func zenodo(
    _ server: FakeZenodo, _ tokens: [AccessToken] = []
  ) -> InvenioRDM {
    InvenioRDM(
      site: "https://zenodo.org", mirror: server.server.url,
      connection: progress.connection(tokens))
  }

  @Test(arguments: [FakeZenodo.own(102), FakeZenodo.older(102), "\u{FEFF}" + FakeZenodo.own(102)])
  func readsBothDocuments(_ body: String) throws {
    // What the server says of the kind of document is not believed.
    let fake = try FakeZenodo(first: [
      LocalServer.answer("200 OK", body, ["Content-Type: text/html"])
    ])
    defer { fake.server.stop() }
    let record = try zenodo(fake).record("102")
    #expect(record.id == "102")
    #expect(record.site == "https://zenodo.org")
    #expect(record.page == "https://zenodo.org/records/102")
    #expect(record.doi == DOI("10.5281/zenodo.102"))
    #expect(record.conceptDOI == DOI("10.5281/zenodo.100"))
    #expect(record.title == "Three events")
    #expect(record.authors.map(\.name) == ["Müller, Zoë", "The collaboration"])
    #expect(record.authors.map(\.orcid) == ["0000-0002-1825-0097", nil])
    #expect(record.authors.map(\.affiliation) == ["A university", nil])
    #expect(record.publicationDate == "2021-01-21")
    #expect(record.version == "2.0")
    #expect(record.licence == "cc-by-4.0")
    #expect(record.access == .open)
    #expect(record.isLatest == true)
    #expect(record.latestVersion == nil)
    #expect(record.size == 17)
    #expect(record.warnings.isEmpty)
    #expect(record.metadata == Data(body.utf8))
    let url = fake.server.url
    #expect(
      record.files == [
        RecordFile(
          name: "a.pkl.bz2", size: 14, checksum: .init(.md5, "f96b697d7cb7938d525a2f31aaf161d0"),
          addresses: [
            "\(url)/records/102/files/a.pkl.bz2?download=1",
            "\(url)/api/records/102/files/a.pkl.bz2/content",
          ]),
        RecordFile(
          name: "b c.txt", size: 3, checksum: .init(.md5, "900150983cd24fb0d6963f7d28e17f72"),
          addresses: [
            "\(url)/records/102/files/b%20c.txt?download=1",
            "\(url)/api/records/102/files/b%20c.txt/content",
          ]),
      ])
  }

  @Test func asksForTheDocumentOfTheSoftware() throws {
    let fake = try FakeZenodo()
    defer { fake.server.stop() }
    #expect(try zenodo(fake).record("102").metadata == Data(FakeZenodo.own(102).utf8))
    #expect(fake.server.requests.count == 1)
    #expect(fake.server.requests.first?.contains("\r\nUser-Agent: fairmlpf/test\r\n") == true)
  }

  /// A record of Zenodo, as it was in 2025, without what is not read.
  @Test func readsARecordedDocument() throws {
    let fake = try FakeZenodo(first: [FakeZenodo.json(Self.recorded)])
    defer { fake.server.stop() }
    let record = try zenodo(fake).record("4924875")
    #expect(record.doi == DOI("10.5281/zenodo.4924875"))
    #expect(record.conceptDOI == DOI("10.5281/zenodo.4924874"))
    #expect(record.authors.map(\.name) == ["Uieda, Leonardo"])
    #expect(record.authors.map(\.orcid) == ["0000-0001-6123-9515"])
    #expect(record.licence == "cc-by-4.0")
    #expect(record.files.map(\.name) == ["store.zip", "tiny-data.txt"])
    #expect(record.files.map(\.size) == [780, 59])
    #expect(
      record.files.map(\.checksum?.digits) == [
        "7008231125631739b64720d1526619ae", "70e2afd3fd7e336ae478b1e740a5f08e",
      ])
  }

  @Test func namesTheLatestVersion() throws {
    let fake = try FakeZenodo()
    defer { fake.server.stop() }
    let record = try zenodo(fake).record("101")
    #expect(record.isLatest == false)
    #expect(
      record.latestVersion
        == .init(
          page: "https://zenodo.org/records/102", doi: DOI("10.5281/zenodo.102"), version: "2.0"))
    #expect(
      record.warnings == [
        "10.5281/zenodo.101 is not the latest version of this data set; that is "
          + "10.5281/zenodo.102."
      ])
  }

  @Test func givesTheRecordWhereTheLatestVersionCannotBeAskedFor() throws {
    let fake = try FakeZenodo(first: [
      FakeZenodo.json(FakeZenodo.own(101)), LocalServer.answer("500 Oh", ""),
    ])
    defer { fake.server.stop() }
    let record = try zenodo(fake).record("101")
    #expect(record.latestVersion?.doi == nil)
    #expect(
      record.warnings == [
        "10.5281/zenodo.101 is not the latest version of this data set; that is "
          + "https://zenodo.org/records/101/latest."
      ])
  }

  @Test(arguments: [("100", "102"), ("90", "101")])
  func followsRecordsThatLeadToOthers(_ asked: String, _ found: String) throws {
    let fake = try FakeZenodo()
    defer { fake.server.stop() }
    #expect(try zenodo(fake).record(asked).id == found)
    #expect(
      progress.lines == [
        "https://zenodo.org/records/\(asked) leads to https://zenodo.org/records/\(found)"
      ])
  }

  @Test(arguments: [FakeZenodo.own(102), FakeZenodo.older(102)])
  func takesTheLatestVersionForTheNumberOfAll(_ body: String) throws {
    let fake = try FakeZenodo(first: [FakeZenodo.json(body)])
    defer { fake.server.stop() }
    #expect(try zenodo(fake).record("100").id == "102")
  }

  @Test func findsTheLatestVersion() throws {
    let fake = try FakeZenodo()
    defer { fake.server.stop() }
    #expect(try zenodo(fake).latestRecord("101").id == "102")
  }

  @Test func warnsOfTheMistakeInTheFirstVersion() throws {
    let body = FakeZenodo.own(102).replacing("zenodo.102", with: "zenodo.4452283")
    let fake = try FakeZenodo(first: [FakeZenodo.json(body)])
    defer { fake.server.stop() }
    #expect(
      try zenodo(fake).record("102").warnings == [
        "In 10.5281/zenodo.4452283 about 6 % of the charged hadrons of the rule-based particle "
          + "flow are labelled as neutral; compare with it only in version 2, "
          + "10.5281/zenodo.4559324."
      ])
  }

  @Test func asksForTheListOfFilesIfTheRecordHasNone() throws {
    let text = FakeZenodo.own(102)
    let start = try #require(text.range(of: #","entries":{"#))
    let end = try #require(text.range(of: "}}}},", range: start.upperBound..<text.endIndex))
    let body = text.replacingCharacters(in: start.lowerBound..<end.upperBound, with: "},")
    let list = #"{"enabled":true,"entries":[{"key":"a","size":1},{"key":"b","size":2}],"order":[]}"#
    let fake = try FakeZenodo(first: [FakeZenodo.json(body), FakeZenodo.json(list)])
    defer { fake.server.stop() }
    #expect(try zenodo(fake).record("102").files.map(\.name) == ["a", "b"])
    #expect(fake.server.requests.last?.hasPrefix("GET /api/records/102/files HTTP") == true)
  }

  @Test func usesATokenForARestrictedRecord() throws {
    let fake = try FakeZenodo()
    defer { fake.server.stop() }
    let origin = try #require(Origin(fake.server.url))
    let right = try AccessToken("right", for: origin, from: "test")
    #expect(try zenodo(fake, [right]).record("70").id == "70")
    let wrong = try AccessToken("wrong", for: origin, from: "test")
    let problem = failure { () throws(Failure) in _ = try zenodo(fake, [wrong]).record("70") }
    #expect(
      problem?.description
        == "https://zenodo.org/records/70: the token gives no access to this record (HTTP 403). "
        + "Check that it is still valid and opens this record.")
  }

  @Test func usesASecretLinkForItsRecordAlone() throws {
    let fake = try FakeZenodo()
    defer { fake.server.stop() }
    let url = fake.server.url
    let tokens = try AccessToken.all(
      in: ["FAIRMLPF_SECRET_LINK": "\(url)/records/70?preview=1&token=right#files"])
    let record = try zenodo(fake, tokens).record("70")
    #expect(record.id == "70")
    #expect(!"\(record)".contains("right"))
    #expect(try zenodo(fake, tokens).record("102").id == "102")
    #expect(
      fake.server.requests.map { $0.prefix { $0 != "\r\n" } } == [
        "GET /api/records/70?token=right HTTP/1.1",
        "GET /api/records/70/versions/latest?token=right HTTP/1.1", "GET /api/records/102 HTTP/1.1",
      ])
    let wrong = try AccessToken.all(in: ["FAIRMLPF_SECRET_LINK": "\(url)/records/70?token=wrong"])
    let problem = failure { () throws(Failure) in _ = try zenodo(fake, wrong).record("70") }
    #expect(
      problem?.description
        == "https://zenodo.org/records/70: the token gives no access to this record (HTTP 403). "
        + "Check that it is still valid and opens this record.")
  }

  @Test func waitsIfTheServerAsksForIt() throws {
    let busy = FakeZenodo.refusal("429 TOO MANY REQUESTS", "60 per 1 minute", ["Retry-After: 3"])
    let fake = try FakeZenodo(first: [busy, busy])
    defer { fake.server.stop() }
    #expect(try zenodo(fake).record("102").id == "102")
    let host = fake.server.url.dropFirst(7)
    let line = "\(host): the server cannot answer now (HTTP 429). The next try is in 4 s"
    #expect(progress.lines == [line, line])
  }

  private static let recorded = """
    {"id":"4924875","created":"2021-06-11","updated":"2023-01-01","revision_id":4,"is_published":true,
     "is_draft":false,"status":"published",
     "links":{"self":"https://zenodo.org/api/records/4924875",
      "latest":"https://zenodo.org/api/records/4924875/versions/latest"},
     "parent":{"id":"4924874","access":{"owned_by":{"user":"341826"}},"communities":{},
      "pids":{"doi":{"identifier":"10.5281/zenodo.4924874","provider":"datacite","client":"datacite"}}},
     "versions":{"is_latest":true,"index":1},
     "pids":{"doi":{"identifier":"10.5281/zenodo.4924875","provider":"datacite","client":"datacite"},
      "oai":{"identifier":"oai:zenodo.org:4924875","provider":"oai"}},
     "metadata":{"resource_type":{"id":"dataset","title":{"en":"Dataset"}},
      "creators":[{"person_or_org":{"type":"personal","name":"Uieda, Leonardo","given_name":"Leonardo",
       "family_name":"Uieda","identifiers":[{"identifier":"0000-0001-6123-9515","scheme":"orcid"}]}}],
      "title":"Test data for the Pooch library","publisher":"Zenodo","publication_date":"2021-06-10",
      "version":"1","rights":[{"id":"cc-by-4.0","props":{"scheme":"spdx"}}],"description":"<p>…</p>"},
     "custom_fields":{},"access":{"record":"public","files":"public",
      "embargo":{"active":false,"reason":null},"status":"open"},
     "files":{"enabled":true,"order":[],"count":2,"total_bytes":839,"entries":{
      "store.zip":{"id":"513d7033","checksum":"md5:7008231125631739b64720d1526619ae","ext":"zip",
       "size":780,"mimetype":"application/zip","storage_class":"L","key":"store.zip","metadata":null,
       "access":{"hidden":false},"links":{"self":"https://zenodo.org/api/records/4924875/files/store.zip",
       "content":"https://zenodo.org/api/records/4924875/files/store.zip/content"}},
      "tiny-data.txt":{"checksum":"md5:70e2afd3fd7e336ae478b1e740a5f08e","size":59,"key":"tiny-data.txt"}}},
     "media_files":{"enabled":false},"deletion_status":{"is_deleted":false,"status":"P"},
     "stats":{"this_version":{"data_volume":0}},"swh":{},"ui":{}}
    """
}
