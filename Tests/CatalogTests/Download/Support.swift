import Catalog
import Files
import Foundation
import HTTP
import TestSupport

/// A clock whose waits take no time.
final class FakeTime: Timekeeper, @unchecked Sendable {
  // Guards all below.
  private let lock = NSLock()
  private var passed = 0.0
  private var wrong = 0.0
  private var jump = 0.0

  /// Seconds that were waited for.
  var waited: Double { lock.withLock { passed } }
  /// Sets the time of day by so many seconds at the first wait, back at the second, and so on.
  func jumps(by seconds: Double) { lock.withLock { jump = seconds } }
  /// Sets the time of day.
  func isWrong(by seconds: Double) { lock.withLock { wrong = seconds } }
  func seconds() -> Double { waited }
  func epoch() -> Double { lock.withLock { 1_000_000 + passed + wrong } }
  func sleep(_ seconds: Double) {
    lock.withLock {
      passed += seconds
      wrong += jump
      jump = -jump
    }
  }
}

/// Bytes that look like nothing, the same for the same number.
func noise(_ count: Int, _ state: UInt64 = 1) -> [UInt8] {
  var random = SplitMix64(state: state)
  var bytes: [UInt8] = []
  bytes.reserveCapacity(count + 8)
  while bytes.count < count {
    withUnsafeBytes(of: random.next()) { bytes.append(contentsOf: $0) }
  }
  return Array(bytes.prefix(count))
}

/// The digest that a record would give.
func md5(_ bytes: [UInt8]) -> RecordFile.Checksum {
  var digest = Digest(.md5)
  digest.update(bytes.span.bytes)
  return RecordFile.Checksum(.md5, digest.finish())
}

/// A folder, a server with files, and what fetches them.
struct Fetching {
  let folder: TemporaryFolder
  let server: FaultyServer
  let files: [String: [UInt8]]
  let time = FakeTime()
  let lines = SpokenLines()

  init(
    _ files: [String: [UInt8]], faults: [String: [FaultyServer.Fault]] = [:],
    always: [String: FaultyServer.Fault] = [:]
  ) throws {
    folder = try TemporaryFolder()
    server = try FaultyServer(files, faults: faults, always: always)
    self.files = files
  }

  /// The files as the record describes them.
  func described(hasDigests: Bool = true) -> [RecordFile] {
    files.keys.sorted().map { name in
      let bytes = files[name] ?? []
      return RecordFile(
        name: name, size: bytes.count, checksum: hasDigests ? md5(bytes) : nil,
        addresses: [
          "\(server.url)/records/1/files/\(name)?download=1",
          "\(server.url)/api/records/1/files/\(name)/content",
        ])
    }
  }

  var downloader: Downloader {
    var downloader = Downloader(HTTP(agent: "fairmlpf/1.2.3"))
    downloader.time = time
    downloader.stallSeconds = 1
    downloader.policy.jitter = { 1 }
    return downloader
  }

  func fetch(
    _ downloader: Downloader? = nil, _ files: [RecordFile]? = nil,
    shouldStop: () -> Bool = { false }
  ) throws(Failure) -> Downloader.Result {
    try (downloader ?? self.downloader).fetch(
      files ?? described(), into: folder.path, progress: lines, shouldStop: shouldStop)
  }

  /// Everything in the folder.
  var contents: [String: [UInt8]] {
    get throws {
      var contents: [String: [UInt8]] = [:]
      for name in try FileManager.default.subpathsOfDirectory(atPath: folder.path) {
        let path = folder.path + "/" + name
        guard !FolderContents.isFolder(path) else { continue }
        contents[name] = Array(try Data(contentsOf: URL(filePath: path)))
      }
      return contents
    }
  }

  /// Where the server is, out of a sentence.
  func general(_ text: String) -> String {
    text.replacing(server.url, with: "URL").replacing(folder.path, with: "FOLDER")
  }
}
