import Files
import Foundation
import Publication
import TestSupport
import Testing

@Suite struct GitFolderTests {
  private func git(_ arguments: String..., in folder: String) throws {
    let result = try Command.run(
      "/usr/bin/env",
      ["git", "-c", "user.name=A", "-c", "user.email=a@example.org"] + arguments, in: folder)
    #expect(result.status == 0, "\(result.errors)")
  }

  private func head(_ folder: String) throws -> String {
    let result = try Command.run("/usr/bin/env", ["git", "rev-parse", "HEAD"], in: folder)
    return String(result.output.dropLast())
  }

  @Test func theCommitIsThatOfGit() throws {
    try withFolder { folder in
      try git("init", "--quiet", in: folder)
      #expect(GitFolder.source(of: folder).revision == nil)
      try git("commit", "--quiet", "--allow-empty", "-m", "one", in: folder)
      try git("remote", "add", "origin", "git@example.org:group/mlpf.git", in: folder)
      let commit = try head(folder)
      let inside = folder + "/a/b"
      try FolderContents.create(inside)
      let source = Release.Source(address: "https://example.org/group/mlpf", revision: commit)
      #expect(GitFolder.source(of: inside) == source)
      // Names that are packed, a further work tree, and no branch.
      try git("pack-refs", "--all", in: folder)
      #expect(GitFolder.source(of: folder) == source)
      try git("worktree", "add", "--quiet", "--detach", "../tree-of-\(commit)", in: folder)
      let tree = folder + "/../tree-of-\(commit)"
      defer { try? FileManager.default.removeItem(atPath: tree) }
      #expect(GitFolder.source(of: tree) == source)
    }
  }

  @Test func nothingOutsideARepository() throws {
    try withFolder { folder in #expect(GitFolder.source(of: folder) == Release.Source()) }
  }

  @Test(arguments: [
    ("https://user:token@example.org/a/b.git", "https://example.org/a/b"),
    ("ssh://git@example.org:2222/a/b", "https://example.org/a/b"),
    ("git@example.org:a/b", "https://example.org/a/b"),
    ("/home/user/b", nil), ("file:///home/user/b", nil), ("../b", nil), ("alias:a/b", nil),
    ("https://example.org/a?token=secret", nil), ("ext::sh -c evil", nil),
  ])
  func noSecretAndNoPathOfTheComputer(_ remote: String, _ address: String?) throws {
    try withFolder { folder in
      try FolderContents.create(folder + "/.git")
      try AtomicFile.write(
        "[core]\n\tbare = false\n[remote \"origin\"]\n\turl = \(remote)\n",
        to: folder + "/.git/config")
      #expect(GitFolder.source(of: folder).address == address)
    }
  }

  @Test func aReferenceLeadsNowhereElse() throws {
    try withFolder { folder in
      try FolderContents.create(folder + "/.git/refs")
      try AtomicFile.write(String(repeating: "a", count: 40), to: folder + "/secret")
      try AtomicFile.write("ref: refs/../../secret\n", to: folder + "/.git/HEAD")
      #expect(GitFolder.source(of: folder).revision == nil)
    }
  }
}
