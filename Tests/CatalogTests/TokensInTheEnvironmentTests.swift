import Catalog
import Files
import HTTP
import TestSupport
import Testing

@Suite struct TokensInTheEnvironmentTests {
  @Test func areFoundByTheirVariables() throws {
    let tokens = try AccessToken.all(in: [
      "ZENODO_TOKEN": "a", "ZENODO_SANDBOX_TOKEN": "b", "OTHER_TOKEN": "c",
      "FAIRMLPF_SECRET_LINK": "https://data.example.org/records/abc-1?token=d",
    ])
    let places = [
      "https://zenodo.org/api/records/1", "https://sandbox.zenodo.org/api/records/1",
      "https://data.example.org/api/records/abc-1/files/a/content",
    ]
    #expect(tokens.count == 3)
    for (token, place) in zip(tokens, places) {
      #expect(places.filter { token.belongs(to: $0) } == [place])
    }
  }

  @Test func areMissingIfTheyAreEmpty() throws {
    let tokens = try AccessToken.all(
      in: ["ZENODO_TOKEN": "", "ZENODO_SANDBOX_TOKEN": "", "FAIRMLPF_SECRET_LINK": ""])
    #expect(tokens.isEmpty)
  }

  @Test(arguments: [
    "secret-word", "https://zenodo.org/records/7", "https://zenodo.org/records/7?token",
    "https://zenodo.org/?token=secret-word", "https://opendata.cern.ch/record/7?token=secret-word",
    "https://secret-word@zenodo.org/records/7?token=a",
  ])
  func mustBeLinksToRecords(_ link: String) {
    let problem = failure { () throws(Failure) in
      _ = try AccessToken.all(in: ["FAIRMLPF_SECRET_LINK": link])
    }
    #expect(
      problem?.description
        == "FAIRMLPF_SECRET_LINK: this is no link that opens a restricted record. "
        + "Set it to the whole link, such as https://zenodo.org/records/7?token=….")
  }
}
