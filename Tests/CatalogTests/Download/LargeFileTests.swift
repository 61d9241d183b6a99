import Catalog
import Files
import Foundation
import TestSupport
import Testing

/// Files whose digests are computed beside the thread that brings their bytes.
@Suite struct LargeFileTests {
  /// What `sha256sum` and `md5sum` say.
  private static func sum(_ program: String, _ path: String) throws -> String {
    let result = try Command.run("/usr/bin/env", [program, path], in: "/")
    return String(result.output.prefix { $0 != " " })
  }

  @Test(arguments: [(4 << 20) - 1, 4 << 20, (4 << 20) + 1, 9_000_001], [true, false])
  func haveTheDigestsOfOtherPrograms(_ size: Int, _ hasSize: Bool) throws {
    let test = try Fetching(["a.bin": noise(size)])
    defer { test.server.stop() }
    let files = test.described().map {
      RecordFile(
        name: $0.name, size: hasSize ? $0.size : nil, checksum: $0.checksum,
        addresses: $0.addresses)
    }
    let fetched = try #require(try test.fetch(nil, files).files.first)
    #expect(try fetched.sha256 == Self.sum("sha256sum", fetched.path))
    #expect(try fetched.checksum?.digits == Self.sum("md5sum", fetched.path))
    // The same bytes are found right when they are read again.
    let again = try #require(try test.fetch(nil, files).files.first)
    #expect(again.origin == .present)
    #expect(again.sha256 == fetched.sha256)
  }

  @Test func damageIsFound() throws {
    let test = try Fetching(["a.bin": noise(6_000_000)], faults: ["a.bin": [.otherBytes]])
    defer { test.server.stop() }
    _ = try test.fetch()
    #expect(try test.contents == test.files)
    #expect(
      test.lines.lines.map(test.general) == [
        "FOLDER/a.bin: the md5 is wrong; fetching it again."
      ])
  }

  @Test func readingOneAgainStopsWhenTheUserWants() throws {
    let test = try Fetching(["a.bin": noise(20 << 20)], always: ["a.bin": .close(after: 18 << 20)])
    defer { test.server.stop() }
    var downloader = test.downloader
    downloader.policy.attempts = 1
    for name in ["a.bin.part", "a.bin"] {
      _ = try test.fetch(downloader)
      let before = try test.contents
      #expect(before[name]?.count ?? 0 >= 18 << 20)
      let count = test.server.requests.count
      var asked = 0
      let result = try test.fetch {
        asked += 1
        return asked > 4
      }
      #expect(result.end?.status == .interrupted)
      // Two pieces of 1 MiB, and no more of the file, were read.
      #expect(asked == 5)
      #expect(test.server.requests.count == count)
      #expect(try test.contents == before)
      test.server.heal()
    }
  }
}
