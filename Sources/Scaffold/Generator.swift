public import Files
import FoundationEssentials
import Jinja

/// Makes a project of a template and of answers, with the rules of cookiecutter 2.7.
///
/// The project is rendered beside its final place and renamed, so it appears whole or not at all.
public struct Generator: Sendable {
  /// The template's folder, which contains `cookiecutter.json`.
  public let template: String
  /// The name of the template that the project remembers.
  public let name: String
  /// The name and version of the program that the project remembers.
  public let tool: String

  /// Creates a generator.
  ///
  /// - Parameters:
  ///   - template: the template's folder, which contains `cookiecutter.json`.
  ///   - name: the name the project remembers; by default the folder's own.
  ///   - tool: the name and version of the program, such as "fairmlpf 0.1.0".
  public init(template: String, name: String? = nil, tool: String) {
    self.template = template
    self.name =
      name ?? template.split(separator: "/").last { $0 != "." }.map { String($0) } ?? template
    self.tool = tool
  }

  /// Asks the questions and renders the project.
  ///
  /// - Parameters:
  ///   - output: the folder to put the project into; it is created when missing.
  ///   - overrides: answers by name; these questions are not asked.
  ///   - prompter: answers all other questions.
  ///   - now: the time that dates in the project show, in seconds since 1970 (`SOURCE_DATE_EPOCH`).
  ///   - localOffset: local time minus UTC in seconds.
  /// - Returns: the path of the new project folder.
  /// - Throws: `Failure` when the template or an answer is wrong, when the project exists already,
  ///   or when it cannot be written; then nothing of it is left.
  public func generate(
    into output: String, overrides: [String: String] = [:],
    prompter: any Prompter = DefaultsPrompter(), now: Int, localOffset: Int = 0
  ) throws(Failure) -> String {
    let file = template + "/cookiecutter.json"
    let members = try settings(file)
    let root = try root()
    var environment = try environment(members, file)
    environment.now = now
    environment.localOffset = localOffset
    let interview = Interview(file: file, members: members, environment: environment)
    var answers = try interview.answers(overrides: overrides, prompter: prompter)
    let shown = answers.shown
    answers.set("_template", .string(template))
    answers.set("_output_dir", .string(output))
    answers.set("_repo_dir", .string(template))
    answers.set("_checkout", .null)

    let renderer = Renderer(
      source: template + "/" + root, environment: environment, answers: answers,
      original: members.filter { !$0.name.hasPrefix("_") })
    let folder = try renderer.projectName(root)
    let target = output + "/" + folder
    guard Folder.kind(target) == .missing else { throw Self.exists(target) }
    let hadOutput = FolderContents.isFolder(output)
    try Folder.create(output)
    let staging =
      output + "/.\(folder.prefix(100)).\(UInt32.random(in: .min ... .max)).part"
    do throws(Failure) {
      try Folder.create(staging)
      try renderer.render(into: staging)
      try AtomicFile.write(record(shown), to: staging + "/.fairmlpf.json")
      guard Folder.kind(target) == .missing else { throw Self.exists(target) }
      try Folder.move(staging, to: target)
    } catch {
      Folder.remove(staging)
      if !hadOutput { Folder.remove(output) }
      throw error
    }
    return target
  }

  /// What the project remembers of its making; nothing in it depends on the machine.
  private func record(_ answers: [JSON.Member]) -> String {
    JSON.object([
      .init(name: "schema", value: .number("1")),
      .init(name: "template", value: .string(name)),
      .init(name: "tool", value: .string(tool)),
      .init(name: "answers", value: .object(answers)),
    ]).written() + "\n"
  }

  private static func exists(_ target: String) -> Failure {
    Failure(
      "the folder exists already", at: target,
      remedy: "Choose another name or place, or remove it", status: .cannotCreate)
  }

  private func settings(_ file: String) throws(Failure) -> [JSON.Member] {
    guard FolderContents.isFolder(template) else {
      throw Failure(
        "there is no template folder", at: template, remedy: "Check the path",
        status: .missingInput)
    }
    guard Folder.kind(file) != .missing else {
      throw Failure(
        "the folder is not a template: it has no cookiecutter.json", at: template,
        remedy: "Name the folder that contains cookiecutter.json", status: .missingInput)
    }
    let data = try Folder.read(file)
    guard let text = String(validating: data, as: UTF8.self) else {
      throw Failure(
        "the file is not UTF-8 text", at: file, remedy: "Save it as UTF-8", status: .badData)
    }
    let value: JSON
    do throws(JSONReader.Problem) {
      value = try JSONReader.read(text)
    } catch {
      throw Failure(
        "the file is not valid JSON: \(error.message)", at: "\(file):\(error.line)",
        remedy: "Correct the template", status: .badData)
    }
    guard case .object(let members) = value else {
      throw Failure(
        "the file must hold one JSON object", at: file, remedy: "Correct the template",
        status: .badData)
    }
    return members
  }

  /// The folder inside the template that becomes the project; its name is a Jinja expression.
  private func root() throws(Failure) -> String {
    let names = try Folder.names(template)
    if FolderContents.isFolder(template + "/hooks"), names.contains("hooks") {
      throw Failure(
        "the template runs scripts (its folder hooks), which is not supported yet", at: template,
        remedy: "Use a template without hooks, or cookiecutter itself", status: .badData)
    }
    let root = names.first {
      $0.contains("cookiecutter") && $0.contains("{{") && $0.contains("}}")
        && Folder.kind(template + "/" + $0) == .folder
    }
    guard let root else {
      throw Failure(
        "the template has no folder named like '{{ cookiecutter.repo_name }}'", at: template,
        remedy: "Name the folder that contains cookiecutter.json", status: .badData)
    }
    return root
  }

  private func environment(
    _ members: [JSON.Member], _ file: String
  ) throws(Failure) -> Environment {
    let settings = JSON.object(members)
    if let extensions = settings["_extensions"]?.texts, !extensions.isEmpty {
      throw Failure(
        "the template needs Python extensions (\(extensions.joined(separator: ", ")))", at: file,
        remedy: "Use cookiecutter itself for this template", status: .badData)
    }
    if settings["templates"] != nil || settings["template"] != nil {
      throw Failure(
        "the template is a collection of templates, which is not supported yet", at: file,
        remedy: "Name the folder of one of them", status: .badData)
    }
    var environment = Environment()
    guard case .object(let options)? = settings["_jinja2_env_vars"] else { return environment }
    for option in options {
      switch (option.name, option.value) {
      case ("trim_blocks", .bool(let flag)): environment.trimBlocks = flag
      case ("lstrip_blocks", .bool(let flag)): environment.lstripBlocks = flag
      case ("keep_trailing_newline", .bool(let flag)): environment.keepTrailingNewline = flag
      case ("variable_start_string", .string(let text)): environment.variableStart = text
      case ("variable_end_string", .string(let text)): environment.variableEnd = text
      case ("block_start_string", .string(let text)): environment.blockStart = text
      case ("block_end_string", .string(let text)): environment.blockEnd = text
      case ("comment_start_string", .string(let text)): environment.commentStart = text
      case ("comment_end_string", .string(let text)): environment.commentEnd = text
      default:
        throw Failure(
          "the option '\(option.name)' of _jinja2_env_vars is not supported", at: file,
          remedy: "Remove it from the template", status: .badData)
      }
    }
    return environment
  }
}
