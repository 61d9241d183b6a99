import Files
import Foundation
import TestSupport
import Testing

@testable import Scaffold

@Suite struct ProjectRecordTests {
  private func record() throws -> ProjectRecord {
    var rendering = Rendering()
    func add(_ content: Rendering.Content, _ permissions: UInt16, _ path: String) throws {
      try rendering.add(
        Rendering.Entry(content: content, permissions: .init(permissions)), at: path, from: path)
    }
    try add(.bytes(Data("one\r\n\ntwo \u{e9}".utf8)), 0o644, "docs/text")
    try add(.bytes(Data("#!/bin/sh\n".utf8)), 0o755, "run.sh")
    try add(.bytes(Data([0, 255])), 0o644, "picture")
    try add(.bytes(Data(repeating: 97, count: ProjectState.textLimit + 1)), 0o644, "long")
    try add(.link(to: "docs"), 0o777, "link")
    try add(.folder, 0o755, "empty/inside")
    return ProjectRecord(
      template: "https://example.org/t.git", checkout: "main", commit: "0123", directory: "a/b",
      tool: "fairmlpf 0", created: CreationTime(seconds: 1_768_480_496, offset: 3600),
      answers: [
        JSON.Member(name: "name", value: .string("a \"b\"\n")),
        JSON.Member(name: "flag", value: .bool(true)),
      ], rendering: try ProjectState(rendering))
  }

  @Test func isReadAsItWasWritten() throws {
    let record = try record()
    try withFolder { folder in
      try AtomicFile.write(record.text, to: folder + "/.fairmlpf.json")
      #expect(try ProjectRecord(of: folder) == record)
    }
    #expect(record.text.contains(#""created": "2026-01-15T13:34:56+01:00""#))
    #expect(
      record.rendering?.json
        == (try JSONReader.read(
          """
          {"docs/text": {"lines": ["one\\r", "", "two é"]},
           "empty/inside/": {},
           "link": {"link": "docs"},
           "long":
             {"sha256": "\(Self.digestOfLongText)"},
           "picture": {"sha256": "06eb7d6a69ee19e5fbdf749018d3d2abfa04bcbd1365db312eb86dc7169389b8"},
           "run.sh": {"executable": true, "lines": ["#!/bin/sh", ""]}}
          """)))
  }

  // head -c 262145 /dev/zero | tr '\0' a | sha256sum
  private static let digestOfLongText =
    "c592f4a6b099700b5050ce8bc67367f0c8f44810203124e86405c3e7b6f1a2ba"

  @Test(arguments: [
    ("2026-01-15T12:34:56Z", 0), ("2026-01-15T13:34:56+01:00", 3600),
    ("2026-01-15T09:04:56-03:30", -12600),
  ])
  func timesHaveTheirOffset(_ text: String, _ offset: Int) {
    let time = CreationTime(text)
    #expect(time == CreationTime(seconds: 1_768_480_496, offset: offset))
    #expect(time?.text == text)
  }

  @Test(arguments: [
    (#"{"schema": 2}"#, "the file is not of schema 1, which this program knows"),
    (#"{"schema": 1}"#, "'template' is missing"),
    (#"{"schema": 1, "template": 3}"#, "'template' is not a text"),
    (#"{"schema": 1, "template": "t"}"#, "'answers' is not an object"),
    (
      #"{"schema": 1, "template": "t", "answers": {}, "created": "today"}"#,
      "'created' is not a time such as 2026-01-15T13:08:16+01:00"
    ),
    (
      #"{"schema": 1, "template": "t", "answers": {}, "rendering": {"a": {}}}"#,
      "'rendering' is not what a template has made"
    ),
    (#"{"schema": 1"#, "the file is not valid JSON: a comma or } is missing"),
  ])
  func damageIsTold(_ text: String, _ problem: String) throws {
    try withFolder { folder in
      try AtomicFile.write(text, to: folder + "/.fairmlpf.json")
      let error = failure { () throws(Failure) in _ = try ProjectRecord(of: folder) }
      #expect(error?.what == problem)
      #expect(error?.status == .badData)
    }
  }

  @Test(arguments: [
    "../victim.txt", "/x", "a/../../x", ".git/HEAD", "sub/.GIT/hooks/x", "git~1/HEAD", "a//b", "",
    ".",
    "a/./b", "/", "../folder/", ".g\u{200c}it/HEAD", ".fairmlpf.json",
  ])
  func noPathLeadsOutOfTheProject(_ path: String) throws {
    try withFolder { folder in
      let rendering = JSON.object([
        JSON.Member(
          name: path, value: .object([JSON.Member(name: "lines", value: .array([.string("x")]))]))
      ])
      let record = JSON.object([
        JSON.Member(name: "schema", value: .number("1")),
        JSON.Member(name: "template", value: .string("t")),
        JSON.Member(name: "answers", value: .object([])),
        JSON.Member(name: "rendering", value: rendering),
      ])
      try AtomicFile.write(record.written(), to: folder + "/.fairmlpf.json")
      let error = failure { () throws(Failure) in _ = try ProjectRecord(of: folder) }
      #expect(
        error?.what == "'rendering' names \(path.quoted), which is no file within the project")
      #expect(error?.status == .badData)
    }
  }

  @Test func ofMuchTextOnlySmallFilesAreRememberedByLine() throws {
    var rendering = Rendering()
    for (name, count) in [("a", 5), ("b", 3), ("c", 2), ("d", 6)] {
      try rendering.add(
        Rendering.Entry(content: .bytes(Data(repeating: 120, count: count)), permissions: 0o644),
        at: name, from: name)
    }
    let state = try ProjectState(rendering)
    let json = state.json(keeping: 10)
    let names = ["a", "b", "c", "d"]
    #expect(names.filter { json[$0]?["lines"] != nil } == ["a", "b", "c"])
    #expect(names.filter { json[$0]?["sha256"] != nil } == ["d"])
    // A digest is as good to see whether anything has changed.
    #expect(try ProjectState(json, from: "file") == state)
  }

  @Test func aFolderWithoutRecordIsNoProject() throws {
    try withFolder { folder in
      let error = failure { () throws(Failure) in _ = try ProjectRecord(of: folder) }
      #expect(
        error?.description
          == "\(folder): the folder is no project of fairmlpf: it has no .fairmlpf.json. Name the "
          + "folder of a project that 'fairmlpf new' has made with -C.")
      #expect(error?.status == .missingInput)
    }
  }
}
