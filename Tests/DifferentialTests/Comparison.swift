import Foundation
import TestSupport

/// Runs our program where cookiecutter ran, and compares what both left behind.
struct Comparison {
  let run: TemplateRun
  let theirs: CookiecutterRuns
  /// Sentences about what differs and should not.
  private(set) var differences: [String] = []
  /// The same, one a line.
  var report: String { differences.joined(separator: "\n") }

  struct Missing: Error {}

  /// Compares.
  ///
  /// - Parameters:
  ///   - run: what to run.
  ///   - theirs: what cookiecutter made of it.
  /// - Throws: an error when a program cannot be started or a file cannot be read.
  init(_ run: TemplateRun, _ theirs: CookiecutterRuns) throws {
    self.run = run
    self.theirs = theirs
    guard let outcome = theirs.outcome(of: run) else { throw Missing() }
    let place = try CookiecutterRuns.prepare(run, in: theirs.folder(of: run))
    for call in run.before { try prepare(call, place) }
    let start = try FileTree(place)
    let result = try launch(run.arguments, place, input: run.input)
    let after = try FileTree(place)
    let right = try FileTree(theirs.folder(of: run) + "/theirs")

    if case .refused(let words)? = allowed.map(\.kind).first(where: { $0.isRefusal }) {
      if result.status == 0 { differences.append("we should refuse this and did not") }
      if !result.errors.contains(words) { differences.append("we said: \(result.errors)") }
      differences += after.differences(from: start) { path, _, _ in path.hasPrefix("home") }
    } else if (result.status == 0) != (outcome.status == 0) {
      differences.append(
        "ended with \(result.status) and cookiecutter with \(outcome.status); we said: "
          + "\(result.errors); cookiecutter said: \(outcome.output.suffix(500))")
    } else if result.status == 0 {
      compare(after, right)
      checkOutput(result.output, place)
    } else {
      checkSentence(result)
      if run.arguments.contains("--keep-project-on-failure") {
        compare(after, right)
      } else {
        compareFailure(result, start, after)
      }
    }
  }

  private var allowed: [AllowedDifference] { AllowedDifference.all.filter { $0.concerns(run) } }

  /// A failure leaves nothing of a project.
  private mutating func compareFailure(
    _ result: Command.Result, _ start: FileTree, _ after: FileTree
  ) {
    differences += after.differences(from: start) { path, _, _ in path.hasPrefix("home") }
    if !result.output.isEmpty { differences.append("wrote to standard output: \(result.output)") }
  }

  /// The exit code says what kind of mistake it is, and one line what it is; a mistake of the
  /// command line has its usage below.
  private mutating func checkSentence(_ result: Command.Result) {
    if let expected = run.fails, result.status != expected.status {
      differences.append("ended with \(result.status), should be \(expected.status)")
    }
    let pattern = try? Regex("^(fairmlpf|Error): .*\(run.fails?.says ?? "").*[.?]$")
    let lines = result.errors.split(separator: "\n").map { String($0) }
    if !lines.contains(where: { line in pattern.flatMap { line.firstMatch(of: $0) } != nil }) {
      differences.append("the error is: \(result.errors)")
    }
  }

  private mutating func compare(_ ours: FileTree, _ right: FileTree) {
    let (allowed, patterns) = (allowed, run.patterns)
    differences += ours.differences(from: right) { path, theirs, ours in
      if let pattern = patterns[path] {
        return Self.matches(theirs, pattern) && Self.matches(ours, pattern)
      }
      return allowed.contains { $0.explains(path, theirs, ours) }
    }
  }

  private static func matches(_ entry: FileTree.Entry?, _ pattern: String) -> Bool {
    guard case .file(let data)? = entry?.content, let pattern = try? Regex(pattern) else {
      return false
    }
    return String(decoding: data, as: UTF8.self).wholeMatch(of: pattern) != nil
  }

  /// Standard output is the path of the new folder and nothing else.
  private mutating func checkOutput(_ output: String, _ place: String) {
    let path = String(output.dropLast())
    var isFolder: ObjCBool = false
    let full = path.hasPrefix("/") ? path : "\(place)/\(path)"
    let exists = FileManager.default.fileExists(atPath: full, isDirectory: &isFolder)
    if !output.hasSuffix("\n") || path.isEmpty || !exists || !isFolder.boolValue {
      differences.append("standard output is not the new folder: \(output.debugDescription)")
    }
  }

  private func prepare(_ call: [String], _ place: String) throws {
    if let program = call.first, program.hasPrefix("!") {
      let arguments = [String(program.dropFirst())] + call.dropFirst()
      let result = try Command.run(
        "/usr/bin/env", arguments, in: place, environment: run.variables(in: place))
      guard result.status == 0 else { throw CookiecutterRuns.Problem(description: result.errors) }
    } else {
      let result = try launch(call, place, input: "")
      guard result.status == 0 else { throw CookiecutterRuns.Problem(description: result.errors) }
    }
  }

  private func launch(
    _ arguments: [String], _ place: String, input: String
  ) throws -> Command.Result {
    guard let program = BuiltProgram.path else { throw Missing() }
    return try Command.run(
      program, ["new"] + arguments.map { $0.replacingOccurrences(of: "$CWD", with: place) },
      in: place, input: input, environment: run.variables(in: place))
  }
}

extension AllowedDifference.Kind {
  /// Whether it is that we refuse something.
  var isRefusal: Bool { if case .refused = self { true } else { false } }
}
