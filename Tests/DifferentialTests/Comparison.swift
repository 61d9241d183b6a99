import Foundation
import TestSupport

/// One run of a template with cookiecutter and with fairmlpf, in two folders alike.
struct Comparison {
  let template: String
  let run: TemplateRun
  private let theirs: String
  private let ours: String
  private static let saved = "home/.cookiecutter_replay/"

  /// Makes both folders in an empty one; their names have one length, as answers can hold them.
  init(_ template: String, _ run: TemplateRun, of templates: String, in folder: String) throws {
    self.template = template
    self.run = run
    (theirs, ours) = (folder + "/cookie", folder + "/fairml")
    for place in [theirs, ours] {
      try FileManager.default.createDirectory(
        atPath: place + "/home", withIntermediateDirectories: true)
      for (name, text) in run.home ?? [:] {
        try Data(text.utf8).write(to: URL(filePath: "\(place)/home/\(name)"))
      }
      try TemplateCopy.make(of: template, in: templates, at: place)
    }
  }

  /// Runs both, and says in one sentence each where they differ without our wanting it.
  func differences() throws -> [String] {
    let outcomes = try cookiecutter()
    let theirEnd = outcomes[outcomes.count - 1]
    for outcome in outcomes.dropLast() where outcome.status != 0 {
      return ["cookiecutter refuses the earlier call: \(outcome.said)"]
    }
    guard (theirEnd.status != 0) == run.fails ?? (theirEnd.status != 0) else {
      return ["cookiecutter ends with \(theirEnd.status), other than the template says"]
    }

    for call in run.calls.dropLast() { _ = try fairmlpf(call) }
    var before = try tree(ours)
    let ourEnd = try fairmlpf(run.arguments)
    var after = try tree(ours)
    let said = ourEnd.errors.isEmpty ? "nothing" : ourEnd.errors

    let refusal = DeliberateDifference.refusal(template, run.name)
    let isOtherResult = DeliberateDifference.isOtherResult(template, run.name)
    if theirEnd.status != 0 && !isOtherResult || refusal != nil {
      var found: [String] = []
      if ourEnd.status == 0 {
        let reason = refusal ?? "cookiecutter refuses: \(theirEnd.said.suffix(300))"
        found.append("fairmlpf does not refuse; \(reason)")
      } else if ourEnd.errors.isEmpty {
        found.append("fairmlpf refuses without a word")
      }
      if run.arguments.contains("--keep-project-on-failure") {
        return found + after.differences(from: try tree(theirs), made: "cookiecutter")
      }
      // Answers are saved before anything is made, for another try.
      after.remove { $0.hasPrefix(Self.saved) }
      before.remove { $0.hasPrefix(Self.saved) }
      return found + after.differences(from: before, made: "an earlier call")
    }
    guard ourEnd.status == 0 else {
      return ["fairmlpf ends with \(ourEnd.status), cookiecutter does not; it says: \(said)"]
    }
    guard !isOtherResult else { return [] }
    var (made, wanted) = (after, try tree(theirs))
    var found = patternDifferences(made, wanted)
    let leftOut = Set((run.patterns ?? [:]).keys)
      .union(DeliberateDifference.paths(template))
    made.remove(where: leftOut.contains)
    wanted.remove(where: leftOut.contains)
    for replay in wanted.paths where replay.hasPrefix(Self.saved) && replay.hasSuffix(".json") {
      guard let (our, their) = try parsed(made, wanted, replay) else { continue }
      found += Self.differences(our, their).map { "\(replay): \($0)" }
      made.remove { $0 == replay }
      wanted.remove { $0 == replay }
    }
    return found + made.differences(from: wanted, made: "cookiecutter")
  }

  private func cookiecutter() throws -> [Cookiecutter.Outcome] {
    try Cookiecutter.shared.get().run(
      run.calls.map {
        Cookiecutter.Job(
          arguments: $0, place: theirs, input: $0 == run.arguments ? run.input ?? "" : "",
          environment: run.variables(home: theirs + "/home"))
      })
  }

  private func fairmlpf(_ call: [String]) throws -> Command.Result {
    guard let program = BuiltProgram.path else {
      throw Cookiecutter.Unavailable(what: "fairmlpf is not built")
    }
    return try Command.run(
      program, ["new"] + call, in: ours,
      input: call == run.arguments ? run.input ?? "" : "",
      environment: run.variables(home: ours + "/home"))
  }

  /// A folder without what is the business of one of the programs alone.
  private func tree(_ folder: String) throws -> FolderTree {
    var tree = try FolderTree(folder)
    tree.remove(where: DeliberateDifference.isOwnBusiness)
    return tree
  }

  private func patternDifferences(_ made: FolderTree, _ wanted: FolderTree) -> [String] {
    (run.patterns ?? [:]).flatMap { path, pattern in
      [("fairmlpf", made), ("cookiecutter", wanted)].compactMap { maker, tree in
        guard let bytes = tree.bytes(path) else { return "\(path): not made by \(maker)" }
        let text = String(decoding: bytes, as: UTF8.self)
        let whole = text.range(of: "^(?:\(pattern))$", options: .regularExpression)
        return whole == nil ? "\(path): \(text.debugDescription) by \(maker)" : nil
      }
    }
  }

  /// Saved answers as both keep them, for spaces and the order of keys do not count.
  private func parsed(
    _ made: FolderTree, _ wanted: FolderTree, _ path: String
  ) throws -> (NSDictionary, NSDictionary)? {
    guard run.patterns?[path] == nil, let ours = made.bytes(path), let theirs = wanted.bytes(path)
    else { return nil }
    let both = try [ours, theirs].map { try JSONSerialization.jsonObject(with: $0) }
    guard let our = both[0] as? NSDictionary, let their = both[1] as? NSDictionary else {
      return nil
    }
    return (our, their)
  }

  /// Where saved answers differ, by variable.
  private static func differences(_ ours: NSDictionary, _ theirs: NSDictionary) -> [String] {
    let keys = Set((ours.allKeys + theirs.allKeys).compactMap { $0 as? String })
    return keys.sorted().flatMap { key -> [String] in
      let (our, their) = (ours[key], theirs[key])
      if let our = our as? NSDictionary, let their = their as? NSDictionary {
        return differences(our, their).map { "\(key).\($0)" }
      }
      if let our = our as? NSObject, our.isEqual(their) { return [] }
      let (shown, wanted) = (our.map { "\($0)" } ?? "missing", their.map { "\($0)" } ?? "missing")
      return shown == wanted ? [] : ["\(key) is \(shown), and \(wanted) by cookiecutter"]
    }
  }
}
