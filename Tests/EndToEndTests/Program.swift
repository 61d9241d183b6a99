import Foundation
import TestSupport

/// The program as a user has it: built beside the tests, run in a folder of its own.
struct Program {
  /// Where it runs.
  let folder: String

  private static let path = BuiltProgram.path

  /// The home of its user, so that nobody's own settings and answers take part.
  static let home = Repository.path + "/.build/test-home"

  struct Missing: Error {}

  /// Starts it.
  func start(
    _ arguments: String..., input: String = "", environment: [String: String] = [:]
  ) throws -> Command {
    try start(arguments, input: input, environment: environment)
  }

  /// Starts it.
  func start(
    _ arguments: [String], input: String = "", environment: [String: String] = [:]
  ) throws -> Command {
    guard let path = Self.path else { throw Missing() }
    return try Command(
      path, arguments, in: folder, input: input,
      environment: ["HOME": Self.home].merging(environment) { $1 })
  }

  /// Runs it to its end.
  func callAsFunction(
    _ arguments: String..., input: String = "", environment: [String: String] = [:]
  ) throws -> Command.Result {
    try run(arguments, input: input, environment: environment)
  }

  /// Runs it to its end.
  func run(
    _ arguments: [String], input: String = "", environment: [String: String] = [:]
  ) throws -> Command.Result {
    guard let path = Self.path else { throw Missing() }
    return try Command.run(
      path, arguments, in: folder, input: input,
      environment: ["HOME": Self.home].merging(environment) { $1 })
  }

  /// Runs a line of shell script in which `$P` is the program.
  func shell(_ script: String) throws -> Command.Result {
    guard let path = Self.path else { throw Missing() }
    return try Command.run("/bin/bash", ["-c", script], in: folder, environment: ["P": path])
  }

  /// Runs a test with the program in an empty folder.
  static func test(_ body: (Program) throws -> Void) throws {
    try withFolder { try body(Program(folder: $0)) }
  }

  /// Runs a test with the program in an experiment that trains in milliseconds.
  static func testExperiment(
    _ settings: String = TinyExperiment.settings(), _ body: (Program) throws -> Void
  ) throws {
    try withFolder { folder in
      try TinyExperiment.make(in: folder, settings)
      try body(Program(folder: folder))
    }
  }
}
