import Files
import Foundation
import TestSupport
import Testing

/// What needs no network works where there is none, not even that of the computer itself.
@Suite(.enabled(if: !Isolation.command.isEmpty, "needs to be permitted to unshare the network"))
struct FetchWithoutNetworkTests {
  /// Runs the program without a network.
  private static func alone(
    _ fairmlpf: Program, _ arguments: String..., environment: [String: String] = [:]
  ) throws -> Command.Result {
    let command = Isolation.command.dropFirst() + [try #require(BuiltProgram.path)] + arguments
    return try Command.run(
      Isolation.command[0], Array(command), in: fairmlpf.folder,
      environment: ["HOME": Program.home].merging(environment) { $1 })
  }

  @Test func filesComeFromADisk() throws {
    let server = try FetchTests.server()
    defer { server.stop() }
    try Program.test { fairmlpf in
      let environment = ["FAIRMLPF_CATALOG_URL": server.url]
      _ = try fairmlpf("fetch", "1", "-q", "-o", "disk", environment: environment)
      // There really is none.
      let cut = try Self.alone(fairmlpf, "fetch", "1", "-o", "new", environment: environment)
      #expect(cut.status == 69)
      let offline = try Self.alone(fairmlpf, "fetch", "--offline", "--from", "disk", "-o", "here")
      #expect(offline.status == 0, "\(offline.errors)")
      #expect(try Self.alone(fairmlpf, "fetch", "--verify", "-o", "here").status == 0)
      // Where the lock here knows all files, the record need not be asked.
      try FolderContents.remove(fairmlpf.folder + "/here/ttbar_2.txt")
      for name in ["1", "10.5281/zenodo.9", "https://zenodo.org/records/1"] {
        let copied = try Self.alone(fairmlpf, "fetch", name, "--from", "disk", "-o", "here")
        #expect(copied.status == 0, "\(copied.errors)")
        #expect(
          try String(contentsOfFile: fairmlpf.folder + "/here/ttbar_2.txt", encoding: .utf8)
            == "message digest")
      }
    }
  }

  @Test func aLockThatKnowsNotAllAsksTheRecord() throws {
    let server = try FetchTests.server()
    defer { server.stop() }
    try Program.test { fairmlpf in
      _ = try fairmlpf(
        "fetch", "1", "-q", "-o", "here", "--files", "ttbar_2.txt", "--base-url", server.url)
      let count = server.requests.count
      let all = try fairmlpf(
        "fetch", "1", "-q", "-o", "here", "--from", "disk", "--base-url", server.url)
      #expect(all.status == 0)
      #expect(server.requests.count > count)
      #expect(all.output.split(separator: "\n").count == 3)
    }
  }

  @Test func anExperimentWhoseFilesAreHereRuns() throws {
    try FetchExperimentTests.test { fairmlpf, server, environment in
      _ = try fairmlpf("fetch", "-q", environment: environment)
      let result = try Self.alone(fairmlpf, "run", "-q", environment: environment)
      #expect(result.status == 0, "\(result.errors)")
      #expect(FileStamp(fairmlpf.folder + "/reports/report.html") != nil)
    }
  }
}
