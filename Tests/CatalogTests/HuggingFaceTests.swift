import Catalog
import Files
import TestSupport
import Testing

@Suite struct HuggingFaceTests {
  private let progress = SpokenLines()

  private func find(_ text: String, at server: LocalServer) throws(Failure) -> Record {
    try RecordFinder(connection: progress.connection(), mirror: server.url)
      .find(RecordReference(text))
  }

  @Test func aRecordIsOneCommit() throws {
    let fake = try FakeHuggingFace()
    defer { fake.server.stop() }
    let record = try find("https://huggingface.co/datasets/group/jets", at: fake.server)
    let commit = FakeHuggingFace.commits[1]
    #expect(record.id == "group/jets@\(commit)")
    #expect(record.site == "https://huggingface.co")
    #expect(record.page == "https://huggingface.co/datasets/group/jets/tree/\(commit)")
    #expect(record.doi == nil)
    #expect(record.conceptDOI == DOI("10.57967/hf/12"))
    #expect(record.title == "Some jets")
    #expect(record.authors.map(\.name) == ["group"])
    #expect(record.licence == "cc-by-4.0")
    #expect(record.publicationDate == "2024-05-06")
    #expect(record.version == "1111111")
    // Of both pages of the list, without git's own file and without folders.
    let start = "\(fake.server.url)/datasets/group/jets/resolve/\(commit)/"
    #expect(
      record.files == [
        RecordFile(name: "README.md", size: 3, checksum: nil, addresses: [start + "README.md"]),
        RecordFile(
          name: "data/train 1.bin", size: 14,
          checksum: RecordFile.Checksum(
            .sha256, "f7846f55cf23e14eebeab5b4e1550cad5b509e3348fbc4efa3a1413d393cb650"),
          addresses: [start + "data/train%201.bin"]),
      ])
  }

  @Test func anOlderCommitCanBeNamed() throws {
    let fake = try FakeHuggingFace()
    defer { fake.server.stop() }
    fake.commit()
    let page = "https://huggingface.co/datasets/group/jets"
    #expect(try find(page, at: fake.server).version == "2222222")
    #expect(try find("\(page)/tree/main", at: fake.server).version == "2222222")
    let older = "\(page)/tree/\(FakeHuggingFace.commits[1])"
    #expect(try find(older, at: fake.server).page == older)
  }

  @Test(arguments: [
    (
      "closed", "the record is restricted (HTTP 403). ",
      "the server says 'Access to dataset group/closed is restricted.'"
    ),
    // It does not tell what is not there from what one may not see.
    (
      "none", "the record is restricted (HTTP 401). ",
      "the server says 'Invalid username or password.'"
    ),
  ])
  func saysWhatToDoAboutClosedOnes(_ name: String, _ what: String, _ cause: String) throws {
    let fake = try FakeHuggingFace()
    defer { fake.server.stop() }
    let page = "https://huggingface.co/datasets/group/\(name)"
    let problem = failure { () throws(Failure) in _ = try find(page, at: fake.server) }
    #expect(
      problem?.description == "\(page): \(what)"
        + "Check its name, or set HF_TOKEN to a token of an account with access.")
    #expect(problem?.cause == cause)
    #expect(problem?.status == .noPermission)
  }

  @Test func aListWithoutEndEnds() throws {
    let commit = FakeHuggingFace.commits[0]
    let server = try LocalServer { request in
      request.path.contains("/tree/")
        ? FakeZenodo.json(
          "[]", "200 OK", ["Link: <http://127.0.0.1:PORT\(request.path)>; rel=\"next\""])
        : FakeZenodo.json(#"{"id":"a/b","sha":"\#(commit)"}"#)
    }
    defer { server.stop() }
    let problem = failure { () throws(Failure) in
      _ = try find("hf.co/datasets/a/b", at: server)
    }
    #expect(
      problem?.description
        == "https://huggingface.co/datasets/a/b: the list of files has no end. "
        + "Fetch the files with the site's own tools and put them into data/raw.")
  }

  @Test(arguments: ["http://127.0.0.2:1/x", "../x", "/\u{7f}"])
  func theListGoesOnAtItsOwnServerOnly(_ next: String) throws {
    let commit = FakeHuggingFace.commits[0]
    let server = try LocalServer { request in
      request.path.contains("/tree/")
        ? FakeZenodo.json("[]", "200 OK", ["Link: <\(next)>; rel=\"next\""])
        : FakeZenodo.json(#"{"id":"a/b","sha":"\#(commit)"}"#)
    }
    defer { server.stop() }
    let problem = failure { () throws(Failure) in
      _ = try find("hf.co/datasets/a/b", at: server)
    }
    #expect(problem?.status == .unavailable)
    #expect(server.requests.count == 2)
  }
}
