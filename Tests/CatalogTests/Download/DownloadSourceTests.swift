import Catalog
import Files
import Foundation
import HTTP
import TestSupport
import Testing

/// Where files come from besides the record's server.
@Suite struct DownloadSourceTests {
  @Test func takesFilesFromAFolderAndTheRestFromTheNetwork() throws {
    let test = try Fetching(["a.bin": noise(100), "b.bin": noise(100, 2), "c.bin": noise(100, 3)])
    defer { test.server.stop() }
    try withFolder { mirror in
      try Data(noise(100)).write(to: URL(filePath: mirror + "/a.bin"))
      try Data(noise(100, 4)).write(to: URL(filePath: mirror + "/b.bin"))
      var downloader = test.downloader
      downloader.mirror = mirror
      let result = try test.fetch(downloader)
      #expect(result.files.map(\.origin) == [.folder, .network, .network])
      #expect(try test.contents == test.files)
      #expect(test.server.requests(for: "a.bin") == [])
      #expect(test.lines.lines == ["\(mirror)/b.bin is not the file of the record."])
    }
  }

  @Test func withoutTheNetworkItSaysWhatIsMissing() throws {
    let test = try Fetching(["a.bin": noise(100), "b.bin": noise(100, 2)])
    defer { test.server.stop() }
    try withFolder { mirror in
      try Data(noise(100)).write(to: URL(filePath: mirror + "/a.bin"))
      var downloader = test.downloader
      downloader.mirror = mirror
      downloader.isOffline = true
      let result = try test.fetch(downloader)
      #expect(result.files.map(\.name) == ["a.bin"])
      let problem = try #require(result.failures.first?.failure)
      #expect(
        test.general("\(problem)").replacing(mirror, with: "MIRROR")
          == "FOLDER/b.bin: the file is not here and not in MIRROR. Run the command without "
          + "--offline, or name a folder that has it with --from.")
      #expect(problem.status == .missingInput)
      #expect(try test.contents == ["a.bin": noise(100)])
      #expect(test.server.requests == [])
    }
  }

  @Test func tokensReachTheirOwnServerOnly() throws {
    let test = try Fetching(["a.bin": noise(100)])
    let other = try Fetching(["a.bin": noise(100)])
    defer {
      test.server.stop()
      other.server.stop()
    }
    let place = "Location: \(other.server.url)/records/1/files/a.bin"
    let first = try FaultyServer(
      ["a.bin": noise(100)], faults: ["a.bin": [.status(401), .status(302, [place])]])
    defer { first.stop() }
    let origin = try #require(Origin(first.url))
    var downloader = test.downloader
    downloader.tokens = [try AccessToken("a-secret", for: origin, from: "test")]
    let result = try test.fetch(
      downloader,
      [
        RecordFile(
          name: "a.bin", size: 100, checksum: md5(noise(100)),
          addresses: [
            "\(first.url)/records/1/files/a.bin?token=other-secret&download=1",
            "\(first.url)/api/records/1/files/a.bin/content",
          ])
      ])
    #expect(try test.contents == ["a.bin": noise(100)])
    #expect(first.requests.count == 2)
    #expect(first.requests.allSatisfy { $0.contains("\r\nAuthorization: Bearer a-secret\r\n") })
    #expect(other.server.requests.count == 1)
    #expect(other.server.requests.allSatisfy { !$0.contains("secret") })
    #expect(result.files.first?.address == "\(first.url)/records/1/files/a.bin?download=1")
    #expect(!"\(result) \(test.lines.lines)".contains("secret"))
  }

  @Test func leavesACircleOfRedirects() throws {
    let test = try Fetching(["a.bin": noise(100)])
    defer { test.server.stop() }
    let circle = try FaultyServer(
      ["a.bin": []], always: ["a.bin": .status(302, ["Location: a.bin"])])
    defer { circle.stop() }
    let result = try test.fetch(
      nil,
      [
        RecordFile(
          name: "a.bin", size: 1, checksum: nil,
          addresses: ["\(circle.url)/records/1/files/a.bin"])
      ])
    #expect(result.failures.first?.failure.what == "the server redirects more than ten times")
    #expect(try test.contents == [:])
  }

  @Test func otherDigestsAreCompared() throws {
    // adler32("Wikipedia") and sha256sum of "abc".
    let sums = [
      ("Wikipedia", RecordFile.Checksum(.adler32, "11e60398")),
      ("abc", .init(.sha256, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")),
      ("abd", .init(.sha256, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")),
      ("Wikipedic", .init(.adler32, "11e60398")),
    ]
    for (text, checksum) in sums {
      let test = try Fetching(["a": Array(text.utf8)])
      defer { test.server.stop() }
      let isRight = text == "abc" || text == "Wikipedia"
      let result = try test.fetch(
        nil,
        [
          RecordFile(
            name: "a", size: nil, checksum: checksum,
            addresses: ["\(test.server.url)/records/1/files/a"])
        ])
      #expect(result.files.count == (isRight ? 1 : 0))
      #expect(try test.contents["a"] == (isRight ? Array(text.utf8) : nil))
    }
  }
}
