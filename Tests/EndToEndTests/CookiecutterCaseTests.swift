import Foundation
import TestSupport
import Testing

/// Calls of cookiecutter, made to `fairmlpf new`: the same files, permissions and saved answers.
@Suite struct CookiecutterCaseTests {
  @Test(arguments: CookiecutterCase.all)
  func behavesAlike(_ recorded: CookiecutterCase) throws {
    let difference = CookiecutterCaseDifference.all[recorded.name]
    try withFolder { folder in
      let call = try RecordedCall(recorded, in: folder)
      let before = try call.contents()
      let result = try call.run((difference?.extra ?? []) + recorded.args)
      #expect(result.status == difference?.status ?? 0, "\(result.errors)")
      if let sentence = difference?.sentence {
        let pattern = try Regex(sentence)
        let lines = result.errors.split(separator: "\n")
        #expect(lines.contains { $0.wholeMatch(of: pattern) != nil }, "\(result.errors)")
      }

      var expected = before
      if result.status == 0 || difference?.keepsFiles == true {
        for (path, file) in recorded.written ?? [:] {
          expected[path] = call.place(file.text.map { "\(file.mode ?? "") \($0)" } ?? "folder")
        }
        for (path, text) in difference?.ours ?? [:] {
          expected[path] = text.map { $0.hasPrefix("-> ") ? $0 : "0o644 \($0)" }
        }
      } else {
        #expect(result.output == "")
      }
      let after = try call.contents()
      let paths = Set(after.keys).union(expected.keys).sorted()
      let wrong = paths.filter { after[$0] != expected[$0] }.map {
        "\($0): \(after[$0] ?? "missing") instead of \(expected[$0] ?? "missing")"
      }
      #expect(wrong == [])

      // A run that failed may not have come to saving its answers.
      for (name, answers) in recorded.replay ?? [:] where recorded.rc == 0 {
        if difference?.status ?? 0 != 0 { continue }
        let saved = FileManager.default.contents(
          atPath: "\(folder)/home/.cookiecutter_replay/\(name)")
        let text = try saved.map { try JSONDecoder().decode(JSONText.self, from: $0).text }
        #expect(text == call.place(answers.text))
      }
    }
  }

  @Test func differencesConcernCases() {
    let names = Set(CookiecutterCase.all.map(\.name))
    #expect(CookiecutterCase.all.count == 70)
    #expect(CookiecutterCaseDifference.all.keys.filter { !names.contains($0) } == [])
    for recorded in CookiecutterCase.all where recorded.rc != 0 {
      #expect(CookiecutterCaseDifference.all[recorded.name] != nil, "\(recorded.name)")
    }
  }
}

/// The place of a recorded call: a home, and a folder to work in.
private struct RecordedCall {
  let recorded: CookiecutterCase
  let folder: String
  private var work: String { folder + "/work" }
  private var home: String { folder + "/home" }

  init(_ recorded: CookiecutterCase, in folder: String) throws {
    self.recorded = recorded
    self.folder = folder
    let manager = FileManager.default
    for place in [work, home] {
      try manager.createDirectory(atPath: place, withIntermediateDirectories: true)
    }
    for (name, given) in recorded.files ?? [:] {
      let url = URL(filePath: "\(work)/\(name)")
      try manager.createDirectory(
        at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      switch given {
      case .text(let text): try Data(place(text).utf8).write(to: url)
      case .bytes(let data): try data.write(to: url)
      case .link(let destination):
        try manager.createSymbolicLink(atPath: url.path, withDestinationPath: destination)
      }
    }
    for arguments in recorded.pre ?? [] {
      let result: Command.Result
      if let program = arguments.first, program.hasPrefix("!") {
        result = try Command.run(
          "/usr/bin/env", [String(program.dropFirst())] + arguments.dropFirst(), in: work,
          environment: environment)
      } else {
        result = try run(arguments)
      }
      #expect(result.status == 0, "\(result.errors)")
    }
  }

  /// Puts the folders of this call into a recorded text.
  func place(_ text: String) -> String {
    text.replacingOccurrences(of: "$CWD", with: work)
      .replacingOccurrences(of: "$HOME", with: home)
  }

  private var environment: [String: String] {
    [
      "HOME": home, "COOKIECUTTER_CONFIG": "", "SOURCE_DATE_EPOCH": "1768480496",
      "GIT_CONFIG_GLOBAL": "/dev/null",
    ]
  }

  func run(_ arguments: [String]) throws -> Command.Result {
    guard let program = BuiltProgram.path else { throw Program.Missing() }
    return try Command.run(
      program, ["new"] + arguments.map(place), in: work, input: recorded.stdin ?? "",
      environment: environment)
  }

  /// Permissions and text of every file, and empty folders, but for what only we write.
  func contents() throws -> [String: String] {
    let manager = FileManager.default
    var found: [String: String] = [:]
    for case let name as String in manager.enumerator(atPath: work) ?? .init() {
      let path = "\(work)/\(name)"
      let isGit = name.split(separator: "/").contains(".git") && name.hasPrefix("g.git")
      if isGit || name.hasSuffix("/.fairmlpf.json") { continue }
      let attributes = try manager.attributesOfItem(atPath: path)
      switch attributes[.type] as? FileAttributeType {
      case .typeSymbolicLink?:
        found[name] = "-> " + (try manager.destinationOfSymbolicLink(atPath: path))
      case .typeDirectory?:
        let inside = try manager.contentsOfDirectory(atPath: path)
        if inside.filter({ $0 != ".fairmlpf.json" }).isEmpty { found[name + "/"] = "folder" }
      default:
        let mode = (attributes[.posixPermissions] as? NSNumber)?.intValue ?? 0
        let data = try Data(contentsOf: URL(filePath: path))
        found[name] = "0o\(String(mode, radix: 8)) \(String(decoding: data, as: UTF8.self))"
      }
    }
    return found
  }
}
