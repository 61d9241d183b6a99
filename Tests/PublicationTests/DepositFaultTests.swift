import Files
import Foundation
import Publication
import TestSupport
import Testing

/// What the site refuses or loses on the way.
@Suite struct DepositFaultTests {
  /// A refusal as the site writes it.
  private static func refusal(_ status: Int, _ lines: [String] = []) -> FakeRepository.Fault {
    .answer(
      status, #"{"status":\#(status),"message":"No."}"#, ["Content-Type: application/json"] + lines)
  }

  /// What is said of a status.
  struct Words: Sendable {
    let status: Int
    let says: String
    let remedy: String
    let exit: Int32

    init(_ status: Int, _ says: String, _ remedy: String, _ exit: Int32) {
      (self.status, self.says, self.remedy, self.exit) = (status, says, remedy, exit)
    }
  }

  private static let words: [Words] = [
    Words(
      401, "the site does not accept the token (HTTP 401)",
      "Check INVENIORDM_TOKEN, or make a new one at SITE/account/settings/applications", 77),
    Words(
      403, "the token does not allow this (HTTP 403)",
      "Use a token with the scopes deposit:write and deposit:actions, of the account the draft "
        + "belongs to, from SITE/account/settings/applications", 77),
    Words(
      404, "the site does not have what is asked for (HTTP 404)",
      "Check the address of the site and the number in release.json", 66),
    Words(
      409, "somebody else has changed the draft at the same time (HTTP 409)",
      "Run the command again when nobody works on it", 69),
    Words(
      412, "somebody else has changed the draft at the same time (HTTP 412)",
      "Run the command again when nobody works on it", 69),
    Words(
      415, "the site does not understand this program (HTTP 415)",
      "Check that the address is that of a site that runs InvenioRDM", 69),
    Words(
      429, "the site is asked too often (HTTP 429)", "Run the command again later", 69),
    Words(
      400, "the site refuses: 'No.' (HTTP 400)",
      "Correct what it names, and run the command again", 65),
    Words(
      500, "the site answers with an error (HTTP 500)", "Run the command again later", 69),
    Words(
      503, "the site answers with an error (HTTP 503)", "Run the command again later", 69),
  ]

  @Test(arguments: words) func refusalsAreSaidInWords(_ words: Words) throws {
    let fault = Self.refusal(words.status)
    // At the beginning, in the middle and at the end.
    for step in ["POST /api/records", "/model.onnx/content", "PUT /api/records/N/draft"] {
      let site = try DepositCase(fault: DepositCase.fault(step, fault))
      let problem = try #require(site.problem())
      #expect(problem.what == words.says)
      #expect(problem.remedy == words.remedy.replacing("SITE", with: site.repository.url))
      #expect(problem.place.hasPrefix(site.repository.url))
      #expect(problem.status.rawValue == words.exit)
      // Once the site is well again, all goes on with the same draft.
      site.repository.heal()
      try site.update()
      #expect(site.repository.contents.made == 1)
      #expect(try site.holdsAll(site.repository.contents.drafts[501]))
    }
  }

  @Test func aGuardBeforeTheSiteIsToldApart() throws {
    let site = try DepositCase(
      fault: DepositCase.fault("POST /api/records", .answer(403, "<html>Forbidden</html>")))
    #expect(site.problem()?.what == "the site turns this program away (HTTP 403)")
  }

  @Test func waitsAsLongAsItIsTold() throws {
    let site = try DepositCase { number, _ in
      number < 2 ? Self.refusal(429, ["Retry-After: 7"]) : nil
    }
    try site.update()
    let host = site.repository.url.dropFirst(7)
    #expect(
      site.lines.lines == [
        "\(host): the server cannot answer now (HTTP 429). The next try is in 8 s",
        "\(host): the server cannot answer now (HTTP 429). The next try is in 8 s",
      ])
    #expect(site.repository.contents.made == 1)
  }

