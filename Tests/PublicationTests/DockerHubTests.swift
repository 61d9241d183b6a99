import Catalog
import Files
import Foundation
import HTTP
import Publication
import TestSupport
import Testing

@Suite struct DockerHubTests {
  private static let token = "dckr_pat_0123456789-SECRET"

  /// Runs a test with a publication and a site that answers to the steps it knows.
  private static func test(
    _ answers: [String: (Int, String)],
    _ body: (DockerHub, FakeRepository, String, RegistryAccount) throws -> Void
  ) throws {
    let site = try FakeRepository { _, request in
      let (status, text) = answers[request.step] ?? (404, #"{"message": "no"}"#)
      return .answer(status, text)
    }
    try withFolder { folder in
      try ExampleModel.write(
        ContainerPackage().files(of: ExampleModel.release()), to: folder)
      let hub = try DockerHub(
        HTTP(agent: "fairmlpf/0.1.0"), site: site.url, patience: Patience(attempts: 1))
      try body(
        hub, site, folder, RegistryAccount(user: "user", token: Secret(token, from: "a test")))
    }
  }

  private static let login = "POST /v2/auth/token"
  private static let page = "PATCH /v2/namespaces/user/repositories/mlpf"

  @Test func writesBothTextsWithATokenOfTheMoment() throws {
    let answers = [
      Self.login: (200, #"{"access_token": "of-the-moment"}"#), Self.page: (200, "{}"),
    ]
    try Self.test(answers) { hub, site, folder, account in
      try hub.describe(ImageName("user/mlpf:1"), from: folder, as: account)
      #expect(site.requests.map(\.step) == [Self.login, Self.page])
      let login = try JSONDecoder().decode([String: String].self, from: site.requests[0].body)
      #expect(login == ["identifier": "user", "secret": Self.token])
      #expect(!site.requests[0].head.contains("Authorization"))
      #expect(site.requests[1].head.contains("Authorization: Bearer of-the-moment\r\n"))
      let texts = try JSONDecoder().decode([String: String].self, from: site.requests[1].body)
      #expect(
        texts["description"] == "Particle flow by machine learning: Particle flow \"by\" $machine")
      #expect(texts["full_description"]?.contains("apptainer run docker://IMAGE") == true)
      #expect(texts.count == 2)
    }
  }

  @Test(arguments: [
    (
      401, 200, Files.ExitStatus.noPermission,
      "the login of user: Docker Hub does not allow it (HTTP 401)"
    ),
    (200, 403, .noPermission, "docker.io/user/mlpf:1: Docker Hub does not allow it (HTTP 403)"),
    (200, 404, .missingInput, "docker.io/user/mlpf:1: Docker Hub has no such image (HTTP 404)"),
    (200, 500, .unavailable, "docker.io/user/mlpf:1: Docker Hub answers with an error (HTTP 500)"),
  ])
  func saysWhatIsRefusedAndNoSecret(
    _ login: Int, _ page: Int, _ status: Files.ExitStatus, _ sentence: String
  ) throws {
    // A server that repeats what it was sent.
    let echo = #"{"access_token": "of-the-moment", "message": "\#(Self.token)"}"#
    try Self.test([Self.login: (login, echo), Self.page: (page, echo)]) {
      hub, _, folder, account in
      let found = failure { () throws(Failure) in
        try hub.describe(ImageName("user/mlpf:1"), from: folder, as: account)
      }
      #expect(found?.status == status)
      #expect(found?.description.hasPrefix(sentence + ". ") == true, "\(found as Any)")
      let shown = String(reflecting: found)
      #expect(!shown.contains(Self.token) && !shown.contains("of-the-moment"))
    }
  }

  @Test func aTokenIsNotSentWhereOthersListen() {
    let found = failure { () throws(Failure) in
      _ = try DockerHub(HTTP(agent: "fairmlpf/0.1.0"), site: "http://hub.example.org")
    }
    #expect(found?.status == .usage)
    #expect(found?.what == "a token sent there could be read on the way")
  }
}
