import Files
import Foundation
@testable import Scaffold
import TestSupport
import Testing

@Suite struct TemplateLocatorTests {
  let folder: TemporaryFolder
  let clones: String
  let repository: TemplateRepository
  let first: String

  init() throws {
    folder = try TemporaryFolder()
    clones = folder.path + "/clones"
    repository = try TemplateRepository(folder.path + "/work/theirs")
    first = try repository.commit("{}", to: "cookiecutter.json")
  }

  private func locate(
    _ text: String, _ checkout: String? = nil, _ directory: String? = nil,
    _ prompter: any Prompter = DefaultsPrompter()
  ) throws(Failure) -> LocatedTemplate {
    let file = folder.path + "/config"
    try? folder.write("cookiecutters_dir: \(clones)\n", to: file)
    let configuration = try UserConfiguration(file: file, ignoresFiles: false, environment: [:])
    return try TemplateLocator(
      configuration: configuration, isInteractive: false, password: nil, agent: "test/1"
    )
    .locate(text, checkout: checkout, directory: directory, prompter: prompter)
  }

  /// The sentence and status it ends with, without the folder of the test.
  private func failure(
    _ text: String, _ checkout: String? = nil, _ directory: String? = nil
  ) -> String? {
    do throws(Failure) {
      _ = try locate(text, checkout, directory)
      return nil
    } catch {
      return "\(error.status.rawValue) " + error.description.replacing(folder.path, with: "")
    }
  }

  private func text(_ name: String) throws -> String {
    try String(contentsOfFile: clones + "/theirs/" + name, encoding: .utf8)
  }

  @Test func clonesRepositories() throws {
    let found = try locate(repository.address)
    #expect(found.folder == clones + "/theirs")
    #expect(found.repository == clones + "/theirs")
    #expect(found.commit == first)
    #expect(found.source == repository.address)
    #expect(try FileManager.default.contentsOfDirectory(atPath: clones) == ["theirs"])
    #expect(try locate("git+\(repository.address)/").source == repository.address)
    // A name in the folder of clones is a template as well.
    #expect(try locate("theirs").commit == first)
  }

