import Catalog
import Files
import Foundation
import TestSupport
import Testing

/// Whatever goes wrong on the way, files end up right or not at all.
@Suite struct DownloadFaultTests {
  @Test func fetchesFilesOfAllKinds() throws {
    let files = [
      "a.bin": noise(100_000), "empty": [], "deep/in/folders.bin": noise(10, 2),
      "b c.txt": Array("abc".utf8),
    ]
    let test = try Fetching(files)
    defer { test.server.stop() }
    let described = test.described().map { file in
      RecordFile(
        name: file.name, size: file.size, checksum: file.checksum,
        addresses: file.addresses.map { $0.replacing(" ", with: "%20") })
    }
    let result = try test.fetch(nil, described)
    #expect(result.end == nil && result.failures.isEmpty)
    #expect(result.files.map(\.name) == files.keys.sorted())
    #expect(try test.contents == files)
    // sha256sum of "abc".
    #expect(
      result.files.first { $0.name == "b c.txt" }?.sha256
        == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
    // What is there and right is left alone.
    let again = try test.fetch(nil, described)
    #expect(again.files.allSatisfy { $0.origin == .present })
    #expect(test.server.requests.count == 3)
  }

  @Test(
    arguments: [
      [.reset(after: 1000), .reset(after: 70_000)], [.close(after: 1000)], [.close(after: 0)],
      [.stall(after: 5000)], [.drip], [.page], [.page, .status(500)],
      [.status(429), .status(429), .status(429)], [.status(503, ["Retry-After: 7"])],
      [.status(500), .status(502), .status(504), .status(500)], [.length(10)],
      [.length(200_000)], [.otherBytes], [.close(after: 1000), .whole],
      [.close(after: 1000), .otherPart], [.close(after: 1000), .otherBytes],
      [.close(after: 1000), .status(416)], [.close(after: 1000), .page],
      // The second address cannot send parts.
      [.close(after: 1000), .status(403)], [.status(404), .close(after: 1000)],
      [.status(204)], [.lines(["Content-Type: text/html"])],
    ] as [[FaultyServer.Fault]])
  func endsWithTheRightFile(_ faults: [FaultyServer.Fault]) throws {
    let test = try Fetching(["a.bin": noise(100_000)], faults: ["a.bin": faults])
    defer { test.server.stop() }
    let result = try test.fetch()
    #expect(result.end == nil && result.failures.isEmpty)
    #expect(try test.contents == test.files)
    #expect(test.server.requests.count > 1 || test.server.requests.count == faults.count)
  }

  @Test func goesOnWhereTheConnectionBroke() throws {
    let test = try Fetching(
      ["a.bin": noise(100_000)], faults: ["a.bin": [.close(after: 1000), .close(after: 2000)]])
    defer { test.server.stop() }
    _ = try test.fetch()
    let ranges = test.server.requests.map { head in
      head.split(separator: "\r\n").first { $0.hasPrefix("Range:") }
    }
    #expect(ranges == [nil, "Range: bytes=1000-", "Range: bytes=3000-"])
    #expect(test.server.requests.allSatisfy { $0.contains("User-Agent: fairmlpf/1.2.3\r\n") })
    // One second, and because little came of it, two.
    #expect(test.time.waited >= 3 && test.time.waited < 4)
  }

  @Test func aServerThatAlwaysBreaksOffIsPatientlyAskedForTheRest() throws {
    let size = 9 << 20
    let test = try Fetching(
      ["a.bin": noise(size)], always: ["a.bin": .close(after: 1 << 20)])
    defer { test.server.stop() }
    _ = try test.fetch()
    #expect(try test.contents == test.files)
    #expect(test.server.requests.count == 9)
  }

  @Test(
    arguments: [
      (
        .otherBytes,
        "FOLDER/a.bin: the md5 is not the one that the record says, twice; the file is kept as "
          + "FOLDER/a.bin.wrong.part. Compare it with the record's page, and run the command again "
          + "later.", .badData
      ),
      (
        .status(404),
        "URL/records/1/files/a.bin?download=1: the server has no such file (HTTP 404). "
          + "Check the URL.", .missingInput
      ),
      (
        .status(403),
        "URL/records/1/files/a.bin?download=1: the server does not allow it (HTTP 403). "
          + "Check the URL and your access to it.", .noPermission
      ),
      (
        .status(500),
        "URL/records/1/files/a.bin?download=1: the server answers with an error "
          + "(HTTP 500). Run the command again later.", .unavailable
      ),
      (
        .page,
        "URL/records/1/files/a.bin?download=1: the server sends a web page instead of the "
          + "file. Run the command again later.", .unavailable
      ),
      (
        .length(10),
        "URL/records/1/files/a.bin?download=1: the server has a file of 10 bytes, and "
          + "the record says 5000. Run the command again later.", .unavailable
      ),
      (
        .status(429, ["Retry-After: 3600"]),
        "URL/records/1/files/a.bin?download=1: the server is "
          + "asked too often (HTTP 429). The server asks to wait 60 minutes: run the command again "
          + "then.", .unavailable
      ),
    ] as [(FaultyServer.Fault, String, Files.ExitStatus)])
  func saysWhatIsWrong(
    _ fault: FaultyServer.Fault, _ sentence: String, _ status: Files.ExitStatus
  ) throws {
    let test = try Fetching(["a.bin": noise(5000), "b.bin": noise(10)], always: ["a.bin": fault])
    defer { test.server.stop() }
    let result = try test.fetch()
    #expect(result.files.map(\.name) == ["b.bin"])
    #expect(result.failures.map(\.name) == ["a.bin"])
    #expect(result.failures.first.map { test.general("\($0.failure)") } == sentence)
    #expect(result.failures.first?.failure.status == status)
    let kept = try test.contents
    #expect(kept["a.bin"] == nil)
    #expect(kept["b.bin"] == test.files["b.bin"])
    if case .otherBytes = fault {
      #expect(kept["a.bin.wrong.part"] == test.files["a.bin"]?.map { $0 ^ 1 })
    } else {
      #expect(kept.keys.sorted() == ["b.bin"])
    }
  }

  @Test func givesUpSoonWithoutANetwork() throws {
    let test = try Fetching(["a.bin": noise(10), "b.bin": noise(10), "c.bin": noise(10), "d": []])
    let described = test.described()
    test.server.stop()
    _ = try? test.fetch()
    usleep(10_000)
    let result = try test.fetch(nil, described)
    #expect(result.files.map(\.name) == ["d"])
    #expect(result.end?.status == .unavailable)
    #expect(result.end?.what == "the server cannot be reached")
    #expect(try test.contents == ["d": []])
  }
}
