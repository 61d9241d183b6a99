import Catalog
import Files
import Foundation
import TestSupport
import Testing

/// Servers are left alone for as long as they ask, and no longer.
@Suite struct DownloadPatienceTests {
  @Test func waitsAsLongAsABusyServerAsks() throws {
    let test = try Fetching(
      ["a.bin": noise(10)], faults: ["a.bin": [.status(429, ["Retry-After: 30"])]])
    defer { test.server.stop() }
    _ = try test.fetch()
    #expect(try test.contents == test.files)
    #expect(test.time.waited >= 30 && test.time.waited < 31)
  }

  @Test func anAnswerThatSaysWhenToComeBackIsNoRefusal() throws {
    let test = try Fetching(
      ["a.bin": noise(10)], faults: ["a.bin": [.lines(["Retry-After: 60"])]])
    defer { test.server.stop() }
    _ = try test.fetch()
    #expect(try test.contents == test.files)
    #expect(test.time.waited == 0)
  }

  @Test(arguments: [(40, 40.0), (100_000, 120)])
  func stopsBeforeTheServerCountsTooMany(_ seconds: Int, _ wait: Double) throws {
    let lines = ["X-RateLimit-Remaining: 0", "X-RateLimit-Reset: \(1_000_000 + seconds)"]
    let test = try Fetching(
      ["a.bin": noise(10), "b.bin": noise(10)], faults: ["a.bin": [.lines(lines)]])
    defer { test.server.stop() }
    var downloader = test.downloader
    downloader.connections = 1
    _ = try test.fetch(downloader)
    #expect(try test.contents == test.files)
    #expect(test.time.waited >= wait && test.time.waited < wait + 1)
    #expect(
      test.lines.lines == [
        "The server takes no more requests for now; going on in \(Int(wait)) s."
      ])
  }

  /// The server's clock says 1,000,000 s of the epoch, as that of the test does without a jump.
  private static let busy = FaultyServer.Fault.status(
    429, ["Date: Mon, 12 Jan 1970 13:46:40 GMT", "X-RateLimit-Reset: 1000040"])
  private static let full = FaultyServer.Fault.lines([
    "Date: Mon, 12 Jan 1970 13:46:40 GMT", "X-RateLimit-Remaining: 0", "X-RateLimit-Reset: 1000040",
  ])

  @Test(arguments: [-3600.0, 3600], [busy, full])
  func aTimeOfDayThatJumpsChangesNoWait(_ jump: Double, _ fault: FaultyServer.Fault) throws {
    let test = try Fetching(["a.bin": noise(10), "b.bin": noise(10)], faults: ["a.bin": [fault]])
    defer { test.server.stop() }
    var downloader = test.downloader
    downloader.connections = 1
    test.time.jumps(by: jump)
    _ = try test.fetch(downloader)
    #expect(try test.contents == test.files)
    #expect(test.time.waited >= 40 && test.time.waited < 41)
  }

  @Test(arguments: [-3600.0, 3600], [busy, full])
  func aWrongTimeOfDayChangesNoWait(_ seconds: Double, _ fault: FaultyServer.Fault) throws {
    let test = try Fetching(["a.bin": noise(10), "b.bin": noise(10)], faults: ["a.bin": [fault]])
    defer { test.server.stop() }
    var downloader = test.downloader
    downloader.connections = 1
    test.time.isWrong(by: seconds)
    _ = try test.fetch(downloader)
    #expect(try test.contents == test.files)
    #expect(test.time.waited >= 40 && test.time.waited < 41)
  }

  @Test func waitsGrowAndEnd() throws {
    let test = try Fetching(["a.bin": noise(10)], always: ["a.bin": .status(500)])
    defer { test.server.stop() }
    let result = try test.fetch()
    #expect(result.failures.count == 1)
    // Two addresses, six attempts each, with 1, 2, 4, 8 and 16 s between them.
    #expect(test.server.requests.count == 12)
    #expect(test.time.waited >= 62 && test.time.waited < 63)
  }

  @Test func noMoreThanSomeFilesAtATime() throws {
    var files: [String: [UInt8]] = [:]
    for number in 0..<8 { files["\(number)"] = noise(50_000) }
    let test = try Fetching(
      files, faults: Dictionary(uniqueKeysWithValues: files.keys.map { ($0, [.drip]) }))
    defer { test.server.stop() }
    var downloader = test.downloader
    downloader.connections = 3
    _ = try test.fetch(downloader)
    #expect(try test.contents == test.files)
    #expect(test.server.mostAtOnce == 3)
  }
}