  @Test func refreshesAndKeepsACopyOfWhatWasEdited() throws {
    _ = try locate(repository.address)
    let second = try repository.commit("2", to: "a.txt")
    try folder.write("mine", to: clones + "/theirs/cookiecutter.json")
    try folder.write("mine", to: clones + "/theirs/new/file")
    let prompter = RecordingPrompter()
    #expect(try locate(repository.address, nil, nil, prompter).commit == second)
    #expect(try text("cookiecutter.json") == "{}")
    #expect(try text("../theirs.edited-1/cookiecutter.json") == "mine")
    #expect(try text("../theirs.edited-1/new/file") == "mine")
    let clone = clones + "/theirs"
    #expect(
      prompter.said == ["The clone \(clone) has been edited; \(clone).edited-1 keeps it as it was."]
    )
    #expect(!FileManager.default.fileExists(atPath: clones + "/theirs/new"))
    // Also after its history was written anew, and its default branch renamed.
    try repository.git("reset", "--quiet", "--hard", first)
    try repository.git("branch", "--move", "main", "main/line")
    let third = try repository.commit("3", to: "a.txt")
    #expect(try locate(repository.address).commit == third)
    #expect(try text("a.txt") == "3")
    #expect(!FileManager.default.fileExists(atPath: clones + "/theirs.edited-2"))
  }

  /// As cookiecutter leaves it: made by `git clone`, on a branch.
  @Test func refreshesClonesOfOthers() throws {
    try FileManager.default.createDirectory(atPath: clones, withIntermediateDirectories: true)
    try repository.git("clone", "--quiet", repository.address, clones + "/theirs")
    let second = try repository.commit("2", to: "a.txt")
    #expect(try locate(repository.address).commit == second)
    #expect(try locate(repository.address, "main").commit == second)
  }

  @Test func checksOutBranchesTagsAndCommits() throws {
    try repository.git("tag", "--annotate", "--message", "one", "v1")
    try repository.git("switch", "--quiet", "--create", "side")
    let side = try repository.commit("side", to: "a.txt")
    try repository.git("switch", "--quiet", "main")
    let last = try repository.commit("last", to: "b.txt")
    for (reference, commit) in [
      ("v1", first), ("side", side), (first, first), (String(side.prefix(8)), side),
      ("main", last), ("HEAD", last), (nil, last),
    ] as [(String?, String)] {
      #expect(try locate(repository.address, reference).commit == commit, "\(reference ?? "")")
    }
    // A tag that was moved.
    try repository.git("tag", "--force", "v1", last)
    #expect(try locate(repository.address, "v1").commit == last)
    for reference in ["v2", "main..side", "", "0000000"] {
      #expect(
        failure(repository.address, reference)
          == "66 file:///work/theirs: the repository has no branch, tag or commit '\(reference)'. "
          + "Correct --checkout.")
    }
    #expect(
      failure(repository.address, "--force")
        == "64 the name of a branch, tag or commit cannot begin with '-', as '--force' does. "
        + "Correct --checkout.")
  }

  @Test func usesTheEarlierCloneWhenFetchingFails() throws {
    try repository.git("tag", "v1")
    let second = try repository.commit("2", to: "a.txt")
    _ = try locate(repository.address)
    try FileManager.default.moveItem(atPath: repository.path, toPath: folder.path + "/gone")
    let listener = Listener()
    #expect(try locate(repository.address, nil, nil, listener).commit == second)
    #expect(try locate(repository.address, "v1", nil, listener).commit == first)
    let warning =
      "file:///work/theirs: the repository cannot be fetched ('/work/theirs' does not appear to be a "
      + "git repository). The copy of an earlier run is used."
    #expect(listener.said.map { $0.replacing(folder.path, with: "") } == [warning, warning])
    let unavailable =
      "69 file:///work/theirs: the repository cannot be fetched ('/work/theirs' does not appear to be "
      + "a git repository). Check the address and the network."
    #expect(failure(repository.address, "v2") == unavailable)
    // Without a clone, nothing is left of the attempt.
    try FileManager.default.removeItem(atPath: clones + "/theirs")
    #expect(failure(repository.address) == unavailable)
    #expect(try FileManager.default.contentsOfDirectory(atPath: clones) == [])
  }

  @Test func replacesACloneOfAnotherRepositoryOnlyWhenTheNewOneIsComplete() throws {
    _ = try locate(repository.address)
    let other = try TemplateRepository(folder.path + "/other/theirs")
    let headless =
      "66 file:///other/theirs: the repository has no default branch, or no commits. "
      + "Name a branch with --checkout."
    #expect(failure(other.address) == headless)
    let commit = try other.commit("{\"a\": 1}", to: "cookiecutter.json")
    try other.git("symbolic-ref", "HEAD", "refs/heads/nobody")
    #expect(failure(other.address) == headless)
    #expect(failure(other.address, "nobody")?.hasPrefix("66 ") == true)
    #expect(try text("cookiecutter.json") == "{}")
    #expect(try locate(other.address, "main").commit == commit)
    #expect(try text("cookiecutter.json") == "{\"a\": 1}")
    #expect(try FileManager.default.contentsOfDirectory(atPath: clones) == ["theirs"])
  }

  @Test func leavesWhatIsNoCloneAlone() throws {
    let sentence =
      "73 /clones/theirs: the clone of the template belongs here, but something else is in its place. "
      + "Move it away, or name it as a folder."
    try folder.write("mine", to: clones + "/theirs/file")
    #expect(failure(repository.address) == sentence)
    #expect(try text("file") == "mine")
    // A link to the user's own work, which would lose its changes.
    try FileManager.default.removeItem(atPath: clones + "/theirs")
    try FileManager.default.createSymbolicLink(
      atPath: clones + "/theirs", withDestinationPath: repository.path)
    #expect(failure(repository.address) == sentence)
  }

  @Test func runsNoHooksAndNoHelpers() throws {
    let marker = folder.path + "/ran"
    _ = try locate(repository.address)
    let hook = clones + "/theirs/.git/hooks/post-checkout"
    try folder.write("#!/bin/sh\ntouch \(marker)\n", to: hook)
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: hook)
    try repository.git("config", "core.fsmonitor", "touch \(marker); false")
    _ = try locate(repository.address)
    _ = try locate(repository.path)
    #expect(!FileManager.default.fileExists(atPath: marker))
    #expect(failure("ext::touch \(marker)")?.hasPrefix("64 ") == true)
  }

  /// git refuses this host before it calls anybody.
  @Test func showsNoPasswords() {
    #expect(
      failure("ssh://-user:secret@host/theirs")
        == "69 ssh://-user@host/theirs: the repository cannot be fetched (strange hostname "
        + "'-user@host' blocked). Check the address and the network.")
  }

  /// A folder that came from elsewhere may have its own `.git`, which may name programs.
  @Test func runsNoProgramsOfATemplateFolder() throws {
    let marker = folder.path + "/marker"
    try repository.git("config", "filter.evil.clean", "touch \(marker)")
    try folder.write("* filter=evil\n", to: repository.path + "/.git/info/attributes")
    try folder.write("{} ", to: repository.path + "/cookiecutter.json")
    #expect(try locate(repository.path).commit == nil)
    try folder.write("{}", to: repository.path + "/cookiecutter.json")
    #expect(try locate(repository.path).commit == first)
    #expect(!FileManager.default.fileExists(atPath: marker))
  }

  /// What a project remembers is where the template can be fetched again.
  @Test func knowsTheAddressOfAClone() throws {
    _ = try locate(repository.address)
    #expect(try locate("theirs").source == repository.address)
  }

  @Test func readsRepositoriesOfEitherFormat() throws {
    let other = folder.path + "/other"
    _ = try Command.run(
      "/usr/bin/env", ["git", "init", "--quiet", "--object-format=sha256", other],
      in: folder.path)
    try folder.write("{}", to: other + "/cookiecutter.json")
    for arguments in [
      ["add", "."], ["-c", "user.name=u", "-c", "user.email=u@example.org", "commit", "-qm", "1"],
    ] {
      let done = try Command.run("/usr/bin/env", ["git"] + arguments, in: other)
      try #require(done.status == 0)
    }
    #expect(try locate(other).commit?.count == 64)
  }

  /// RFC 7617: the name and the password in base 64.
  @Test func signsInWithoutSayingSoInArguments() throws {
    let server = try LocalServer([:])
    defer { server.stop() }
    let address = server.url.replacing("http://", with: "http://user:pa%3Ass@") + "/theirs"
    for address in [address, address.replacing("http:", with: "HTTP:")] {
      #expect(failure(address)?.contains("69 http://127") == true)
      #expect(failure(address)?.contains("pa") == false)
    }
    let quoted = "https://user:pa'\"ss@host/t"
    #expect(Credentials.removed(fromAddress: quoted) == "https://host/t")
    #expect(Credentials.removed(from: "no '\(quoted)'", about: quoted) == "no 'https://host/t'")
    #expect(
      server.requests.first?.contains("\r\nAuthorization: Basic dXNlcjpwYTpzcw==\r\n") == true)
    #expect(
      Git.credentials(in: "https://user@host/a", for: "https://host/a") == [
        "GIT_CONFIG_COUNT": "1", "GIT_CONFIG_KEY_0": "credential.https://host/a.username",
        "GIT_CONFIG_VALUE_0": "user",
      ])
    #expect(Git.credentials(in: "ssh://git@host/a", for: "ssh://git@host/a").isEmpty)
    #expect(Git.credentials(in: "https://host/a@b", for: "https://host/a@b").isEmpty)
  }

  @Test func keepsToTheDirectory() throws {
    try repository.commit("{}", to: "inner/one/cookiecutter.json")
    try FileManager.default.createSymbolicLink(
      atPath: repository.path + "/out", withDestinationPath: "..")
    try FileManager.default.createSymbolicLink(
      atPath: repository.path + "/alias", withDestinationPath: "inner/one")
    try repository.commit("more", to: "a.txt")
    for name in ["inner/one", "alias", "./inner/one/"] {
      let found = try locate(repository.address, nil, name)
      #expect(found.folder == clones + "/theirs/" + name)
      #expect(found.repository == clones + "/theirs")
      #expect(try locate(repository.path, nil, name).repository == repository.path)
    }
    for name in ["../theirs", "inner/../..", "/tmp"] {
      #expect(
        failure(repository.address, nil, name)
          == "64 the directory '\(name)' is not within the template's repository. "
          + "Correct --directory.")
    }
    #expect(
      failure(repository.address, nil, "out")
        == "65 /clones/theirs: the directory 'out' is a link that leaves the template's repository. "
        + "Correct --directory.")
    #expect(
      failure(repository.address, nil, "inner")
        == "66 there is no template 'file:///work/theirs' (no cookiecutter.json in "
        + "'/clones/theirs/inner'). Name the folder within the repository that has one with "
        + "--directory.")
  }

  @Test func findsLocalFolders() throws {
    let found = try locate(repository.path)
    #expect(found.folder == repository.path)
    #expect(found.commit == first)
    #expect(found.source == repository.path)
    // Changed, or not of a repository: of no commit.
    try folder.write("1", to: repository.path + "/a.txt")
    #expect(try locate(repository.path).commit == nil)
    try folder.write("{}", to: repository.path + "/inner/cookiecutter.json")
    try repository.git("add", "--all")
    try repository.git("commit", "--quiet", "--message", "inner")
    #expect(try locate(repository.path + "/inner").commit == nil)
    #expect(
      failure(repository.path, "v1")
        == "64 /work/theirs: --checkout is for repositories, and this is a folder. Leave it out, or "
        + "write the folder's address as file:///work/theirs.")
  }

  @Test func saysWhereItLooked() throws {
    #expect(
      failure("nobody/none")
        == "66 there is no template 'nobody/none' (no cookiecutter.json in 'nobody/none' or "
        + "'/clones/nobody/none'). Name a folder that has one, or the address of a git repository.")
    _ = try locate(repository.address)
    #expect(
      failure("thiers")
        == "66 there is no template 'thiers' (no cookiecutter.json in 'thiers' or "
        + "'/clones/thiers'). Did you mean 'theirs'?")
    #expect(failure("")?.hasPrefix("66 there is no template ''") == true)
  }
}
