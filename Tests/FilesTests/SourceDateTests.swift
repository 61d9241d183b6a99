import Files
import TestSupport
import Testing

@Suite struct SourceDateTests {
  @Test func isANumberOfSeconds() throws {
    #expect(try SourceDate.seconds([:]) == nil)
    #expect(try SourceDate.seconds(["SOURCE_DATE_EPOCH": "0"]) == 0)
    // Of `date -u -d 9999-12-31T23:59:59 +%s`.
    #expect(try SourceDate.seconds(["SOURCE_DATE_EPOCH": "253402300799"]) == 253_402_300_799)
  }

  @Test(arguments: ["", "-1", "today", "253402300800", "9223372036854775807"])
  func nothingElseIsTaken(_ text: String) {
    let found = failure { () throws(Failure) in
      _ = try SourceDate.seconds(["SOURCE_DATE_EPOCH": text])
    }
    #expect(found?.status == .usage)
  }
}
