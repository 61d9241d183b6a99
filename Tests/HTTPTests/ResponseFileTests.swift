import FoundationEssentials
import HTTP
import Testing

/// What the head of an answer says of a file.
@Suite struct ResponseFileTests {
  private func response(_ name: String, _ value: String) -> Response {
    Response(status: 206, headers: [name: value], body: Data(), url: "")
  }

  @Test(
    arguments: [
      ("bytes 0-9/10", 0, 10), ("bytes 5-9/*", 5, nil), ("Bytes 7-9/10", 7, 10),
    ] as [(String, Int, Int?)])
  func parts(_ text: String, _ start: Int, _ total: Int?) {
    let range = response("content-range", text).range
    #expect(range?.start == start)
    #expect(range?.total == total)
  }

  @Test(arguments: ["", "bytes", "bytes */10", "bytes -5-9/10", "lines 0-9/10", "bytes a-b/c"])
  func noParts(_ text: String) { #expect(response("content-range", text).range == nil) }

  @Test func tags() {
    #expect(response("etag", "\"a\"").validator == "\"a\"")
    // A weak tag may stand for other bytes.
    #expect(response("etag", "W/\"a\"").validator == nil)
    #expect(response("last-modified", "Wed, 21 Oct 2015 07:28:00 GMT").validator != nil)
  }

  @Test(arguments: [("12", 12), ("-1", nil), ("", nil), ("1e3", nil)] as [(String, Int?)])
  func numbers(_ text: String, _ number: Int?) {
    #expect(response("content-length", text).number("content-length") == number)
  }
}
