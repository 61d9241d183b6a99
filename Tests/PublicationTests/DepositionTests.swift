import Files
import Foundation
import Publication
import TestSupport
import Testing

/// A draft from nothing to a published record.
@Suite struct DepositionTests {
  @Test func makesADraftWithADOIAllFilesAndMetadata() throws {
    let site = try DepositCase()
    let report = try site.update()
    let id = try #require(Int(report.draft.id))
    #expect(report.draft.doi == "10.5072/fake.\(id)")
    #expect(report.draft.page == "\(site.repository.url)/uploads/\(id)")
    #expect((report.sent, report.kept) == (5, 0))
    let store = site.repository.contents
    #expect(store.made == 1 && store.records.isEmpty)
    let draft = try #require(store.drafts[id])
    #expect(draft.title == "Particle flow")
    #expect(draft.doi == "10.5072/fake.\(id)")
    #expect(try site.holdsAll(draft))
    // The DOI was known before the files were sent.
    let readme = try #require(draft.files["README.md"]?.content)
    #expect(String(decoding: readme, as: UTF8.self) == "A model. DOI: 10.5072/fake.\(id)\n")
    let deposit = try #require(try site.record.newest(at: site.repository.url))
    #expect(deposit.record == "\(id)" && deposit.state == .draft && deposit.version == "1.0.0")
    #expect(deposit.files == PublicationSample.names)
    #expect(try site.record.beginnings == nil)
  }

  @Test func asksInTheDocumentsOfTheSoftwareAndSaysWhoItIs() throws {
    let site = try DepositCase()
    try site.update()
    for request in site.repository.requests {
      #expect(request.head.contains("Accept: application/vnd.inveniordm.v1+json\r\n"))
      #expect(request.head.contains("User-Agent: fairmlpf/test\r\n"))
      #expect(request.head.contains("Authorization: Bearer right-token\r\n"))
    }
    let name = "/api/records/501/draft/files/model%20card.md/content"
    #expect(site.repository.requests.contains { $0.method == "PUT" && $0.path == name })
  }

  @Test func aSecondCallSendsOnlyWhatHasChanged() throws {
    let site = try DepositCase()
    try site.update()
    try AtomicFile.write("Other words.\n", to: site.publication + "/model card.md")
    site.repository.restart()
    let report = try site.update()
    #expect((report.sent, report.kept, report.removed) == (1, 4, []))
    #expect(site.repository.requests.filter { $0.path.hasSuffix("/content") }.count == 1)
    #expect(site.repository.contents.made == 1)
    #expect(try site.holdsAll(site.repository.contents.drafts[501]))
  }

  @Test func removesItsOwnFilesAndLeavesThoseOfTheUserAlone() throws {
    let site = try DepositCase()
    try AtomicFile.write("x", to: site.publication + "/old.txt")
    try site.update()
    try FolderContents.remove(site.publication + "/old.txt")
    site.repository.change { store in
      store.drafts[501]?.files["poster.pdf"] = DraftStore.File(Data("%PDF".utf8))
    }
    let report = try site.update()
    #expect(report.removed == ["old.txt"] && report.foreign == ["poster.pdf"])
    let names = site.repository.contents.drafts[501]?.files.keys.sorted()
    #expect(names == (PublicationSample.names + ["poster.pdf"]).sorted())
  }

  @Test func publishesAndThenHasNothingToDo() throws {
    let site = try DepositCase()
    site.repository.change { $0.delay = 3 }
    let record = try site.publish()
    #expect(record.isPublished && record.page == "\(site.repository.url)/records/501")
    #expect(site.repository.contents.drafts.isEmpty)
    #expect(try site.record.newest(at: site.repository.url)?.state == .published)
    site.repository.restart()
    #expect(try site.update().draft.isPublished)
    #expect(site.repository.requests.map(\.step) == ["GET /api/records/N"])
  }

  @Test func aPublishedRecordGetsANewVersionThatTakesOverFiles() throws {
    let site = try DepositCase()
    _ = try site.publish()
    try AtomicFile.write(
      PublicationSample.metadata(version: "2.0.0"), to: site.publication + "/zenodo.json")
    #expect(
      site.problem()?.description
        == "\(site.repository.url)/records/501: version 1.0.0 is published, and the files of a "
        + "published record stay as they are. Use --new-version to publish version 2.0.0 beside it."
    )
    let report = try site.update(newVersion: true)
    // README.md names the new DOI, and zenodo.json the new version.
    #expect((report.sent, report.kept, report.draft.id) == (2, 3, "503"))
    // A second call goes on with the same draft.
    #expect(try site.update(newVersion: true).draft.id == "503")
    #expect(try site.update().draft.id == "503")
    let record = try site.publish()
    #expect(record.doi == "10.5072/fake.503")
    #expect(try site.record.deposits.map(\.state) == [.published, .published])
    #expect(site.repository.contents.made == 2)
    #expect(try site.holdsAll(site.repository.contents.records[503]))
  }

  @Test func thereIsNoNewVersionOfADraft() throws {
    let site = try DepositCase()
    #expect(site.problem(newVersion: true)?.status == .usage)
    #expect(site.repository.requests.isEmpty)
    try site.update()
    #expect(
      site.problem(newVersion: true)?.description
        == "\(site.path)/release.json: there is no published record at "
        + "\(site.repository.url.dropFirst(7)) that could get a new version. Leave out --new-version."
    )
  }

  @Test func aDraftCanBeDiscarded() throws {
    let site = try DepositCase()
    try site.update()
    let discarded = try site.deposition().discard()
    #expect(discarded == ("501", true))
    #expect(site.repository.contents.drafts.isEmpty)
    #expect(try site.record == ReleaseRecord())
    #expect(throws: Failure.self) { try site.deposition().discard() }
  }

  @Test func aPublishedRecordIsNotDiscarded() throws {
    let site = try DepositCase()
    let draft = try site.update().draft
    site.repository.change {
      $0.records[501] = $0.drafts[501]
      $0.drafts[501] = nil
    }
    #expect(draft.id == "501")
    #expect(throws: Failure.self) { try site.deposition().discard() }
    #expect(try site.record.newest(at: site.repository.url)?.state == .published)
  }

  @Test func aDraftThatWasDeletedInABrowserIsToldOf() throws {
    let site = try DepositCase()
    try site.update()
    site.repository.change { $0.drafts = [:] }
    #expect(
      site.problem()?.description
        == "\(site.repository.url)/uploads/501: the draft 501 is no longer there. Run the command "
        + "with --discard to forget it, and then again for a new draft.")
    #expect(try site.deposition().discard() == ("501", false))
    #expect(try site.update().draft.id == "503")
  }

  @Test func aDraftThatWasPublishedInABrowserIsNoticed() throws {
    let site = try DepositCase()
    try site.update()
    site.repository.change {
      $0.records[501] = $0.drafts[501]
      $0.drafts[501] = nil
    }
    #expect(try site.update().draft.isPublished)
    #expect(try site.record.newest(at: site.repository.url)?.state == .published)
  }
}