  @Test(arguments: [FakeRepository.Fault.lost, .done, .cut(40), refusal(502)])
  func aDraftIsNotAskedForTwice(_ fault: FakeRepository.Fault) throws {
    let site = try DepositCase(fault: DepositCase.fault("POST /api/records", fault))
    #expect(site.problem()?.status == .unavailable)
    #expect(site.repository.requests.count == 1)
    // The next run looks for it before it makes another one.
    site.repository.restart()
    try site.update()
    #expect(site.repository.contents.made == 1)
    #expect(try site.record.beginnings == nil)
  }

  @Test(arguments: [
    "POST /api/records/N/draft/pids/doi", "GET /api/records/N/draft/files",
    "/draft/files/model.onnx/content", "/draft/files/model.onnx/commit",
    "GET /api/records/N/draft",
  ])
  func anAnswerThatGotLostOnceDoesNoHarm(_ step: String) throws {
    let site = try DepositCase()
    let seen = Counter()
    site.repository.restart { _, request in
      request.step.hasSuffix(step) && seen.next() == 0 ? .done : nil
    }
    let report = try site.update()
    #expect(report.draft.problems.isEmpty)
    #expect(seen.count > 0)
    #expect(try site.holdsAll(site.repository.contents.drafts[501]))
  }

  @Test(arguments: [FakeRepository.Fault.lost, .done])
  func whereverItEndsTheNextRunGoesOnWithTheSameDraft(_ end: FakeRepository.Fault) throws {
    var number = 0
    while true {
      let site = try DepositCase()
      let here = number
      // At one request, and at all that come after it.
      let isOver = Counter()
      site.repository.restart { index, request in
        guard index >= here else { return nil }
        return isOver.next() == 0 ? end : .lost
      }
      _ = try? site.publish()
      let step = site.repository.requests.last?.step ?? ""
      site.repository.restart()
      let report = try site.update()
      if !report.draft.isPublished { _ = try site.deposition().publish(report.draft) }
      let store = site.repository.contents
      #expect(store.made == 1, "\(here) \(step)")
      #expect(store.drafts.isEmpty && store.records.count == 1, "\(here) \(step)")
      #expect(try site.holdsAll(store.records[501]), "\(here) \(step)")
      #expect(try site.record.deposits.map(\.state) == [.published], "\(here) \(step)")
      if isOver.count == 0 { break }
      number += 1
    }
    // A draft, its DOI, its files, metadata, and the record: all were reached.
    #expect(number > 15)
  }

  @Test(arguments: [0, 1, 150_000]) func aConnectionThatBreaksOffInAFileDoesNoHarm(
    _ count: Int
  ) throws {
    let site = try DepositCase()
    let seen = Counter()
    site.repository.restart { _, request in
      request.step.hasSuffix("/model.onnx/content") && seen.next() < 2 ? .reset(after: count) : nil
    }
    try site.update()
    #expect(seen.count == 3)
    #expect(try site.holdsAll(site.repository.contents.drafts[501]))
  }

  @Test func aDamagedFileIsRefusedAndSentAgain() throws {
    let site = try DepositCase(fault: DepositCase.fault("/model.onnx/content", .damage))
    let problem = try #require(site.problem())
    #expect(problem.status == .badData)
    #expect(problem.place == "\(site.repository.url)/uploads/501 model.onnx")
    #expect(problem.what.hasPrefix("the file has not arrived as it was sent (MD5 "))
    site.repository.restart()
    #expect(try site.update().sent > 0)
    #expect(try site.holdsAll(site.repository.contents.drafts[501]))
  }

