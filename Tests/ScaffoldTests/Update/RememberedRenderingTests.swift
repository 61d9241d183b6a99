import Files
import Foundation
import TestSupport
import Testing

@testable import Scaffold

/// Updates of projects whose template has no commits, so that they remember what it made.
@Suite struct RememberedRenderingTests {
  @Test func aFolderIsComparedWithWhatItMade() throws {
    let project = try UpdatedProject(
      [
        "a.txt": "1\n2\n3\n", "gone/x": "1\n", "gone/y": "1\n", "picture": "\0one",
        "key": "{{ random_ascii_string(30) }}\n", "where": "{{cookiecutter._repo_dir}}\n",
      ], isCommitted: false)
    #expect(try project.record.commit == nil)
    #expect(try project.look() == [])
    let key = try project.text("key")
    #expect(try project.text(".fairmlpf.json").contains(key.prefix(30)) == false)

    try project.edit("a.txt", to: "1\n2\n3\nmine\n")
    try project.edit("gone/y", to: "mine\n")
    try project.commit()
    try project.change("a.txt", to: "0\n1\n2\n3\n")
    try project.change("gone/x", to: nil)
    try project.change("gone/y", to: nil)
    try project.change("picture", to: "\0two")
    try project.change("new/b.txt", to: "b\n")
    let changes = ["M a.txt", "D gone/x", "A new/b.txt", "M picture", "kept gone/y"]
    #expect(try project.look() == changes)
    #expect(try project.update() == changes)
    #expect(try project.text("a.txt") == "0\n1\n2\n3\nmine\n")
    #expect(try project.text("picture") == "\0two")
    #expect(try project.text("key") == key)
    #expect(try project.text("gone/y") == "mine\n")
    try project.commit()
    #expect(try project.update() == [])
    #expect(
      project.problem("v1")
        == "~/theirs: the template is a folder, and only a repository's address has branches, tags "
        + "and commits to go to. Leave 'v1' out, or make file://~/theirs the 'template' in "
        + "~/p/.fairmlpf.json if it is a repository.")
  }

  @Test func anEmptyFolderIsMadeAndRemoved() throws {
    let project = try UpdatedProject(["a.txt": "1\n"], isCommitted: false)
    let folder = project.template.path + "/{{cookiecutter.name}}/logs"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
    #expect(try project.update() == ["A logs/"])
    #expect(try project.tree() == ["a.txt": "644 1\n", "logs": "folder 755"])
    try project.commit()
    #expect(try project.update() == [])
    try FileManager.default.removeItem(atPath: folder)
    #expect(try project.update() == [])
    #expect(try project.tree() == ["a.txt": "644 1\n"])
  }

  @Test func anEmptyFolderBehindALinkOfTheUsersStays() throws {
    let project = try UpdatedProject(["docs/a.txt": "1\n"], isCommitted: false)
    let folder = project.template.path + "/{{cookiecutter.name}}/docs/logs"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
    #expect(try project.update() == ["A docs/logs/"])
    let outside = project.home.folder.path + "/outside"
    try FileManager.default.moveItem(atPath: project.path + "/docs", toPath: outside)
    try FileManager.default.createSymbolicLink(
      atPath: project.path + "/docs", withDestinationPath: outside)
    try project.commit()
    try FileManager.default.removeItem(atPath: folder)
    #expect(try project.update() == [])
    #expect(
      try TemporaryFolder.tree(outside) == ["a.txt": "644 1\n", "logs": "folder 755"])
  }

  @Test func aFolderWithFoldersBecomesAFile() throws {
    let project = try UpdatedProject(["x/y/z": "1\n"], isCommitted: false)
    let folder = project.template.path + "/{{cookiecutter.name}}/x"
    try FileManager.default.createDirectory(
      atPath: folder + "/empty", withIntermediateDirectories: false)
    try project.update()
    try project.commit()
    try FileManager.default.removeItem(atPath: folder)
    try project.change("x", to: "file\n")
    #expect(try project.update() == ["A x", "D x/y/z"])
    #expect(try project.tree() == ["x": "644 file\n"])
    try project.commit()
    // And a file becomes an empty folder.
    try project.change("x", to: nil)
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
    #expect(try project.update() == ["D x", "A x/"])
    #expect(try project.tree() == ["x": "folder 755"])
  }

  @Test func aProjectMovesFromAFolderToCommits() throws {
    let project = try UpdatedProject(["a.txt": "1\n"], isCommitted: false)
    let template = try TemplateRepository(project.template.path)
    try project.change("a.txt", to: "2\n")
    let commit = try template.commit("first", to: "message")
    #expect(try project.update() == ["M a.txt"])
    #expect(try project.record.commit == commit)
    #expect(try project.record.rendering == nil)
    try project.commit()
    // A template with changes is of no commit.
    try project.change("a.txt", to: "3\n")
    #expect(try project.update() == ["M a.txt"])
    #expect(try project.record.commit == nil)
    #expect(try project.text("a.txt") == "3\n")
  }

  @Test func anArchiveIsComparedWithWhatItMade() throws {
    let home = try Home()
    let path = home.folder.path + "/t.zip"
    func pack(_ text: String) throws {
      try StoredZip.bytes([
        .init(name: "t/", mode: 0o40755),
        .init(name: "t/cookiecutter.json", text: #"{"name": "p"}"#),
        .init(name: "t/{{cookiecutter.name}}/a.txt", text: text, mode: 0o100644),
        .init(name: "t/{{cookiecutter.name}}/from", text: "{{cookiecutter._repo_dir}}"),
      ]).write(to: URL(filePath: path))
    }
    try pack("1\n")
    let template = try home.locate(path)
    let project = try Generator(template: template, name: path, tool: "fairmlpf test")
      .generate(GeneratorOptions(now: 0, output: home.folder.path))
    template.remove()
    func changes() throws -> [String] {
      try home.updater().prepare(
        project, checkout: nil, GeneratorOptions(now: 0), for: .look, prompter: home.prompter
      ) { update in update.changes.map(\.path) }
    }
    #expect(try changes() == [])
    try pack("2\n")
    #expect(try changes() == ["a.txt"])
  }

  @Test func anotherTimeZoneIsNoChange() throws {
    let home = try Home()
    let template = try home.folder.template(
      #"{"name": "p"}"#, ["time": "{% now 'local', '%H:%M %z %Z' %}\n"])
    var options = GeneratorOptions(now: 1_768_480_496, output: home.folder.path)
    (options.localOffset, options.localZoneName) = (3600, "CET")
    let project = try Generator(
      template: home.locate(template), name: template, tool: "fairmlpf test"
    ).generate(options)
    #expect(try home.text(project + "/time") == "13:34 +0100 CET\n")
    (options.localOffset, options.localZoneName) = (7200, "CEST")
    let changes = try home.updater().prepare(
      project, checkout: nil, options, for: .look, prompter: home.prompter
    ) { update in update.changes.map(\.path) }
    #expect(changes == [])
  }

  @Test func aProjectThatRemembersNothingSaysSo() throws {
    let project = try UpdatedProject(["a.txt": "1\n"], isCommitted: false)
    var record = try project.record
    record.rendering = nil
    try AtomicFile.write(record.text, to: project.path + "/.fairmlpf.json")
    #expect(
      project.problem()
        == ".fairmlpf.json: the project does not remember what its template made, so there is "
        + "nothing to compare with. Make the project anew and copy your work.")
  }

  @Test func aTemplateThatIsGoneIsNamed() throws {
    let project = try UpdatedProject(["a.txt": "1\n"], isCommitted: false)
    try FileManager.default.removeItem(atPath: project.template.path)
    #expect(
      project.problem()
        == "there is no template '~/theirs' (no cookiecutter.json in '~/theirs'). Correct "
        + "'template', 'checkout' and 'directory' in ~/p/.fairmlpf.json.")
  }
}
