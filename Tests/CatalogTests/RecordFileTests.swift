import Catalog
import Testing

@Suite struct RecordFileTests {
  @Test func digitsAreSmall() {
    #expect(RecordFile.Checksum(.md5, "AB12") == RecordFile.Checksum(.md5, "ab12"))
  }
}