  @Test func fieldsThatAreNotAcceptedAreNamedOneByOne() throws {
    let site = try DepositCase()
    try AtomicFile.write(
      PublicationSample.metadata(title: "ab", family: ""), to: site.publication + "/zenodo.json")
    let problem = try #require(site.problem())
    let host = site.repository.url.dropFirst(7)
    #expect(
      problem.description
        == "\(site.repository.url)/uploads/501: \(host) does not accept 2 fields of the metadata, "
        + "though all files are there. Correct what is named below, and run the command again.")
    #expect(
      problem.excerpt == [
        "the title: Shorter than minimum length 3. (see title in CITATION.cff)",
        "the family name of author 2: Family name must be filled. (see authors in CITATION.cff)",
      ])
    #expect(problem.status == .badData)
  }

  @Test func refusedPublishingNamesTheFields() throws {
    let site = try DepositCase()
    let draft = try site.update().draft
    site.repository.change { $0.drafts[501]?.files = [:] }
    do {
      _ = try site.deposition().publish(draft)
      Issue.record("it was published")
    } catch {
      let failure = try #require(error as? Failure)
      #expect(failure.what == "the site refuses: 'A validation error occurred.' (HTTP 400)")
      #expect(failure.excerpt == ["the list of the files: Missing uploaded files."])
    }
    #expect(try site.record.newest(at: site.repository.url)?.state == .draft)
  }

  @Test(arguments: [FakeRepository.Fault.done, .cut(30)])
  func publishingWhoseAnswerGotLostIsNotRepeated(_ fault: FakeRepository.Fault) throws {
    let site = try DepositCase()
    let draft = try site.update().draft
    site.repository.restart(fault: DepositCase.fault("/actions/publish", fault))
    #expect(try site.deposition().publish(draft).isPublished)
    #expect(site.repository.requests.filter { $0.path.hasSuffix("/publish") }.count == 1)
    #expect(try site.record.newest(at: site.repository.url)?.state == .published)
  }

  @Test func aWrongTokenIsNeverShown() throws {
    let echo = FakeRepository.Fault.answer(
      403, #"{"status":403,"message":"Bad: Bearer secret-word-1"}"#,
      ["Content-Type: application/json"])
    let site = try DepositCase { _, _ in echo }
    let problem = try #require(site.problem(token: "secret-word-1"))
    #expect(problem.cause == "the site says 'Bad: Bearer …'")
    #expect(!"\(problem) \(problem.excerpt)".contains("secret-word"))
    let kept = try String(contentsOfFile: site.path + "/release.json", encoding: .utf8)
    #expect(!kept.contains("secret-word"))
  }

  @Test(arguments: ["<html>", "", "[]", #"{"id": "../7"}"#, #"{"id": "a/b"}"#, "\u{0}"])
  func whatIsNoDraftIsRefused(_ body: String) throws {
    let site = try DepositCase(
      fault: DepositCase.fault("POST /api/records", .answer(201, body)))
    #expect(site.problem()?.status == .unavailable)
  }

  @Test func aDOIThatIsNoneIsNotKept() throws {
    let site = try DepositCase()
    site.repository.change { $0.prefix = "not a DOI" }
    #expect(site.problem()?.status == .unavailable)
    #expect(try site.record.newest(at: site.repository.url)?.doi == nil)
  }

  @Test func ofVeryManyProblemsTheFirstAreShown() throws {
    let errors = (1...1000).map { #"{"field":"metadata.f\#($0)","messages":["No."]}"# }
    let site = try DepositCase(
      fault: DepositCase.fault(
        "POST /api/records",
        .answer(
          400, #"{"status":400,"message":"No.","errors":[\#(errors.joined(separator: ","))]}"#,
          ["Content-Type: application/json"])))
    let problem = try #require(site.problem())
    #expect(problem.excerpt.count == 21 && problem.excerpt.last == "and 980 more")
  }

  @Test func aRedirectIsNotFollowed() throws {
    let site = try DepositCase { _, _ in
      .answer(301, "", ["Location: https://elsewhere.example.org/api/records"])
    }
    #expect(site.problem()?.what == "the site redirects to another address (HTTP 301)")
    #expect(site.repository.requests.count == 1)
  }

  @Test(arguments: ["../../etc", "", "1/2", "1?a"])
  func aNumberThatIsNoneIsNotAskedFor(_ id: String) throws {
    let site = try DepositCase()
    var record = ReleaseRecord()
    record.deposits.append(
      ReleaseRecord.Deposit(
        repository: site.repository.url, record: id, state: .draft, version: "1"))
    try record.write(in: site.path)
    #expect(site.problem()?.status == .badData)
    #expect(site.repository.requests.isEmpty)
  }
}

/// Counts from several threads.
final class Counter: @unchecked Sendable {
  // Guards `value`.
  private let lock = NSLock()
  private var value = 0

  /// How often it was counted.
  var count: Int { lock.withLock { value } }

  /// The count before this one.
  func next() -> Int {
    lock.withLock {
      defer { value += 1 }
      return value
    }
  }
}
