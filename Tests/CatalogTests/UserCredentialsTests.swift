import Catalog
import Files
import Foundation
import HTTP
import TestSupport
import Testing

/// The file of a user's tokens.
@Suite struct UserCredentialsTests {
  /// Runs a test with a file of tokens in a home of its own.
  private func test(
    _ text: String, mode: Int = 0o600, _ body: ([String: String], String) throws -> Void
  ) throws {
    try withFolder { home in
      let folder = home + "/.config/fairmlpf"
      try FolderContents.create(folder)
      let path = folder + "/credentials.yaml"
      try AtomicFile.write(text, to: path)
      try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
      try body(["HOME": home], path)
    }
  }

  private func problem(_ environment: [String: String]) -> Failure? {
    failure { () throws(Failure) in _ = try UserCredentials(environment: environment) }
  }

  @Test func isReadWhereTheEnvironmentHasNoToken() throws {
    let text = "# mine\nzenodo: abc\nzenodo_sandbox: '123'\ndockerhub: 007\ndockerhub_user: me\n"
    try test(text) { environment, path in
      var environment = environment
      environment["ZENODO_TOKEN"] = ""
      environment["ZENODO_SANDBOX_TOKEN"] = "other"
      let credentials = try UserCredentials(environment: environment)
      #expect(credentials.secret(for: .zenodo)?.value == "abc")
      #expect(credentials.secret(for: .zenodo)?.source == "'zenodo' in \(path)")
      #expect(credentials.secret(for: .zenodoSandbox)?.value == "other")
      // A token of digits is a text.
      #expect(credentials.secret(for: .dockerHub)?.value == "007")
      #expect(credentials.dockerHubUser == "me")
      #expect(credentials.secret(for: .invenioRDM) == nil)
    }
  }

  @Test func givesFetchItsTokens() throws {
    try test("zenodo: abc\n") { environment, _ in
      let tokens = try AccessToken.all(in: environment)
      #expect(tokens.map { $0.belongs(to: "https://zenodo.org/api/records/1") } == [true])
    }
  }

  @Test func theFolderOfXDGComesFirst() throws {
    try test("zenodo: abc\n") { environment, path in
      let other = try TemporaryFolder()
      var environment = environment
      environment["XDG_CONFIG_HOME"] = other.path
      #expect(try UserCredentials(environment: environment).secret(for: .zenodo) == nil)
      environment["XDG_CONFIG_HOME"] = "relative"
      #expect(try UserCredentials(environment: environment).secret(for: .zenodo) != nil)
      #expect(UserCredentials.path(in: environment) == path)
    }
  }

  @Test(arguments: [0o640, 0o604, 0o660, 0o644, 0o620, 0o610, 0o777])
  func mustBeForTheUserOnly(_ mode: Int) throws {
    try test("zenodo: secret-word\n", mode: mode) { environment, path in
      #expect(
        problem(environment)?.description
          == "\(path): the file holds secrets, and other users of this computer may open it. Run "
          + "'chmod 600 \(path)', and replace the tokens if somebody may have read them.")
      #expect(problem(environment)?.status == .noPermission)
      let fetch = failure { () throws(Failure) in _ = try AccessToken.all(in: environment) }
      #expect(fetch?.status == .noPermission)
    }
  }

  @Test(arguments: [
    ("secret-word\n", "the file is no list of services and tokens"),
    ("- secret-word\n", "the file is no list of services and tokens"),
    ("secret-word: zenodo\n", "the key is none of"), ("zenodo:\n", "'zenodo' has no token"),
    ("zenodo: [secret-word]\n", "'zenodo' has no token"),
    ("zenodo: 'secret-word\n", "the file is not YAML"),
    ("zenodo: secret-word\nzenodo: secret-word\n", "the file is not YAML"),
    ("zenodo: &a secret-word\ndockerhub: *b\n", "the file is not YAML"),
  ])
  func whatIsWrongIsToldWithoutTheToken(_ text: String, _ what: String) throws {
    try test(text) { environment, path in
      let problem = try #require(self.problem(environment))
      #expect(problem.what.hasPrefix(what), "\(problem)")
      #expect(problem.place.hasPrefix(path) && problem.status == .badData)
      #expect(!"\(problem) \(problem.cause ?? "") \(problem.excerpt)".contains("secret-word"))
    }
  }

  @Test func aSlipOfTheFingerIsNamed() throws {
    try test("zenod: abc\n") { environment, path in
      #expect(problem(environment)?.remedy == "Did you mean 'zenodo'?")
      #expect(problem(environment)?.place == path + ":1")
    }
  }

  @Test func aFolderInItsPlaceIsRefused() throws {
    try withFolder { home in
      try FolderContents.create(home + "/.config/fairmlpf/credentials.yaml")
      #expect(problem(["HOME": home])?.place == home + "/.config/fairmlpf/credentials.yaml")
    }
  }

  @Test func secretsDoNotShowThemselves() {
    let secret = Secret("secret-word", from: "A_VARIABLE")
    #expect(
      "\(secret) \(String(reflecting: secret))"
        == "a secret from A_VARIABLE a secret from A_VARIABLE")
    var dumped = ""
    dump(secret, to: &dumped)
    #expect(!dumped.contains("secret-word"))
  }
}
