import Catalog
import Files
import Foundation
import HTTP
import TestSupport
import Testing

/// What is in the folder before, and what is left in it.
@Suite struct DownloadFolderTests {
  private static let size = 3 << 20

  /// A folder in which a run has left half a file.
  private static func interrupted() throws -> Fetching {
    let test = try Fetching(
      ["a.bin": noise(size)], always: ["a.bin": .close(after: 2_000_000)])
    var downloader = test.downloader
    downloader.policy.attempts = 1
    let file = try #require(test.described().first)
    let only = RecordFile(
      name: file.name, size: file.size, checksum: file.checksum, addresses: [file.addresses[0]])
    let result = try test.fetch(downloader, [only])
    #expect(result.failures.first?.failure.what == "the connection broke off")
    #expect(try test.contents["a.bin.part"]?.count == 2_000_000)
    test.server.heal()
    return test
  }

  @Test func goesOnWhereAnEarlierRunEnded() throws {
    let test = try Self.interrupted()
    defer { test.server.stop() }
    _ = try test.fetch()
    #expect(try test.contents == test.files)
    #expect(test.server.requests.last?.contains("\r\nRange: bytes=2000000-\r\n") == true)
  }

  @Test func damageOfTheFirstHalfIsFound() throws {
    let test = try Self.interrupted()
    defer { test.server.stop() }
    let part = URL(filePath: test.folder.path + "/a.bin.part")
    var bytes = try Data(contentsOf: part)
    bytes[1_000_000] ^= 1
    try bytes.write(to: part)
    _ = try test.fetch()
    #expect(try test.contents == test.files)
    #expect(
      test.lines.lines.map(test.general) == [
        "FOLDER/a.bin: the md5 is wrong; fetching it again."
      ])
  }

  @Test func aFileThatChangedAtTheRecordStartsAgain() throws {
    let test = try Self.interrupted()
    defer { test.server.stop() }
    let other = noise(Self.size, 7)
    test.server.put("a.bin", other)
    let file = try #require(test.described().first)
    _ = try test.fetch(
      nil,
      [
        RecordFile(
          name: "a.bin", size: Self.size, checksum: md5(other), addresses: file.addresses)
      ])
    #expect(try test.contents == ["a.bin": other])
    #expect(test.server.requests.last?.contains("Range:") == false)
  }

  @Test(arguments: [true, false]) func withoutADigestTheServerVouches(_ changes: Bool) throws {
    var files = ["a.bin": noise(Self.size)]
    let test = try Fetching(files, faults: ["a.bin": [.close(after: 2_000_000)]])
    defer { test.server.stop() }
    var downloader = test.downloader
    downloader.policy.attempts = 1
    let described = test.described(hasDigests: false).map {
      RecordFile(name: $0.name, size: nil, checksum: nil, addresses: [$0.addresses[0]])
    }
    _ = try test.fetch(downloader, described)
    if changes {
      // Another size and another first byte: another tag.
      files["a.bin"] = noise(Self.size - 1, 9)
      test.server.put("a.bin", files["a.bin"] ?? [])
    }
    _ = try test.fetch(downloader, described)
    #expect(try test.contents == files)
    #expect(test.server.requests.last?.contains("\r\nRange: bytes=2000000-\r\n") == true)
    #expect(test.server.requests.last?.contains("\r\nIf-Range: ") == true)
  }

  @Test func aRunThatEndedBeforeTheNameWasGivenNeedsNoNetwork() throws {
    let test = try Self.interrupted()
    defer { test.server.stop() }
    let count = test.server.requests.count
    try Data(test.files["a.bin"] ?? []).write(to: URL(filePath: test.folder.path + "/a.bin.part"))
    _ = try test.fetch()
    #expect(try test.contents == test.files)
    #expect(test.server.requests.count == count)
  }

  @Test func anotherFileOfTheNameIsSetAside() throws {
    let test = try Fetching(["a.bin": noise(100)])
    defer { test.server.stop() }
    try Data("mine".utf8).write(to: URL(filePath: test.folder.path + "/a.bin"))
    _ = try test.fetch()
    #expect(
      try test.contents == [
        "a.bin": noise(100), "a.bin.wrong.part": Array("mine".utf8),
      ])
    #expect(
      test.lines.lines.map(test.general) == [
        "FOLDER/a.bin is not the file of the record; it is now called FOLDER/a.bin.wrong.part."
      ])
  }

  @Test(arguments: [
    "../a", "/a", "a/../../b", "a//b", "./a", "a\\b", "a\u{0}b", "", "a/", "x.part", "X.PART",
  ]) func refusesNamesThatLeadElsewhere(_ name: String) throws {
    let test = try Fetching([:])
    defer { test.server.stop() }
    let problem = failure { () throws(Failure) in
      _ = try test.fetch(
        nil, [RecordFile(name: name, size: 1, checksum: nil, addresses: ["\(test.server.url)/x"])])
    }
    #expect(problem?.status == .badData)
    #expect(try test.contents == [:])
    #expect(test.server.requests == [])
  }

  @Test func refusesFilesThatWouldBeOne() throws {
    let test = try Fetching(["A": [1], "a": [2]])
    defer { test.server.stop() }
    let problem = failure { () throws(Failure) in _ = try test.fetch() }
    #expect(
      problem.map { test.general("\($0)") }
        == "FOLDER/a: two files of the record would have the same name. "
        + "Choose one of them with --files.")
  }

  @Test func aLinkIsNotWrittenThrough() throws {
    let test = try Fetching(["a.bin": noise(100)])
    defer { test.server.stop() }
    let target = test.folder.path + "/target"
    try Data("mine".utf8).write(to: URL(filePath: target))
    try FileManager.default.createSymbolicLink(
      atPath: test.folder.path + "/a.bin.part", withDestinationPath: target)
    let result = try test.fetch()
    #expect(result.end != nil)
    #expect(try Data(contentsOf: URL(filePath: target)) == Data("mine".utf8))
  }

  @Test func looksForRoomBeforeTheFirstByte() throws {
    let test = try Fetching(["a.bin": noise(3000), "b.bin": noise(10)])
    defer { test.server.stop() }
    var downloader = test.downloader
    downloader.freeSpace = { _ in 2000 }
    let problem = failure { () throws(Failure) in _ = try test.fetch(downloader) }
    #expect(
      problem.map { test.general("\($0)") }
        == "FOLDER: 3.0 kB are still to be fetched, and the disk has room for 2.0 kB. "
        + "Free some space, or choose fewer files with --files or --limit.")
    #expect(problem?.status == .inputOutput)
    #expect(test.server.requests == [])
  }

  @Test func stopsWhenTheUserWantsAndKeepsWhatIsThere() throws {
    let test = try Fetching(
      ["a.bin": noise(Self.size)], faults: ["a.bin": [.stall(after: 2_000_000)]])
    defer { test.server.stop() }
    let part = test.folder.path + "/a.bin.part"
    let result = try test.fetch(shouldStop: { FileStamp(part)?.size ?? 0 >= 1_000_000 })
    #expect(
      result.end.map { "\($0)" }
        == "the fetch was interrupted after 0 of 1 files. Run the same command again to go on.")
    #expect(result.end?.status == .interrupted)
    _ = try test.fetch()
    #expect(try test.contents == test.files)
    #expect(test.server.requests.last?.contains("\r\nRange: bytes=") == true)
  }

  @Test func twoAtATimeShareTheWork() async throws {
    var files: [String: [UInt8]] = [:]
    for number in 0..<30 { files["\(number).bin"] = noise(20_000 + number, UInt64(number)) }
    let test = try Fetching(
      files, faults: Dictionary(uniqueKeysWithValues: files.keys.map { ($0, [.drip]) }))
    defer { test.server.stop() }
    var downloader = test.downloader
    // What another one is at is waited for.
    downloader.time = SystemTimekeeper()
    let (described, folder) = (test.described(), test.folder.path)
    let results = try await withThrowingTaskGroup(of: Downloader.Result.self) { group in
      for _ in 0..<2 {
        group.addTask { [downloader] in try downloader.fetch(described, into: folder) }
      }
      return try await group.reduce(into: []) { $0.append($1) }
    }
    #expect(results.allSatisfy { $0.end == nil && $0.failures.isEmpty && $0.files.count == 30 })
    #expect(try test.contents == files)
    #expect(test.server.requests.count == 30)
  }
}
