import Publication
import Testing

@Suite struct ReleaseRecordTests {
  @Test func theNewestDepositOfARepositoryIsFound() {
    var record = ReleaseRecord()
    for (repository, id) in [("https://a", "1"), ("https://b", "2"), ("https://a", "3")] {
      record.deposits.append(
        ReleaseRecord.Deposit(repository: repository, record: id, state: .draft, version: "1"))
    }
    #expect(record.newest(at: "https://a")?.record == "3")
    #expect(record.newest(at: "https://c") == nil)
  }
}
