import Files
import Foundation
import TestSupport
import Testing

@testable import Scaffold

@Suite struct SnapshotTests {
  @Test func hasTheFilesOfAnEarlierCommit() throws {
    let folder = try TemporaryFolder()
    let repository = try TemplateRepository(folder.path + "/work/theirs")
    let first = try repository.commit("one", to: "file")
    try repository.commit("two", to: "file")
    let place = folder.path + "/work/theirs"
    try folder.write("changed", to: place + "/file")
    let snapshot = try Git(isInteractive: false).snapshot(of: place, at: first)
    defer { try? FileManager.default.removeItem(atPath: snapshot) }
    #expect(try TemporaryFolder.tree(snapshot) == ["file": "644 one"])
    #expect(try String(contentsOfFile: place + "/file", encoding: .utf8) == "changed")
  }

  @Test func saysThatThereIsNoSuchCommit() throws {
    let folder = try TemporaryFolder()
    let repository = try TemplateRepository(folder.path + "/work/theirs")
    try repository.commit("one", to: "file")
    let commit = String(repeating: "1", count: 40)
    let problem = failure { () throws(Failure) in
      _ = try Git(isInteractive: false).snapshot(of: folder.path + "/work/theirs", at: commit)
    }
    #expect(problem?.place == folder.path + "/work/theirs")
    #expect(problem?.what.hasPrefix("the commit '\(commit)' cannot be checked out (") == true)
  }
}
