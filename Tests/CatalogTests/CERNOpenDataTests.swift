import Files
import Foundation
import TestSupport
import Testing

@testable import Catalog

@Suite struct CERNOpenDataTests {
  private let progress = SpokenLines()

  private static func record(_ metadata: String) -> String {
    FakeZenodo.json(
      #"{"id":1,"created":"2020-08-27","metadata":{"recid":"1","title":"A data set of CMS","#
        + #""doi":"10.7483/OPENDATA.CMS.A342.9982","date_published":"2014","#
        + #""collaboration":{"name":"CMS collaboration"},"license":{"attribution":"CC0"},"#
        + metadata + "}}")
  }

  /// A file of the storage at CERN as it stands in a document.
  private static func file(_ path: String, _ checksum: String = "adler32:a82d5324") -> String {
    #"{"uri":"root://eospublic.cern.ch//eos/opendata/\#(path)","size":7,"checksum":"\#(checksum)"}"#
  }

  /// A server that answers by path.
  private func read(
    _ answers: [String: String], _ id: String = "1"
  ) throws -> (record: Record, url: String) {
    let server = try LocalServer(answers)
    defer { server.stop() }
    let repository = CERNOpenData(mirror: server.url, connection: progress.connection())
    return (try repository.record(id), server.url)
  }

  @Test func readsARecord() throws {
    let files = [Self.file("cms/b d.root"), Self.file("cms/a.root", "adler32:1F")]
    let (record, url) = try read([
      "/api/records/1": Self.record(#""files":[\#(files.joined(separator: ","))]"#)
    ])
    #expect(record.id == "1")
    #expect(record.page == "https://opendata.cern.ch/record/1")
    #expect(record.doi == DOI("10.7483/OPENDATA.CMS.A342.9982"))
    #expect(record.title == "A data set of CMS")
    #expect(record.authors == [.init(name: "CMS collaboration", orcid: nil, affiliation: nil)])
    #expect(record.publicationDate == "2014")
    #expect(record.licence == "CC0")
    #expect(record.isLatest == nil)
    #expect(
      record.files == [
        RecordFile(
          name: "a.root", size: 7, checksum: .init(.adler32, "0000001f"),
          addresses: ["\(url)/eos/opendata/cms/a.root"]),
        RecordFile(
          name: "b d.root", size: 7, checksum: .init(.adler32, "a82d5324"),
          addresses: ["\(url)/eos/opendata/cms/b%20d.root"]),
      ])
  }

  @Test func readsPeople() throws {
    let author = #"{"name":"Müller, Zoë","orcid":"https://orcid.org/0000-0002-1825-0097"}"#
    let (record, _) = try read([
      "/api/records/1": Self.record(#""authors":[\#(author)],"files":[]"#)
    ])
    #expect(
      record.authors == [
        .init(name: "Müller, Zoë", orcid: "0000-0002-1825-0097", affiliation: nil)
      ])
  }

  @Test func readsListsOfFilesWithinTheRecord() throws {
    let lists =
      #"{"key":"a_file_index.json","files":[\#(Self.file("cms/00/x.root"))]},"#
      + #"{"key":"b_file_index.json","files":[\#(Self.file("cms/01/x.root"))]}"#
    let (record, url) = try read([
      "/api/records/1": Self.record(
        #""files":[\#(Self.file("cms/note.txt"))],"_file_indices":[\#(lists)]"#)
    ])
    // Two have the same name, so all keep their folders.
    #expect(record.files.map(\.name) == ["00/x.root", "01/x.root", "note.txt"])
    #expect(record.files.first?.addresses == ["\(url)/eos/opendata/cms/00/x.root"])
  }

  @Test func asksForListsOfFilesBesideTheRecord() throws {
    let names = ["cms/a_file_index.json", "cms/a_file_index.txt", "cms/note.txt"]
    let (record, _) = try read([
      "/api/records/1": Self.record(
        #""files":[\#(names.map { Self.file($0) }.joined(separator: ","))]"#),
      "/record/1/files/a_file_index.json": FakeZenodo.json(
        "[\(Self.file("cms/x.root")),\(Self.file("cms/y.root"))]"),
    ])
    #expect(record.files.map(\.name) == ["note.txt", "x.root", "y.root"])
  }

  private static let search =
    "/api/records?page=1&size=1&q=doi:%2210.7483/OPENDATA.CMS.A342.9982%22"

  @Test(arguments: ["10.7483/OPENDATA.CMS.A342.9982", "10.7483/opendata.cms.a342.9982"])
  func findsARecordByItsDOI(_ doi: String) throws {
    let hit = #"{"id":1,"metadata":{"doi":"10.7483/opendata.cms.a342.9982"}}"#
    let (record, _) = try read(
      [
        Self.search: FakeZenodo.json(#"{"hits":{"hits":[\#(hit)],"total":1}}"#),
        "/api/records/1": Self.record(#""files":[]"#),
      ], doi)
    #expect(record.id == "1")
  }

  @Test(arguments: [
    #"{"hits":{"hits":[],"total":0}}"#, "{}",
    #"{"hits":{"hits":[{"id":1,"metadata":{"doi":"10.7483/OTHER"}}],"total":1}}"#,
  ])
  func saysThatThereIsNoSuchDOI(_ answer: String) throws {
    let server = try LocalServer([Self.search: FakeZenodo.json(answer)])
    defer { server.stop() }
    let problem = failure { () throws(Failure) in
      _ = try CERNOpenData(mirror: server.url, connection: progress.connection())
        .record("10.7483/OPENDATA.CMS.A342.9982")
    }
    #expect(
      problem?.description
        == "10.7483/OPENDATA.CMS.A342.9982: CERN Open Data has no record with this DOI. "
        + "Check the DOI.")
  }

  @Test(arguments: [
    (
      #""files":[{"uri":"root://evil.example//eos/a"}]"#,
      "the address of a file, 'root://evil.example//eos/a', is not one of CERN's. "
        + "Fetch the files with cernopendata-client and put them into data/raw."
    ),
    (
      #""files":[{"uri":"root://eospublic.cern.ch//eos/../../a"}]"#,
      "the address of a file, 'root://eospublic.cern.ch//eos/../../a', is not one of CERN's. "
        + "Fetch the files with cernopendata-client and put them into data/raw."
    ),
    (
      #""files":[{"key":"../a","uri":"root://eospublic.cern.ch//eos/a"}]"#,
      "the name of a file, '../a', leads to another folder. "
        + "Fetch the files in a browser, and tell the owner of the record."
    ),
    (
      #""files":[{"key":"a","uri":"root://eospublic.cern.ch//eos/a","checksum":"adler32:123456789"}]"#,
      "the checksum of the file 'a' is not possible. "
        + "Fetch the files in a browser, and tell the owner of the record."
    ),
  ])
  func refusesFilesThatCannotBe(_ files: String, _ sentence: String) throws {
    let server = try LocalServer(["/api/records/1": Self.record(files)])
    defer { server.stop() }
    let problem = failure { () throws(Failure) in
      _ = try CERNOpenData(mirror: server.url, connection: progress.connection()).record("1")
    }
    #expect(problem?.description == "https://opendata.cern.ch/record/1: \(sentence)")
  }
}
