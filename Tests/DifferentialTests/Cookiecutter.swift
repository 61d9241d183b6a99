import Foundation
import Synchronization
import TestSupport

/// cookiecutter, in one process of Python for all tests: its start takes longer than its work.
///
/// The process ends with the tests, when its standard input does.
final class Cookiecutter: Sendable {
  /// A call of cookiecutter for `run-cookiecutter.py`.
  struct Job: Encodable {
    let arguments: [String]
    let place: String
    let input: String
    let environment: [String: String]
  }

  /// How a call ended.
  struct Outcome: Decodable {
    let status: Int32
    let said: String
  }

  struct Unavailable: Error {
    let what: String
  }

  private struct Streams {
    let process: Process
    let requests: FileHandle
    let answers: FileHandle
  }

  /// The one process; an error if it cannot be started.
  static let shared = Result { try Cookiecutter() }

  private let streams: Mutex<Streams>

  private init() throws {
    guard let tools = PythonTools.scaffold else { throw Unavailable(what: "no Python") }
    let (requests, answers) = (Pipe(), Pipe())
    let process = Process()
    process.executableURL = URL(filePath: tools.path(of: "python"))
    process.arguments = [Repository.path + "/Tests/DifferentialTests/run-cookiecutter.py"]
    process.environment = ProcessInfo.processInfo.environment
      .merging(["PYTHONUTF8": "1"]) { $1 }
    process.standardInput = requests
    process.standardOutput = answers
    try process.run()
    streams = Mutex(
      Streams(
        process: process, requests: requests.fileHandleForWriting,
        answers: answers.fileHandleForReading))
  }

  /// Runs calls one after the other.
  func run(_ jobs: [Job]) throws -> [Outcome] {
    let request = try JSONEncoder().encode(jobs) + Data("\n".utf8)
    let answer = try streams.withLock { streams in
      guard streams.process.isRunning else { throw Unavailable(what: "Python has ended") }
      try streams.requests.write(contentsOf: request)
      var line = Data()
      while line.last != UInt8(ascii: "\n") {
        let more = streams.answers.availableData
        guard !more.isEmpty else { throw Unavailable(what: "Python has ended") }
        line += more
      }
      return line
    }
    return try JSONDecoder().decode([Outcome].self, from: answer)
  }
}
