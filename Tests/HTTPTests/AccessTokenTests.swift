import Files
import TestSupport
import Testing

@testable import HTTP

@Suite struct AccessTokenTests {
  private let origin: Origin

  init() throws { origin = try #require(Origin("https://zenodo.org")) }

  @Test func isNotShown() throws {
    let token = try AccessToken("hidden-word", for: origin, from: "ZENODO_TOKEN")
    var dumped = ""
    dump([token], to: &dumped)
    for text in ["\(token)", String(reflecting: token), "\([token])", dumped] {
      #expect(!text.contains("hidden-word"))
    }
    #expect("\(token)" == "a token for zenodo.org")
  }

  @Test func belongsToOneServer() throws {
    let token = try AccessToken("a", for: origin, from: "ZENODO_TOKEN")
    #expect(token.belongs(to: "https://zenodo.org/api/records/1"))
    #expect(!token.belongs(to: "http://zenodo.org/"))
    #expect(!token.belongs(to: "https://sandbox.zenodo.org/"))
    #expect(!token.belongs(to: "zenodo.org"))
  }

  @Test func standsInAddressesThatALinkOpens() throws {
    let token = try AccessToken(
      link: "hid", for: origin, paths: ["/records/7", "/api/records/7"], from: "LINK")
    for (url, address) in [
      ("https://zenodo.org/records/7", "https://zenodo.org/records/7?token=hid"),
      (
        "https://zenodo.org/records/7/files/a?download=1",
        "https://zenodo.org/records/7/files/a?download=1&token=hid"
      ),
      ("https://zenodo.org/api/records/7?token=hid", "https://zenodo.org/api/records/7?token=hid"),
      ("https://zenodo.org/records/77", nil), ("https://zenodo.org/records", nil),
      ("https://zenodo.org/api/user", nil), ("http://zenodo.org/records/7", nil),
      ("https://zenodo.org.example.org/records/7", nil),
    ] {
      #expect(token.address(for: url) == address ?? url)
      #expect(token.belongs(to: url) == (address != nil))
      #expect(token.line(for: url) == nil)
    }
    #expect("\(token)" == "a token for zenodo.org")
  }

  @Test(arguments: ["", "a b", "a\r\nHost: evil.example", "tokeñ", "a\0"])
  func refusesWhatCannotBeInALine(_ value: String) {
    let problem = failure { () throws(Failure) in
      _ = try AccessToken(value, for: origin, from: "ZENODO_TOKEN")
    }
    #expect(
      problem?.description
        == "ZENODO_TOKEN: the token has characters that no token has. "
        + "Copy it again, without spaces and line ends.")
  }
}
