import Testing

@testable import HTTP

@Suite struct CredentialsTests {
  @Test(arguments: [
    ("https://user:token@host/path", "https://host/path"),
    ("https://token@host", "https://host"),
    ("git+https://user:p@ss@host/a@b", "git+https://host/a@b"),
    ("HTTP://u@host/", "HTTP://host/"),
    ("ssh://git@host/path", "ssh://git@host/path"),
    ("ssh://git:word@host/path", "ssh://git@host/path"),
    ("git@host:path", "git@host:path"),
    ("https://host/a@b", "https://host/a@b"),
    ("https://host?x=a@b", "https://host?x=a@b"),
    ("a folder", "a folder"),
  ])
  func leavesOutSecrets(_ url: String, _ shown: String) {
    #expect(Credentials.removed(from: url) == shown)
  }
}
