import Events
import Files
import Foundation
import Testing

/// Where the tests' files are.
enum Place {
  /// A file that `Scripts/make-pickle-fixtures.py` wrote.
  static func fixture(_ name: String) -> String {
    (Bundle.module.resourcePath ?? ".") + "/Fixtures/" + name
  }

  /// Names of the fixtures that begin like this.
  static func fixtures(_ prefix: String) throws -> [String] {
    NaturalOrder.sorted(try FolderContents.names(fixture("")).filter { $0.hasPrefix(prefix) })
  }

  /// Writes bytes as a new file; to shorten an old one instead would wait for the disk each time.
  static func replace(_ path: String, with data: Data) throws {
    try? FileManager.default.removeItem(atPath: path)
    try data.write(to: URL(filePath: path))
  }
}

/// What every sound fixture holds, written by the same script as exact float32 numbers.
struct Expected: Decodable {
  let rows: [Int]
  let tables: [String: [[Float]]]

  static func load() throws -> Expected {
    let data = try Data(contentsOf: URL(filePath: Place.fixture("expected.json")))
    return try JSONDecoder().decode(Expected.self, from: data)
  }

  func check(_ events: some Collection<Event>, _ comment: Comment) {
    #expect(events.map(\.count) == rows, comment)
    #expect(events.map { floats($0.elements) } == tables["X"], comment)
    #expect(events.map { floats($0.truth) } == tables["ygen"], comment)
    #expect(events.map { floats($0.ruleBased) } == tables["ycand"], comment)
  }
}

/// All numbers of a table.
func floats(_ table: Table) -> [Float] {
  (0..<table.rows).flatMap { row in (0..<table.columns).map { table[row, $0] } }
}

/// Progress that remembers what it was told.
final class Recorder: Files.Progress, @unchecked Sendable {  // The lock guards both lists.
  private let lock = NSLock()
  private var said: [String] = []
  private var counts: [Int] = []

  var lines: [String] { lock.withLock { said } }
  var reports: [Int] { lock.withLock { counts } }

  func report(_ done: Int, of total: Int, note: String) { lock.withLock { counts.append(done) } }
  func say(_ line: String) { lock.withLock { said.append(line) } }
}
