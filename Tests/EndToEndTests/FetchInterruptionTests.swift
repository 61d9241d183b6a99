import Files
import Foundation
import TestSupport
import Testing

/// A fetch that is stopped at any moment goes on and ends with the right files.
@Suite struct FetchInterruptionTests {
  private static let size = 2_000_000

  /// A server of slow files of a few MB.
  private static func server() throws -> (FaultyServer, [String: Data]) {
    var random = SplitMix64(state: 5)
    var files: [String: [UInt8]] = [:]
    for name in ["a.bin", "b.bin", "c.bin"] {
      var bytes: [UInt8] = []
      while bytes.count < size {
        withUnsafeBytes(of: random.next()) { bytes.append(contentsOf: $0) }
      }
      files[name] = bytes
    }
    let drip = files.mapValues { _ in FaultyServer.Fault.drip }
    let server = try FaultyServer(files, always: drip)
    server.describe(
      files.mapValues { bytes in
        var digest = Digest(.md5)
        digest.update(bytes.span.bytes)
        return digest.finish()
      })
    return (server, files.mapValues { Data($0) })
  }

  private static func expectAll(_ files: [String: Data], in folder: String) throws {
    for (name, data) in files {
      #expect(try Data(contentsOf: URL(filePath: "\(folder)/\(name)")) == data)
    }
    let left = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
    #expect(left == [".fetched.part", "a.bin", "b.bin", "c.bin", "dataset.lock.json"])
  }

  /// How many kills; more with FAIRMLPF_KILLS=200 in the environment.
  private static let kills =
    ProcessInfo.processInfo.environment["FAIRMLPF_KILLS"].flatMap { Int($0) } ?? 6

  @Test func survivesKillsAtAnyMoment() throws {
    let (server, files) = try Self.server()
    defer { server.stop() }
    var random = SplitMix64(state: 11)
    try Program.test { fairmlpf in
      var rounds = 0
      for _ in 0..<Self.kills {
        let command = try fairmlpf.start("fetch", "1", "-q", "--base-url", server.url)
        usleep(UInt32.random(in: 0...150_000, using: &random))
        command.send(SIGKILL)
        _ = try command.wait()
        // Nothing has its name before it is right.
        var there = 0
        for (name, data) in files {
          guard let bytes = try? Data(contentsOf: URL(filePath: "\(fairmlpf.folder)/\(name)"))
          else {
            continue
          }
          #expect(bytes == data)
          there += 1
        }
        if there == files.count {
          rounds += 1
          try Self.finish(fairmlpf, server, files)
          for name in try FileManager.default.contentsOfDirectory(atPath: fairmlpf.folder) {
            try FolderContents.remove("\(fairmlpf.folder)/\(name)")
          }
        }
      }
      try Self.finish(fairmlpf, server, files)
      if Self.kills >= 100 { print("\(Self.kills) kills, \(rounds + 1) whole fetches") }
    }
  }

  private static func finish(
    _ fairmlpf: Program, _ server: FaultyServer, _ files: [String: Data]
  ) throws {
    let last = try fairmlpf("fetch", "1", "-q", "--base-url", server.url)
    #expect(last.status == 0, "\(last.errors)")
    try expectAll(files, in: fairmlpf.folder)
  }

  @Test(arguments: [SIGINT, SIGTERM]) func stopsPolitely(_ name: Int32) throws {
    let (server, files) = try Self.server()
    defer { server.stop() }
    try Program.test { fairmlpf in
      let command = try fairmlpf.start("fetch", "1", "-q", "--base-url", server.url)
      let part = fairmlpf.folder + "/a.bin.part"
      while command.isRunning, FileStamp(part)?.size ?? 0 < 1000 { usleep(1000) }
      command.send(name)
      let stopped = try command.wait()
      #expect(stopped.status == 130)
      #expect(
        stopped.errors == "fairmlpf: the fetch was interrupted after 0 of 3 files. "
          + "Run the same command again to go on.\n")
      let count = try #require(FileStamp(part)?.size)
      #expect(try files["a.bin"]?.prefix(count) == Data(contentsOf: URL(filePath: part)))
      #expect(try fairmlpf("fetch", "1", "-q", "--base-url", server.url).status == 0)
      #expect(server.requests(for: "a.bin").last?.contains("Range: bytes=\(count)-\r\n") == true)
      try Self.expectAll(files, in: fairmlpf.folder)
    }
  }

  @Test func twoInOneFolderBothEndWell() throws {
    let (server, files) = try Self.server()
    defer { server.stop() }
    try Program.test { fairmlpf in
      let first = try fairmlpf.start("fetch", "1", "-q", "--base-url", server.url)
      let second = try fairmlpf.start("fetch", "1", "-q", "--base-url", server.url)
      #expect(try first.wait().status == 0)
      #expect(try second.wait().status == 0)
      try Self.expectAll(files, in: fairmlpf.folder)
      // Neither fetched what the other one did.
      #expect(server.requests.count == 5)
    }
  }
}
