import Foundation
import TestSupport
import Testing

/// What Python's cookiecutter 2.7.1 made of some runs, each in a folder of its own.
final class CookiecutterRuns: Sendable {
  /// How a run ended.
  struct Outcome: Decodable {
    let status: Int
    /// All it printed.
    let output: String
  }

  private struct Plan: Encodable {
    let folder: String
    let arguments: [String]
    let before: [[String]]
    let input: String
    let environment: [String: String]
  }

  struct Problem: Error, CustomStringConvertible {
    let description: String
  }

  /// Those of the suite that is running.
  @TaskLocal static var current: CookiecutterRuns?

  private let folder: String
  private let outcomes: [String: Outcome]

  /// Runs cookiecutter.
  ///
  /// - Parameters:
  ///   - runs: what to run.
  ///   - folder: an empty folder.
  /// - Throws: an error when Python cannot be started or its driver fails.
  init(_ runs: [TemplateRun], in folder: String) throws {
    self.folder = folder
    guard let tools = PythonTools.scaffold else { throw Problem(description: "no Python") }
    var plans: [Plan] = []
    for (number, run) in runs.enumerated() {
      let own = "\(folder)/\(number)"
      let place = try Self.prepare(run, in: own)
      plans.append(
        Plan(
          folder: own, arguments: run.arguments, before: run.before, input: run.input,
          environment: run.variables(in: place)))
    }
    try JSONEncoder().encode(plans).write(to: URL(filePath: folder + "/plan.json"))
    let driver = Repository.path + "/Tests/DifferentialTests/Fixtures/cookiecutter_runs.py"
    let result = try tools.run(
      "python", [driver, folder + "/plan.json", folder + "/results.json"], in: folder)
    guard result.status == 0 else { throw Problem(description: result.errors) }
    let data = try Data(contentsOf: URL(filePath: folder + "/results.json"))
    let list = try JSONDecoder().decode([Outcome].self, from: data)
    outcomes = Dictionary(uniqueKeysWithValues: zip(runs.map(\.testDescription), list))
    numbers = Dictionary(
      uniqueKeysWithValues: zip(runs.map(\.testDescription), 0..<runs.count))
  }

  private let numbers: [String: Int]

  /// How cookiecutter's run ended.
  ///
  /// - Parameter run: one of the runs.
  /// - Returns: its exit status and output.
  func outcome(of run: TemplateRun) -> Outcome? { outcomes[run.testDescription] }

  /// The folder of a run, with what cookiecutter left in `theirs`.
  ///
  /// - Parameter run: one of the runs.
  /// - Returns: a path.
  func folder(of run: TemplateRun) -> String {
    "\(folder)/\(numbers[run.testDescription] ?? -1)"
  }

  /// Makes the place a run starts in: the template, and an empty home.
  ///
  /// - Parameters:
  ///   - run: what is to be run.
  ///   - folder: the folder of the run.
  /// - Returns: the path of the place.
  /// - Throws: an error when it cannot be made.
  @discardableResult
  static func prepare(_ run: TemplateRun, in folder: String) throws -> String {
    let place = folder + "/run"
    try FileManager.default.createDirectory(
      atPath: place + "/home", withIntermediateDirectories: true)
    for (name, text) in run.home {
      try Data(text.utf8).write(to: URL(filePath: "\(place)/home/\(name)"))
    }
    try FixtureFile.copy(template: run.template, to: "\(place)/\(run.templateName)")
    return place
  }
}

/// Gives a suite what cookiecutter makes of all our templates: one start of Python serves them all.
struct CookiecutterTrait: SuiteTrait, TestScoping {
  func provideScope(
    for test: Test, testCase: Test.Case?, performing function: @Sendable () async throws -> Void
  ) async throws {
    let folder = try TemporaryFolder()
    defer { folder.remove() }
    let runs = try CookiecutterRuns(TemplateRun.all, in: folder.path)
    try await CookiecutterRuns.$current.withValue(runs, operation: function)
  }
}
