import Files
import Foundation
import TestSupport

@testable import Scaffold

/// A template in a git repository, and a project of it that is committed to another one.
struct UpdatedProject {
  let home: Home
  let template: TemplateRepository
  let user: TemplateRepository
  /// The template that the project was made from.
  let source: String

  /// Makes a template of the files of its project folder, and the project.
  init(_ files: [String: String], isCommitted: Bool = true) throws {
    try self.init(#"{"name": "p"}"#, files, isCommitted: isCommitted)
  }

  /// Makes a template of `cookiecutter.json` and the files of its project folder, and the project.
  ///
  /// A template that is not committed is a plain folder.
  init(
    _ settings: String, _ files: [String: String], extras: String? = nil,
    isCommitted: Bool = true, answers: [String: String] = [:]
  ) throws {
    home = try Home()
    template = try TemplateRepository(home.folder.path + "/theirs")
    try home.folder.write(settings, to: template.path + "/cookiecutter.json")
    if let extras {
      try home.folder.write(extras, to: template.path + "/fairmlpf-template.yaml")
    }
    for (name, text) in files { try Self.write(text, name, template, home) }
    if isCommitted { try template.commit("first", to: "message") }
    source = isCommitted ? template.address : template.path
    if !isCommitted {
      try FileManager.default.removeItem(atPath: template.path + "/.git")
    }
    let place = try home.locate(source)
    var options = GeneratorOptions(
      now: 1_768_480_496, output: home.folder.path, answers: answers)
    options.hooks = .no
    let path = try Generator(
      template: place, name: source, tool: "fairmlpf test"
    ).generate(options)
    user = try TemplateRepository(path)
    try commit("made")
  }

  var path: String { user.path }

  private static func write(
    _ text: String, _ name: String, _ template: TemplateRepository, _ home: Home
  ) throws {
    try home.folder.write(text, to: "\(template.path)/{{cookiecutter.name}}/\(name)")
  }

  /// Changes a file of the template; `nil` removes it.
  func change(_ name: String, to text: String?) throws {
    if let text {
      try Self.write(text, name, template, home)
    } else {
      try FileManager.default.removeItem(
        atPath: "\(template.path)/{{cookiecutter.name}}/\(name)")
    }
  }

  /// Commits the template as it is.
  @discardableResult func publish() throws -> String {
    try template.commit(UUID().uuidString, to: "message")
  }

  /// Changes a file of the user's project; `nil` removes it.
  func edit(_ name: String, to text: String?) throws {
    if let text {
      try home.folder.write(text, to: "\(path)/\(name)")
    } else {
      try FileManager.default.removeItem(atPath: "\(path)/\(name)")
    }
  }

  /// Commits the user's project as it is.
  func commit(_ message: String = "edited") throws {
    try user.git("add", "--all")
    try user.git("commit", "--quiet", "--allow-empty", "--message", message)
  }

  /// Everything in the user's project but git's folder and what the project remembers.
  func tree() throws -> [String: String] {
    try TemporaryFolder.tree(path).filter {
      !$0.key.hasPrefix(".git/") && $0.key != ".git" && $0.key != ".fairmlpf.json"
    }
  }

  func text(_ name: String) throws -> String { try home.text("\(path)/\(name)") }

  var record: ProjectRecord {
    get throws { try ProjectRecord(of: path) }
  }

  /// Prepares an update and hands it on.
  func prepare<Result>(
    _ checkout: String? = nil, _ answers: [String: String] = [:],
    for purpose: ProjectUpdater.Purpose = .update, prompter: (any Prompter)? = nil,
    _ body: (ProjectUpdate) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try home.updater().prepare(
      path, checkout: checkout, GeneratorOptions(now: 0, answers: answers), for: purpose,
      prompter: prompter ?? DefaultsPrompter(speaker: home.prompter), body)
  }

  /// Updates the project; a line for each change, as the program prints it.
  @discardableResult func update(
    _ checkout: String? = nil, _ answers: [String: String] = [:],
    prompter: (any Prompter)? = nil
  ) throws -> [String] {
    try prepare(checkout, answers, prompter: prompter) { update throws(Failure) in
      try update.write()
      return Self.lines(update)
    }
  }

  /// What an update would do.
  func look() throws -> [String] {
    try prepare(for: .look) { update throws(Failure) in Self.lines(update) }
  }

  private static func lines(_ update: ProjectUpdate) -> [String] {
    update.changes.map { "\($0.kind.rawValue) \($0.path)" } + update.kept.map { "kept \($0)" }
  }

  /// The sentence an update ends with, without the folders of the test.
  func problem(_ checkout: String? = nil, _ answers: [String: String] = [:]) -> String? {
    failure { () throws(Failure) in
      try prepare(checkout, answers) { update throws(Failure) in try update.write() }
    }?.description.replacing(home.folder.path, with: "~")
  }
}

extension Home {
  /// Updates projects whose templates are found from this home.
  func updater(
    isCancelled: @escaping @Sendable () -> Bool = { false }
  ) throws(Failure) -> ProjectUpdater {
    ProjectUpdater(
      locator: TemplateLocator(
        configuration: try UserConfiguration(
          file: nil, ignoresFiles: true, environment: ["HOME": folder.path]),
        isInteractive: false, password: nil, agent: "test/1"),
      bundled: { () throws(Failure) in "nowhere" }, isInteractive: false, tool: "fairmlpf test",
      isCancelled: isCancelled)
  }
}
