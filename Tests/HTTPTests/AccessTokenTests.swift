import Files
import HTTP
import TestSupport
import Testing

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
