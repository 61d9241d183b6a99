import Files
import FoundationEssentials

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A script that a template brings along.
struct HookScript {
  /// When a script runs.
  enum Moment: String, CaseIterable {
    /// Before the questions, in a copy of the template.
    case beforeQuestions = "pre_prompt"
    /// In the empty project folder.
    case beforeRendering = "pre_gen_project"
    /// In the finished project.
    case afterRendering = "post_gen_project"
  }

  let moment: Moment
  /// The script in the template.
  let path: String

  /// The name in the template's folder, for messages.
  var name: String { "hooks/" + (path.split(separator: "/").last ?? "") }

  private var isPython: Bool { path.hasSuffix(".py") }

  /// The scripts of a template, in the order of their names; backups of editors are none.
  static func all(in template: String) throws(Failure) -> [HookScript] {
    let folder = template + "/hooks"
    guard FolderContents.isFolder(folder) else { return [] }
    var scripts: [HookScript] = []
    for name in try Folder.names(folder) where !name.hasSuffix("~") {
      let stem = name.lastIndex(of: ".").map { String(name[..<$0]) } ?? name
      if let moment = Moment(rawValue: stem), !FolderContents.isFolder("\(folder)/\(name)") {
        scripts.append(HookScript(moment: moment, path: "\(folder)/\(name)"))
      }
    }
    return scripts
  }

  /// The script's text.
  func source() throws(Failure) -> String {
    guard let text = String(validating: try Folder.read(path), as: UTF8.self) else {
      throw Failure(
        "the script is not UTF-8 text", at: path, remedy: "Correct the template", status: .badData)
    }
    return text
  }

  /// Runs a text of the script; what it prints goes to standard error, so that the program's own
  /// output stays readable by other programs.
  ///
  /// - Parameters:
  ///   - text: the script, rendered.
  ///   - folder: the folder it runs in.
  /// - Throws: `Failure` when it cannot be started or does not end with exit code 0.
  func run(_ text: String, in folder: String) throws(Failure) {
    // Closed to other users: a rendered script may contain answers that are secrets.
    let temporary = try TemporaryPlace.make(for: "hook")
    defer { Folder.remove(temporary) }
    let script = temporary + "/" + (path.split(separator: "/").last.map { String($0) } ?? "hook")
    try StagedFile.create(script, Data(text.utf8), permissions: 0o700)
    try start(script, in: folder)
  }

  /// Runs the script itself, as it is in the template.
  func runUnrendered(in folder: String) throws(Failure) {
    guard unsafe chmod(path, Folder.permissions(path) | 0o100) == 0 else {
      throw Failure.system(errno, "set the permissions", path)
    }
    try start(path, in: folder)
  }

  private func start(_ script: String, in folder: String) throws(Failure) {
    var program = script
    var arguments: [String] = []
    if isPython {
      guard let python = ChildProcess.find("python3") else {
        throw Failure(
          "the template's script \(name) needs python3, which is not on the PATH",
          remedy: "Install python3, or go without scripts with --accept-hooks no",
          status: .missingInput)
      }
      program = python
      arguments = [script]
    }
    let child: ChildProcess
    do throws(Failure) {
      child = try ChildProcess(
        program, arguments, in: folder, input: .inherited, output: .standardError,
        errors: .inherited)
    } catch {
      throw Failure(
        "the template's script \(name) cannot be run: it may be empty or lack a first line such as "
          + "#!/bin/sh", remedy: "Correct the template, or say --accept-hooks no",
        status: .badData, cause: error.description)
    }
    let code = child.wait()
    guard code == 0 else {
      let ending = code < 0 ? "was ended by signal \(-code)" : "ended with exit code \(code)"
      throw Failure(
        "the template's script \(name) \(ending)",
        remedy: "Its messages are above; correct the answers or the template",
        status: code == -SIGINT ? .interrupted : .badData)
    }
  }
}
