import Catalog
import Files
import Foundation
import TestSupport
import Testing

/// Answers that are no record, and records that are not believed.
@Suite struct RefusedRecordTests {
  private let progress = SpokenLines()

  /// What asking for record 102 ends with, if that is the answer, three times.
  private func problem(
    _ answer: String, site: String = "https://zenodo.org"
  ) throws -> (failure: Failure?, url: String) {
    let fake = try FakeZenodo(first: [answer, answer, answer])
    defer { fake.server.stop() }
    let repository = InvenioRDM(
      site: site, mirror: fake.server.url, connection: progress.connection())
    let failure = failure { () throws(Failure) in
      try repository.record("102").requireFiles()
    }
    return (failure, fake.server.url)
  }

  private static let page = "https://zenodo.org/records/102: "

  @Test(arguments: [
    (
      FakeZenodo.refusal("404 NOT FOUND", "The persistent identifier does not exist."),
      "there is no such record (HTTP 404). Check the DOI or the number of the record.",
      Files.ExitStatus.missingInput
    ),
    (
      FakeZenodo.refusal("410 GONE", "Record deleted"),
      "the record was withdrawn (HTTP 410). Choose another record.", .missingInput
    ),
    (
      FakeZenodo.refusal("403 FORBIDDEN", "Permission denied."),
      "the record is restricted (HTTP 403). "
        + "Set ZENODO_TOKEN to a token of an account with access, "
        + "or FAIRMLPF_SECRET_LINK to a link that opens it.", .noPermission
    ),
    (
      LocalServer.answer("403 Forbidden", "<html>Forbidden</html>"),
      "the server turns this program away (HTTP 403). "
        + "Wait an hour and run the command again, or fetch the files in a browser.", .noPermission
    ),
    (
      LocalServer.answer("429 Too Many Requests", ""),
      "the server is asked too often (HTTP 429). Run the command again later.", .unavailable
    ),
    (
      FakeZenodo.refusal("429 TOO MANY REQUESTS", "60 per 1 minute", ["Retry-After: 601"]),
      "the server is asked too often (HTTP 429). Run the command again in 11 minutes.",
      .unavailable
    ),
    (
      LocalServer.answer("503 Service Unavailable", "", ["Retry-After: 7"]),
      "the server answers with an error (HTTP 503). Run the command again in a minute.",
      .unavailable
    ),
    (
      LocalServer.answer("503 Service Unavailable", "<h1>closed"),
      "the server answers with an error (HTTP 503). Run the command again later.", .unavailable
    ),
    (
      LocalServer.answer("200 OK", "\n <!doctype html>", ["Content-Type: application/json"]),
      "the server sends a web page instead of the record. "
        + "Open the page in a browser: the server may be closed, or the network ask for a login.",
      .unavailable
    ),
    (
      FakeZenodo.json(String(FakeZenodo.own(102).prefix(700))),
      "what the server sends of the record is damaged or cut off. Run the command again.",
      .badData
    ),
    (
      FakeZenodo.json(""),
      "what the server sends of the record is damaged or cut off. Run the command again.",
      .badData
    ),
    (FakeZenodo.json("[1]"), "what the server sends is no record. Check the address.", .badData),
    (
      FakeZenodo.json(#"{"id":"102"}"#),
      "what the server sends is no record. Check the address.", .badData
    ),
    (
      FakeZenodo.json(#"{"id":"../102","metadata":{}}"#),
      "what the server sends is no record. Check the address.", .badData
    ),
    (
      FakeZenodo.json(FakeZenodo.own(101)),
      "the server sends the record 101 instead. Run the command again.", .badData
    ),
    (
      LocalServer.answer("302 Found", "", ["Location: http://localhost:1/api/records/102"]),
      "the server cannot be reached. Check the URL and the network connection.", .unavailable
    ),
  ])
  func saysWhatTheAnswerIs(
    _ answer: String, _ sentence: String, _ status: Files.ExitStatus
  ) throws {
    let problem = try problem(answer).failure
    let place =
      sentence.hasPrefix("the server cannot") ? "http://localhost:1/api/records/102: " : nil
    #expect(problem?.description == (place ?? Self.page) + sentence)
    #expect(problem?.status == status)
  }

  @Test func saysWhyARecordWasWithdrawn() throws {
    let fake = try FakeZenodo()
    defer { fake.server.stop() }
    let problem = failure { () throws(Failure) in
      _ = try InvenioRDM(
        site: "https://zenodo.org", mirror: fake.server.url, connection: progress.connection()
      ).record("80")
    }
    #expect(
      problem?.description
        == "https://zenodo.org/records/80: the record was withdrawn: 'Test record; of no use' "
        + "(HTTP 410). Choose another record.")
  }

  @Test func doesNotTakeARecordFromAnotherServer() throws {
    let other = try FakeZenodo()
    defer { other.server.stop() }
    let place = "\(other.server.url)/api/records/102"
    for answer in [
      LocalServer.answer("302 Found", "", ["Location: \(place)"]),
      FakeZenodo.json(#"{"location":"\#(place)"}"#, "301 MOVED"),
    ] {
      #expect(
        try problem(answer).failure?.description
          == "https://zenodo.org/records/102: the server redirects to "
          + "'\(other.server.url.dropFirst(7))'. "
          + "Look where its page leads in a browser and name that address.")
    }
  }

  @Test func stopsWhenRedirectsWithinJSONGoRound() throws {
    let answer = FakeZenodo.json(#"{"location":"/api/records/102"}"#, "301 MOVED")
    let fake = try FakeZenodo(first: Array(repeating: answer, count: 9))
    defer { fake.server.stop() }
    let problem = failure { () throws(Failure) in
      _ = try InvenioRDM(
        site: "https://zenodo.org", mirror: fake.server.url, connection: progress.connection()
      ).record("102")
    }
    #expect(
      problem?.description
        == "https://zenodo.org/records/102: the server redirects in a circle. "
        + "Run the command again later.")
  }

  /// A record with one or two files, each given as it stands in the document.
  private static func record(_ files: String..., access: String = "{}") -> String {
    FakeZenodo.json(
      #"{"id":102,"metadata":{},"access":\#(access),"files":[\#(files.joined(separator: ","))]}"#)
  }

  private static let refusal =
    "Fetch the files in a browser, and tell the owner of the record."

  @Test(arguments: [
    (#"{"key":"../a"}"#, "the name of a file, '../a', leads to another folder"),
    (#"{"key":"a/../../b"}"#, "the name of a file, 'a/../../b', leads to another folder"),
    (#"{"key":"a/."}"#, "the name of a file, 'a/.', leads to another folder"),
    (#"{"key":"/etc/passwd"}"#, "the name of a file, '/etc/passwd', begins with '/'"),
    (#"{"key":"a\\b"}"#, #"the name of a file, 'a\b', has a backslash in it"#),
    (#"{"key":"a\u0000b"}"#, #"the name of a file, 'a\0b', has a control character in it"#),
    (
      #"{"key":"a\u001b[2J"}"#,
      #"the name of a file, 'a\u{1B}[2J', has a control character in it"#
    ),
    (#"{"key":""}"#, "the name of a file, '', is empty"),
    ("{}", "the name of a file, '', is empty"),
    (#"{"key":["a"]}"#, "the name of a file, '', is empty"),
    (#"{"key":"a//b"}"#, "the name of a file, 'a//b', has an empty part"),
    (#"{"key":"a/"}"#, "the name of a file, 'a/', has an empty part"),
    (
      #"{"key":"\#(String(repeating: "é", count: 128))"}"#,
      "the name of a file, '\(String(repeating: "é", count: 60))…', is too long"
    ),
    (#"{"key":"a","size":-1}"#, "the size of the file 'a' is not possible"),
    (#"{"key":"a","size":1.5}"#, "the size of the file 'a' is not possible"),
    (#"{"key":"a","size":"many"}"#, "the size of the file 'a' is not possible"),
    (#"{"key":"a","size":1e30}"#, "the size of the file 'a' is not possible"),
    (#"{"key":"a","size":9223372036854775807}"#, "the size of the file 'a' is not possible"),
    (#"{"key":"a","size":99999999999999999999}"#, "the size of the file 'a' is not possible"),
    (#"{"key":"a","checksum":"md5:12"}"#, "the checksum of the file 'a' is not possible"),
    (#"{"key":"a","checksum":"md5:"}"#, "the checksum of the file 'a' is not possible"),
    (
      #"{"key":"a","checksum":"md5:\#(String(repeating: "g", count: 32))"}"#,
      "the checksum of the file 'a' is not possible"
    ),
    (#"{"key":"a","checksum":7}"#, "the checksum of the file 'a' is not possible"),
    (
      #"{"key":"a"},{"key":"A"}"#,
      "the names of two files, 'A' and 'a', would be the same on some disks"
    ),
    (
      #"{"key":"a"},{"key":"a"}"#,
      "the names of two files, 'a' and 'a', would be the same on some disks"
    ),
    (
      #"{"key":"\u00e9"},{"key":"e\u0301"}"#,
      "the names of two files, 'e\u{301}' and 'é', would be the same on some disks"
    ),
    (#"{"key":"A"},{"key":"a/b"}"#, "the name 'A' is both a file and a folder"),
  ])
  func refusesFilesThatCannotBe(_ files: String, _ clause: String) throws {
    let problem = try problem(Self.record(files)).failure
    #expect(problem?.description == "\(Self.page)\(clause). \(Self.refusal)")
    #expect(problem?.status == .badData)
  }

  @Test func refusesSizesThatAddUpToTooMuch() throws {
    let files = (0..<2000).map { #"{"key":"\#($0)","size":1125899906842624}"# }
    let problem = try problem(Self.record(files.joined(separator: ","))).failure
    #expect(
      problem?.description == "\(Self.page)the sizes of all files are not possible. \(Self.refusal)"
    )
  }

  @Test func takesFilesOfWhichLittleIsSaid() throws {
    let digits = "F96B697D7CB7938D525A2F31AAF161D0"
    let fake = try FakeZenodo(first: [
      Self.record(
        #"{"key":"a/b c%.txt","size":"7"}"#, #"{"key":"é","checksum":"\#(digits)"}"#,
        #"{"key":"s","checksum":"sha512:0"}"#, #"{"filename":"old","filesize":5}"#)
    ])
    defer { fake.server.stop() }
    let record = try InvenioRDM(
      site: "https://zenodo.org", mirror: fake.server.url, connection: progress.connection()
    ).record("102")
    #expect(record.files.map(\.name) == ["a/b c%.txt", "old", "s", "é"])
    #expect(record.files.map(\.size) == [7, 5, nil, nil])
    #expect(record.files.map(\.checksum?.digits) == [nil, nil, nil, digits.lowercased()])
    #expect(record.size == nil)
    #expect(
      record.files.map { $0.addresses.first?.dropFirst(fake.server.url.count) } == [
        "/records/102/files/a/b%20c%25.txt?download=1", "/records/102/files/old?download=1",
        "/records/102/files/s?download=1", "/records/102/files/%C3%A9?download=1",
      ])
    #expect(record.title.isEmpty)
    #expect(record.name == "https://zenodo.org/records/102")
  }

  @Test(arguments: [
    (
      #"{"status":"embargoed","embargo":{"active":true,"until":"2030-01-31"}}"#,
      "the files are under embargo until 2030-01-31. "
        + "Wait, or ask the owner of the record for access.", Files.ExitStatus.noPermission
    ),
    (
      #"{"record":"public","files":"restricted"}"#,
      "the files are restricted. Set ZENODO_TOKEN to a token of an account with access, "
        + "or FAIRMLPF_SECRET_LINK to a link that opens it.",
      .noPermission
    ),
    (
      #"{"status":"metadata-only"}"#,
      "the record has no files. Check that this is the record you want.", .missingInput
    ),
    ("null", "the record has no files. Check that this is the record you want.", .missingInput),
  ])
  func saysWhyThereAreNoFiles(
    _ access: String, _ sentence: String, _ status: Files.ExitStatus
  ) throws {
    let problem = try problem(Self.record(access: access)).failure
    #expect(problem?.description == Self.page + sentence)
    #expect(problem?.status == status)
  }

  @Test func noticesFilesThatAreMissing() throws {
    let body = FakeZenodo.own(102).replacing(#""count":2"#, with: #""count":3"#)
    #expect(
      try problem(FakeZenodo.json(body)).failure?.description
        == "\(Self.page)the record lists 2 of its 3 files. Run the command again later.")
  }

  @Test func showsNoControlCharactersOfTheRecord() throws {
    let fake = try FakeZenodo(first: [
      FakeZenodo.json(
        #"{"id":102,"metadata":{"title":"a\u001b[2J\n b\u202e","version":"\u0007","#
          + #""creators":[{"name":"x\r\ny"}]},"files":[]}"#)
    ])
    defer { fake.server.stop() }
    let record = try InvenioRDM(
      site: "https://zenodo.org", mirror: fake.server.url, connection: progress.connection()
    ).record("102")
    #expect(record.title == "a [2J b")
    #expect(record.version == nil)
    #expect(record.authors.map(\.name) == ["x y"])
  }
}
