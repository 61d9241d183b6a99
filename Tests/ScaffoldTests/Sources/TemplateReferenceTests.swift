import Files
import TestSupport
import Testing

@testable import Scaffold

@Suite struct TemplateReferenceTests {
  private static let abbreviations = [
    "gh": "https://github.com/{0}.git", "bb": "https://bitbucket.org/{0}", "mine": "/srv/templates",
    "bad": "ext::{0}",
  ]

  /// The rules of cookiecutter 2.7.1 (`expand_abbreviations`, `is_repo_url`).
  @Test(arguments: [
    ("gh:a/b", TemplateReference.repository("https://github.com/a/b.git")),
    ("bb:a/b", .repository("https://bitbucket.org/a/b")), ("mine", .folder("/srv/templates")),
    ("git+https://h/a.git", .repository("https://h/a.git")),
    ("git://h/a", .repository("git://h/a")), ("ssh://git@h/a", .repository("ssh://git@h/a")),
    ("file:///a", .repository("file:///a")), ("http://h/a", .repository("http://h/a")),
    ("user@h.org:a/b.git", .repository("user@h.org:a/b.git")), ("a@b", .folder("a@b")),
    ("x/a@b:c", .folder("x/a@b:c")),
    ("a/b.ZIP", .archive("a/b.ZIP")), ("https://h/a.zip", .download("https://h/a.zip")),
    ("gh:a/b.zip", .repository("https://github.com/a/b.zip.git")),
    ("a/b", .folder("a/b")), ("nobody:a", .folder("nobody:a")),
  ])
  func tellsRepositoriesFromFolders(_ text: String, _ expected: TemplateReference) throws {
    #expect(try TemplateReference(text, abbreviations: Self.abbreviations) == expected)
  }

  @Test(arguments: [
    (
      "ssh://u:p@h/A.ZIP",
      "ssh://u@h/A.ZIP: a zip archive is fetched by http or https only. "
        + "Fetch it and name its path."
    ),
    (
      "hg+https://h/a",
      "hg+https://h/a: Mercurial repositories are not supported. Clone it and name the folder."
    ),
    (
      "--upload-pack=x",
      "--upload-pack=x: the name of a template cannot begin with '-'. "
        + "Write './' before a folder's name."
    ),
    (
      "git+-x",
      "-x: the name of a template cannot begin with '-'. Write './' before a folder's name."
    ),
    (
      "bad:sh -c x",
      "ext::sh -c x: '::' in the name of a template is not allowed. "
        + "Use an address that begins with https:// or ssh://."
    ),
  ])
  func refuses(_ text: String, _ sentence: String) {
    let failure = failure { () throws(Failure) in
      _ = try TemplateReference(text, abbreviations: Self.abbreviations)
    }
    #expect(failure?.description == sentence)
    #expect(failure?.status == .usage)
  }

  /// What cookiecutter 2.7.1 calls the clone (`vcs.clone`).
  @Test(arguments: [
    ("https://h/a/b.git", "b"), ("https://h/a/b/", "b"), ("u@h:b.git", "b"),
    ("https://h/my.github.io", "my"), ("file:///x/a b", "a b"),
  ])
  func namesClones(_ address: String, _ name: String) throws {
    #expect(try TemplateReference.name(ofRepository: address) == name)
  }

  @Test(arguments: ["file:///x/.git", "https://h/..", "file:///"])
  func refusesAddressesWithoutAName(_ address: String) {
    let failure = failure { () throws(Failure) in
      _ = try TemplateReference.name(ofRepository: address)
    }
    #expect(
      failure?.what == "the address does not end with the name of a repository")
  }

  @Test(arguments: [
    ("fatal: 'https://u:p@h/a' not found", "fatal: 'https://h/a' not found"),
    ("https://token@h/a@b", "https://h/a@b"), ("ssh://git:pw@h/a", "ssh://git@h/a"),
    ("https://u:p@q@h", "https://h"), ("u@h:a and file:///a@b", "u@h:a and file:///a@b"),
  ])
  func removesCredentials(_ text: String, _ expected: String) {
    #expect(Credentials.removed(from: text) == expected)
  }

  @Test(arguments: [
    ("u:p@h: denied", "ssh://u:p@h/a", "u@h: denied"), ("u@h: denied", "u@h:a", "u@h: denied"),
    ("no u:p@h", "https://u:p@h/a", "no h"), ("no h", "https://h/a@b", "no h"),
  ])
  func removesCredentialsFromMessages(_ text: String, _ address: String, _ expected: String) {
    #expect(Credentials.removed(from: text, about: address) == expected)
  }
}
