import Foundation

/// Another program as a test starts it.
///
/// Output goes to files, so that a program never waits for the test to read.
public final class Command {
  /// How it ended and what it wrote.
  public struct Result {
    /// The exit code; the signal's number if a signal ended it.
    public let status: Int32
    /// What it wrote to standard output.
    public let output: String
    /// What it wrote to standard error.
    public let errors: String
  }

  private let process = Process()
  private let folder: TemporaryFolder

  /// Starts a program.
  ///
  /// - Parameters:
  ///   - program: its path.
  ///   - arguments: its arguments.
  ///   - place: the folder it runs in.
  ///   - input: what it reads from standard input.
  ///   - environment: variables beside the test's own; an empty one is unset.
  /// - Throws: an error when it cannot be started.
  public init(
    _ program: String, _ arguments: [String], in place: String, input: String = "",
    environment: [String: String] = [:]
  ) throws {
    folder = try TemporaryFolder()
    process.executableURL = URL(filePath: program)
    process.arguments = arguments
    process.currentDirectoryURL = URL(filePath: place)
    process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
      .filter { !$0.value.isEmpty }
    try Data(input.utf8).write(to: file("input"))
    for name in ["output", "errors"] { try Data().write(to: file(name)) }
    process.standardInput = try FileHandle(forReadingFrom: file("input"))
    process.standardOutput = try FileHandle(forWritingTo: file("output"))
    process.standardError = try FileHandle(forWritingTo: file("errors"))
    try Self.withoutBlockedSignals { try process.run() }
  }

  /// A thread of a test may block signals, and what it starts would too: a shell never hears them then.
  private static func withoutBlockedSignals(_ body: () throws -> Void) throws {
    var (none, before) = (sigset_t(), sigset_t())
    sigemptyset(&none)
    pthread_sigmask(SIG_SETMASK, &none, &before)
    defer { pthread_sigmask(SIG_SETMASK, &before, nil) }
    try body()
  }

  private func file(_ name: String) -> URL { URL(filePath: "\(folder.path)/\(name)") }

  /// Whether it has not ended yet.
  public var isRunning: Bool { process.isRunning }

  /// Its number, by which the system knows it.
  public var number: Int32 { process.processIdentifier }

  /// Sends it a signal.
  ///
  /// - Parameter name: such as `SIGINT`.
  public func send(_ name: Int32) { kill(process.processIdentifier, name) }

  /// Waits until it ends; one that hangs is killed after two minutes, so that its test fails.
  ///
  /// - Returns: how it ended.
  /// - Throws: an error when its output cannot be read.
  public func wait() throws -> Result {
    var left = 120_000
    while process.isRunning, left > 0 {
      usleep(1000)
      left -= 1
    }
    if left == 0 { send(SIGKILL) }
    process.waitUntilExit()
    return Result(
      status: process.terminationStatus,
      output: String(decoding: try Data(contentsOf: file("output")), as: UTF8.self),
      errors: String(decoding: try Data(contentsOf: file("errors")), as: UTF8.self))
  }

  /// Runs a program to its end.
  ///
  /// - Parameters:
  ///   - program: its path.
  ///   - arguments: its arguments.
  ///   - place: the folder it runs in.
  ///   - input: what it reads from standard input.
  ///   - environment: variables beside the test's own; an empty one is unset.
  /// - Returns: how it ended.
  /// - Throws: an error when it cannot be started.
  public static func run(
    _ program: String, _ arguments: [String], in place: String, input: String = "",
    environment: [String: String] = [:]
  ) throws -> Result {
    try Command(program, arguments, in: place, input: input, environment: environment).wait()
  }
}
