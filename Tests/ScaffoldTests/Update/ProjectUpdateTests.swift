import Files
import Foundation
import Synchronization
import TestSupport
import Testing

@testable import Scaffold

/// Updates of projects whose template is in a git repository.
@Suite struct ProjectUpdateTests {
  private static let numbers = (1...20).map { "\($0)\n" }.joined()

  /// The oracle: two renderings and the user's work as commits on branches, which git merges.
  @Test func doesWhatGitMerges() throws {
    let project = try UpdatedProject(
      #"{"name": "p", "who": "A user"}"#,
      [
        "both.txt": "{{cookiecutter.who}}\n" + Self.numbers, "template.txt": "1\n",
        "user.txt": "1\n", "conflict.txt": Self.numbers, "gone.txt": "1\n", "docs/deep/gone": "1\n",
        "run.sh": "#!/bin/sh\n", "crlf.txt": "1\r\n2\r\n3\r\n", "same.txt": "1\n",
        "deleted.txt": "1\n", "picture": "\0one",
      ])
    try project.edit("both.txt", to: project.text("both.txt").replacing("\n3\n", with: "\nIII\n"))
    try project.edit("user.txt", to: "mine\n")
    try project.edit(
      "conflict.txt", to: Self.numbers.replacing("\n5\n", with: "\nV\n").replacing("2\n", with: ""))
    try project.edit("deleted.txt", to: nil)
    try project.edit("same.txt", to: "2\n")
    try project.edit("crlf.txt", to: "1\r\n2\r\n3\r\nmine\r\n")
    try project.edit("own/notes.txt", to: "mine\n")
    try project.commit()

    try project.change(
      "both.txt",
      to: "{{cookiecutter.who}}\n" + Self.numbers.replacing("\n18\n", with: "\nXVIII\n"))
    try project.change("template.txt", to: "2\n")
    try project.change(
      "conflict.txt",
      to: Self.numbers.replacing("\n5\n", with: "\nfive\n").replacing("20\n", with: "twenty\n"))
    try project.change("gone.txt", to: nil)
    try project.change("docs/deep/gone", to: nil)
    try project.change("same.txt", to: "2\n")
    try project.change("crlf.txt", to: "0\r\n1\r\n2\r\n3\r\n")
    try project.change("new/{{cookiecutter.who}}.txt", to: "new\n")
    try project.change("picture", to: "\0two")
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o755],
      ofItemAtPath: project.template.path + "/{{cookiecutter.name}}/run.sh")
    let commit = try project.publish()

    // git: the new rendering is a commit beside the user's, on the first one.
    let oracle = try TemplateRepository(project.home.folder.path + "/oracle")
    try oracle.git("pull", "--quiet", project.path, "main")
    try oracle.git("checkout", "--quiet", "-b", "new", "HEAD~1")
    var options = GeneratorOptions(now: 1_768_480_496, output: project.home.folder.path + "/new")
    options.overwrites = true
    let rendered = try Generator(
      template: project.home.locate(project.source), name: project.source, tool: "fairmlpf test"
    ).generate(options)
    try oracle.git("rm", "-r", "--quiet", ".")
    try oracle.git("--work-tree=\(rendered)", "add", "--all")
    try oracle.git("commit", "--quiet", "--message", "new")
    try oracle.git("checkout", "--quiet", "--force", "main")
    // Ends with a conflict.
    _ = try? oracle.git("merge", "--quiet", "--no-edit", "new")
    let expected = try TemporaryFolder.tree(oracle.path)
      .filter { !$0.key.hasPrefix(".git/") && $0.key != ".git" && $0.key != ".fairmlpf.json" }
      .mapValues {
        $0.replacing("<<<<<<< HEAD", with: "<<<<<<< yours")
          .replacing(">>>>>>> new", with: ">>>>>>> template \(commit.prefix(7))")
      }

    #expect(
      try project.update() == [
        "M both.txt", "U conflict.txt", "M crlf.txt", "D docs/deep/gone", "D gone.txt",
        "A new/A user.txt", "M picture", "M run.sh", "M template.txt",
      ])
    #expect(try project.tree() == expected)
    #expect(try project.text("conflict.txt").contains("<<<<<<< yours\nV\n=======\nfive\n>>>>>>>"))
    #expect(try project.text("own/notes.txt") == "mine\n")
    #expect(try project.record.commit == commit)
  }

  @Test func nothingToDo() throws {
    let project = try UpdatedProject(["a.txt": "1\n"])
    try project.edit("mine.txt", to: "not committed")
    let before = try FolderSnapshot(project.path)
    #expect(try project.look() == [])
    #expect(try project.update() == [])
    #expect(try FolderSnapshot(project.path) == before)
  }

  @Test func aNewCommitWithoutEffectIsRemembered() throws {
    let project = try UpdatedProject(["a.txt": "1\n"])
    let commit = try project.publish()
    #expect(try project.look() == [])
    #expect(try project.record.commit != commit)
    #expect(try project.update() == [])
    #expect(try project.record.commit == commit)
  }

  @Test func lookingWritesNothing() throws {
    let project = try UpdatedProject(["a.txt": "1\n", "run.sh": "1\n", "gone": "1\n"])
    try project.change("a.txt", to: "2\n")
    try project.change("gone", to: nil)
    try project.change("new/b.txt", to: "b\n")
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o755],
      ofItemAtPath: project.template.path + "/{{cookiecutter.name}}/run.sh")
    try project.publish()
    let before = try FolderSnapshot(project.path)
    let patch = try project.prepare(for: .look) { update throws(Failure) in
      try update.difference(hasColours: false)
    }
    #expect(try FolderSnapshot(project.path) == before)
    // git applies what is printed, with the same result as the update.
    try patch.write(to: URL(filePath: project.home.folder.path + "/patch"))
    try project.user.git("apply", project.home.folder.path + "/patch")
    let applied = try project.tree()
    try project.user.git("stash", "--quiet", "--include-untracked")
    try project.update()
    #expect(try project.tree() == applied)
    #expect(applied["run.sh"] == "755 1\n" && applied["new/b.txt"] == "644 b\n")
    #expect(applied["gone"] == nil)
  }

  @Test func whatTheUserHasMadeIsKept() throws {
    let project = try UpdatedProject(["changed": "1\n", "deleted": "1\n", "x/deleted": "1\n"])
    try project.edit("changed", to: "mine\n")
    try project.edit("deleted", to: nil)
    try project.edit("x", to: nil)
    try project.edit("added", to: "mine\n")
    try project.commit()
    try project.change("changed", to: nil)
    for name in ["deleted", "x/deleted", "added"] { try project.change(name, to: "2\n") }
    let commit = try project.publish().prefix(7)
    #expect(try project.update() == ["U added", "kept changed"])
    #expect(
      try project.tree() == [
        "changed": "644 mine\n",
        "added": "644 <<<<<<< yours\nmine\n=======\n2\n>>>>>>> template \(commit)\n",
      ])
  }

  @Test func linksAndFoldersChangePlaces() throws {
    let project = try UpdatedProject(["one": "1\n", "two": "2\n", "folder": "was a file\n"])
    let root = project.template.path + "/{{cookiecutter.name}}"
    let files = FileManager.default
    try files.createSymbolicLink(atPath: root + "/link", withDestinationPath: "one")
    try files.createDirectory(atPath: root + "/empty", withIntermediateDirectories: false)
    // git keeps no empty folders; the clone of the template has none either.
    try project.change("folder", to: nil)
    try project.change("folder/inside", to: "3\n")
    try project.publish()
    #expect(try project.update() == ["D folder", "A folder/inside", "A link"])
    #expect(
      try project.tree() == [
        "one": "644 1\n", "two": "644 2\n", "folder": "folder 755", "folder/inside": "644 3\n",
        "link": "link one",
      ])
    try project.commit()
    try files.removeItem(atPath: root + "/link")
    try files.createSymbolicLink(atPath: root + "/link", withDestinationPath: "two")
    try project.publish()
    #expect(try project.update() == ["M link"])
    #expect(try project.tree()["link"] == "link two")
  }

  /// Beside the three: a folder in which the user has a file stays.
  @Test func foldersBecomeFilesAndLinksAndBack() throws {
    let project = try UpdatedProject([
      "one/deep/x": "1\n", "one/y": "1\n", "two/x": "1\n", "theirs/x": "1\n", "target/x": "old\n",
    ])
    let root = project.template.path + "/{{cookiecutter.name}}"
    let files = FileManager.default
    try files.createSymbolicLink(atPath: root + "/link", withDestinationPath: "target")
    try project.publish()
    #expect(try project.update() == ["A link"])
    try project.edit("theirs/mine", to: "mine\n")
    try project.commit()
    for name in ["one", "two", "theirs", "link"] { try project.change(name, to: nil) }
    try project.change("one", to: "file\n")
    try project.change("theirs", to: "file\n")
    try files.createSymbolicLink(atPath: root + "/two", withDestinationPath: "target")
    try project.change("link/x", to: "new\n")
    try project.publish()
    let patch = try project.prepare(for: .look) { update throws(Failure) in
      try update.difference(hasColours: false)
    }
    #expect(
      try project.update().filter { !$0.contains(".template-") } == [
        "D link", "A link/x", "A one", "D one/deep/x", "D one/y", "U theirs", "D theirs/x", "A two",
        "D two/x",
      ])
    let expected = [
      "link": "folder 755", "link/x": "644 new\n", "one": "644 file\n", "target": "folder 755",
      "target/x": "644 old\n", "theirs": "folder 755", "theirs/mine": "644 mine\n",
      "two": "link target",
    ]
    #expect(try project.tree().filter { !$0.key.contains(".template-") } == expected)
    // git does the same with what is printed.
    try project.commit()
    try project.user.git("checkout", "--quiet", "HEAD~1")
    try patch.write(to: URL(filePath: project.home.folder.path + "/patch"))
    try project.user.git("apply", project.home.folder.path + "/patch")
    #expect(try project.tree().filter { !$0.key.contains(".template-") } == expected)
  }

  @Test func theTemplatesVersionOfABinaryFileLiesBesideTheUsers() throws {
    let project = try UpdatedProject(["picture": "\0one", "run": "\0one"])
    for name in ["picture", "run"] { try project.edit(name, to: "\0mine") }
    try project.commit()
    for name in ["picture", "run"] { try project.change(name, to: "\0two") }
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o755],
      ofItemAtPath: project.template.path + "/{{cookiecutter.name}}/run")
    let commit = try project.publish().prefix(7)
    let problems = try project.prepare { update in update.conflicts.map { $0.problem } }
    #expect(
      problems
        == ["picture", "run"].map {
          "it is binary or large, and both you and the template have changed it; the template's is "
            + "in '\($0).template-\(commit)'"
        })
    #expect(
      try project.update() == [
        "U picture", "A picture.template-\(commit)", "U run", "A run.template-\(commit)",
      ])
    #expect(
      try project.tree() == [
        "picture": "644 \0mine", "picture.template-\(commit)": "644 \0two", "run": "644 \0mine",
        "run.template-\(commit)": "755 \0two",
      ])
  }

  @Test func aPatchFitsInAFolderOfALargerRepository() throws {
    let project = try UpdatedProject(["a.txt": "1\n", "gone": "1\n"])
    try FileManager.default.removeItem(atPath: project.path + "/.git")
    try FileManager.default.removeItem(atPath: project.home.kept)
    let whole = try TemplateRepository(project.home.folder.path)
    try whole.commit("all", to: "outside")
    try project.change("a.txt", to: "2\n")
    try project.change("gone", to: nil)
    try project.change("docs/new", to: "3\n")
    try project.publish()
    let patch = try project.prepare(for: .look) { update throws(Failure) in
      try update.difference(hasColours: false)
    }
    try patch.write(to: URL(filePath: project.path + "/../patch"))
    let result = try Command.run("/usr/bin/env", ["git", "apply", "../patch"], in: project.path)
    #expect(result.status == 0 && result.errors == "")
    #expect(
      try project.tree() == ["a.txt": "644 2\n", "docs": "folder 755", "docs/new": "644 3\n"])
  }

  @Test func nothingIsWrittenBehindALinkOfTheUsers() throws {
    let project = try UpdatedProject(["docs/a.txt": "1\n", "docs/b.txt": "1\n", "c.txt": "1\n"])
    let outside = project.home.folder.path + "/outside"
    try FileManager.default.moveItem(atPath: project.path + "/docs", toPath: outside)
    try FileManager.default.createSymbolicLink(
      atPath: project.path + "/docs", withDestinationPath: outside)
    try project.commit()
    for name in ["docs/a.txt", "docs/new.txt", "c.txt"] { try project.change(name, to: "2\n") }
    try project.change("docs/b.txt", to: nil)
    try project.publish()
    let problems = try project.prepare { update in update.conflicts.map { $0.problem } }
    #expect(
      problems
        == Array(repeating: "'docs' is a link, and what lies behind it is left alone", count: 2))
    #expect(try project.update() == ["M c.txt", "U docs/a.txt", "U docs/new.txt"])
    #expect(
      try TemporaryFolder.tree(outside) == ["a.txt": "644 1\n", "b.txt": "644 1\n"])
  }

  @Test func aFileInTheWayOfAFolderStays() throws {
    let project = try UpdatedProject(["a.txt": "1\n"])
    try project.edit("docs", to: "mine\n")
    try project.commit()
    try project.change("docs/a.txt", to: "1\n")
    try project.publish()
    let problems = try project.prepare { update in update.conflicts.map { $0.problem } }
    #expect(problems == ["'docs' is not a folder"])
    #expect(try project.update() == ["U docs/a.txt"])
    #expect(try project.tree()["docs"] == "644 mine\n")
  }

  @Test func permissionsOfTheUserStay() throws {
    let project = try UpdatedProject(["a.txt": "1\n", "run.sh": "1\n"])
    for name in ["a.txt", "run.sh"] {
      try FileManager.default.setAttributes(
        [.posixPermissions: 0o600], ofItemAtPath: project.path + "/" + name)
    }
    try project.commit()
    for name in ["a.txt", "run.sh"] { try project.change(name, to: "2\n") }
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o755],
      ofItemAtPath: project.template.path + "/{{cookiecutter.name}}/run.sh")
    try project.publish()
    try project.update()
    #expect(try project.tree() == ["a.txt": "600 2\n", "run.sh": "700 2\n"])
  }

  @Test func aTagABranchAndTheDefault() throws {
    let project = try UpdatedProject(["a.txt": "1\n"])
    try project.change("a.txt", to: "2\n")
    let second = try project.publish()
    try project.template.git("tag", "v2")
    try project.change("a.txt", to: "3\n")
    let third = try project.publish()
    #expect(try project.update("v2") == ["M a.txt"])
    #expect(try project.text("a.txt") == "2\n")
    #expect(try project.record.commit == second)
    #expect(try project.record.checkout == "v2")
    try project.commit()
    // The project stays at the tag until the user asks for something else.
    #expect(try project.update() == [])
    #expect(try project.update("HEAD") == ["M a.txt"])
    #expect(try project.record.commit == third)
    #expect(try project.record.checkout == nil)
    #expect(
      project.problem("nowhere")
        == "file://~/theirs: the repository has no branch, tag or commit 'nowhere'. "
        + "Name another branch, tag or commit.")
  }

  @Test func onlyWhatIsCommittedIsChanged() throws {
    let project = try UpdatedProject(["a.txt": "1\n", "b.txt": "1\n"])
    try project.change("a.txt", to: "2\n")
    try project.change("new.txt", to: "2\n")
    try project.publish()
    let refusal =
      "~/p: the project has changes that are not committed ('%'), so an update could not be undone. "
      + "Commit or stash them first."
    try project.edit("b.txt", to: "mine\n")
    let before = try FolderSnapshot(project.path)
    #expect(project.problem() == refusal.replacing("%", with: "b.txt"))
    try project.user.git("checkout", "--quiet", ".")
    // A file of the user's that is in nobody's way need not be committed.
    try project.edit("new.txt", to: "mine\n")
    #expect(project.problem() == refusal.replacing("%", with: "new.txt"))
    try project.edit("new.txt", to: nil)
    try FileManager.default.removeItem(atPath: project.path + "/.git")
    #expect(
      project.problem()?.hasPrefix("~/p: the project is in no git repository (not a git repository")
        == true)
    #expect(try FolderSnapshot(project.path).files["a.txt"] == before.files["a.txt"])
  }

  @Test func aProjectInAFolderOfALargerRepository() throws {
    let project = try UpdatedProject(["a.txt": "1\n", "b.txt": "1\n"])
    try FileManager.default.removeItem(atPath: project.path + "/.git")
    try FileManager.default.removeItem(atPath: project.home.kept)
    let whole = try TemplateRepository(project.home.folder.path)
    try whole.commit("all", to: "outside")
    try project.change("a.txt", to: "2\n")
    try project.change("new.txt", to: "2\n")
    try project.home.folder.write("changed", to: whole.path + "/outside")
    try project.home.folder.write("2\n", to: project.path + "/new.txt")
    try project.home.folder.write("mine", to: project.path + "/mine.txt")
    try project.publish()
    #expect(try project.update() == ["M a.txt"])
    try project.change("a.txt", to: "3\n")
    try project.publish()
    #expect(
      project.problem()
        == "~/p: the project has changes that are not committed ('.fairmlpf.json' and 1 more), so "
        + "an update could not be undone. Commit or stash them first.")
  }

  @Test func aCommitThatIsGoneIsNamed() throws {
    let project = try UpdatedProject(["a.txt": "1\n"])
    let commit = String(repeating: "1", count: 40)
    var record = try project.record
    record.commit = commit
    try AtomicFile.write(record.text, to: project.path + "/.fairmlpf.json")
    #expect(
      project.problem()
        == "file://~/theirs: the template has no commit '\(commit)', which the project is of. "
        + "Correct 'commit' in .fairmlpf.json to one that it has.")
  }

  @Test func anInterruptLeavesEverythingAsItWas() throws {
    let project = try UpdatedProject(["a.txt": "1\n", "b.txt": "1\n", "gone": "1\n"])
    for name in ["a.txt", "b.txt", "new/c.txt"] { try project.change(name, to: "2\n") }
    try project.change("gone", to: nil)
    try project.publish()
    let before = try TemporaryFolder.tree(project.path)
    let calls = Mutex(0)
    /// Updates the project; the interrupt comes when the program has looked for it some times.
    func update(after count: Int) throws(Failure) {
      calls.withLock { $0 = 0 }
      try project.home.updater(isCancelled: {
        calls.withLock {
          $0 += 1; return $0 > count
        }
      })
      .prepare(
        project.path, checkout: nil, GeneratorOptions(now: 0), for: .update,
        prompter: DefaultsPrompter()
      ) { update throws(Failure) in try update.write() }
    }
    var count = 0
    while let error = failure({ () throws(Failure) in try update(after: count) }) {
      #expect(error.status == .interrupted)
      #expect(
        try TemporaryFolder.tree(project.path).filter { !$0.key.hasPrefix(".git/") }
          == before.filter { !$0.key.hasPrefix(".git/") })
      count += 3
    }
    #expect(count > 10)
    #expect(try project.tree()["new/c.txt"] == "644 2\n")
  }

  @Test func anUpdateThatWasCutOffIsRepeated() throws {
    let project = try UpdatedProject(["a.txt": "1\n", "b.txt": "1\n", "c.txt": "1\n"])
    try project.change("a.txt", to: "2\n")
    try project.change("b.txt", to: nil)
    try project.change("c.txt", to: "2\n")
    let commit = try project.publish()
    // As if the program had been ended after the first files.
    try project.edit("a.txt", to: "2\n")
    try project.edit("b.txt", to: nil)
    try project.commit()
    #expect(try project.update() == ["M c.txt"])
    #expect(try project.tree() == ["a.txt": "644 2\n", "c.txt": "644 2\n"])
    #expect(try project.record.commit == commit)
  }

  @Test func scriptsDoNotRun() throws {
    let project = try UpdatedProject(["a.txt": "1\n"])
    try project.change("a.txt", to: "2\n")
    for name in ["pre_prompt", "pre_gen_project", "post_gen_project"] {
      try project.home.folder.write(
        "#!/bin/sh\ntouch \(project.home.folder.path)/ran\n",
        to: "\(project.template.path)/hooks/\(name).sh")
    }
    try project.publish()
    #expect(try project.update() == ["M a.txt"])
    #expect(!FileManager.default.fileExists(atPath: project.home.folder.path + "/ran"))
    #expect(
      project.home.prompter.said == [
        "The template's scripts (hooks/post_gen_project.sh, hooks/pre_gen_project.sh, "
          + "hooks/pre_prompt.sh) do not run in an update."
      ])
  }

  @Test func datesAreThoseOfTheProject() throws {
    let project = try UpdatedProject(["a.txt": "{% now 'utc', '%Y-%m-%d' %}\n1\n"])
    try project.change("a.txt", to: "{% now 'utc', '%Y-%m-%d' %}\n2\n")
    try project.publish()
    #expect(try project.update() == ["M a.txt"])
    #expect(try project.text("a.txt") == "2026-01-15\n2\n")
  }

  @Test func randomTextsStay() throws {
    let project = try UpdatedProject([
      "env": "KEY={{ random_ascii_string(40) }}\n", "id": "{{ uuid4() }}\n",
    ])
    let before = try project.tree()
    try project.change(
      "env", to: "NEW={{ random_ascii_string(40) }}\nKEY={{ random_ascii_string(40) }}\n")
    try project.publish()
    #expect(try project.update() == ["M env"])
    let lines = try project.text("env").split(separator: "\n")
    #expect(lines.count == 2 && "644 \(lines[1])\n" == before["env"])
    // Not a constant, which anyone could guess.
    #expect(Set(lines[0].dropFirst(4)).count > 5 && lines[0].count == 44)
    #expect(try project.text("id") == before["id"].map { String($0.dropFirst(4)) })
  }
}
