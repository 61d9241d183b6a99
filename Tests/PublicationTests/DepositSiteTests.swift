import Catalog
import Files
import HTTP
import Publication
import TestSupport
import Testing

/// Which site gets which token.
@Suite struct DepositSiteTests {
  private static let environment = [
    "ZENODO_TOKEN": "a", "ZENODO_SANDBOX_TOKEN": "b", "INVENIORDM_TOKEN": "c",
  ]

  @Test func eachSiteGetsItsOwnToken() throws {
    let credentials = try UserCredentials(environment: Self.environment)
    let sites = [
      try DepositSite(isPractice: false), try DepositSite(isPractice: true),
      try DepositSite("https://repository.example.org/"),
    ]
    #expect(sites.map(\.account) == [.zenodo, .zenodoSandbox, .invenioRDM])
    for (index, site) in sites.enumerated() {
      let token = try site.token(credentials)
      let belongs = sites.map { token.belongs(to: $0.address + "/api/records") }
      #expect(belongs == sites.indices.map { $0 == index })
    }
    #expect(try DepositSite("https://sandbox.zenodo.org").account == .zenodoSandbox)
  }

  @Test func thereIsNoTokenOfAnotherSite() throws {
    let credentials = try UserCredentials(environment: ["ZENODO_TOKEN": "a"])
    let problem = failure { () throws(Failure) in
      _ = try DepositSite(isPractice: true).token(credentials)
    }
    #expect(problem?.status == .noPermission)
    #expect(problem?.what == "there is no token for sandbox.zenodo.org")
  }

  @Test(arguments: [
    "http://repository.example.org", "ftp://a.org", "a.org", "", "https://me:secret@a.org",
    "https://a.org?token=secret", "https://a.org#b", "http://127.0.0.1.example.org",
  ])
  func unsafeAddressesAreRefused(_ address: String) {
    let problem = failure { () throws(Failure) in _ = try DepositSite(address) }
    #expect(problem?.status == .usage)
    #expect(problem?.description.contains("secret") == false)
  }
}
