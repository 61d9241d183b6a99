import ArgumentParser
import Experiment
import Files
import FoundationEssentials
import Scaffold

/// `fairmlpf new`.
struct New: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Make a new experiment, or any project, from a template.",
    discussion: """
      Asks a few questions and writes a folder. With the bundled template it is an experiment that runs \
      at once on the bundled sample. Any template for cookiecutter can be named instead, as long as it \
      needs no Python extension: a folder, a zip archive or its address, the address of a git \
      repository, or gh:user/name. Answers can be given as name=value; these are not asked again.

      Examples:
        fairmlpf new repo_name=my-mlpf author_name='A user'
        fairmlpf new gh:user/template --checkout v1.0
        fairmlpf new --update

      In a project that was made before, --check, --diff and --update compare it with its template as \
      the template is now. Changes of the template are merged into your files, as git does it; what \
      you have deleted stays deleted, and your other files are not touched. Scripts of the template do \
      not run then. Exit code 1: the template has moved on (--check), or conflicts are left (--update).

      SOURCE_DATE_EPOCH fixes the dates in the new files.
      """)

  @Argument(
    help: ArgumentHelp(
      "A template, if not the bundled one, and answers as name=value.",
      valueName: "template|name=value"),
    completion: .directory)
  var arguments: [String] = []

  @OptionGroup(title: "Options for a project that exists") var update: UpdateArguments

  @OptionGroup var scaffold: ScaffoldArguments

  @Flag(help: "Print the files that would be made, and make none.")
  var dryRun = false

  @Flag(
    name: [.customShort("l"), .long],
    help: "Print the names of the templates that were fetched before; they can be named so.")
  var listInstalled = false

  @OptionGroup var output: OutputOptions

  func validate() throws {
    let isAlone =
      arguments.isEmpty && !update.isUsed && update.project == nil && !dryRun
      && scaffold.given.isEmpty
    guard !listInstalled || isAlone else {
      throw ValidationError(
        "--list-installed stands alone"
          + (scaffold.given.first.map { "; leave \($0) out." } ?? "."))
    }
    if update.isUsed { return try validateUpdate() }
    guard update.project == nil else {
      throw ValidationError(
        "-C names a project for --check, --diff or --update; a new one is put with -o.")
    }
    guard templates.count < 2 else {
      throw ValidationError(
        "Name one template, not \(templates.count): \(templates.joined(separator: ", ")). "
          + "Answers are of the form name=value.")
    }
    guard !templates.isEmpty || (scaffold.checkout == nil && scaffold.directory == nil) else {
      throw ValidationError("--checkout and --directory need the address of a repository.")
    }
  }

  var templates: [String] { arguments.filter { Self.answer($0) == nil } }

  /// The answers of the command line.
  var answers: [String: String] {
    var answers: [String: String] = [:]
    for argument in arguments + update.answers {
      if let (name, text) = Self.answer(argument) { answers[name] = text }
    }
    return answers
  }

  /// The parts of `name=value`; a path or an address that has such a sign is a template.
  private static func answer(_ argument: String) -> (name: String, text: String)? {
    guard let sign = argument.firstIndex(of: "="),
      !argument[..<sign].contains(where: { "/:\\".contains($0) })
    else { return nil }
    return (String(argument[..<sign]), String(argument[argument.index(after: sign)...]))
  }

  func run() throws {
    let configuration = try scaffold.configuration()
    if update.isUsed { return try runUpdate(configuration) }
    if listInstalled { return try list(configuration) }
    var options = try scaffold.options(answers: answers)
    options.apply(configuration)
    let prompter: any Prompter =
      scaffold.noInput ? DefaultsPrompter(speaker: TerminalPrompter()) : TerminalPrompter()
    let template = try template(configuration, prompter)
    defer { template.remove() }
    let generator = Generator(
      template: template, name: name, checkout: scaffold.checkout, directory: scaffold.directory,
      tool: Self.tool, isCancelled: Interrupt.isRequested)
    if dryRun {
      let (folder, contents) = try generator.preview(options, prompter: prompter)
      try StandardOutput.write(FileTree(folder: Self.shown(folder), contents).text)
      return
    }
    let folder = Self.shown(try generator.generate(options, prompter: prompter))
    try StandardOutput.write(folder + "\n")
    output.progress("").say(
      templates.isEmpty
        ? "The experiment is ready. Next: cd '\(Visible.line(folder))' && fairmlpf run"
        : "The project is ready: \(Visible.line(folder))")
  }

  private func list(_ configuration: UserConfiguration) throws {
    let names = try configuration.installedTemplates()
    try StandardOutput.write(names.map { $0 + "\n" }.joined())
    if names.isEmpty {
      output.progress("").say("No templates are in \(configuration.cookiecuttersFolder) yet.")
    }
  }

  /// What projects remember of the program.
  static var tool: String { "fairmlpf \(Version.current)" }

  /// The template as the user names it.
  private var name: String { templates.first ?? ProjectUpdater.bundledSource }

  private func template(
    _ configuration: UserConfiguration, _ prompter: any Prompter
  ) throws -> LocatedTemplate {
    guard !templates.isEmpty else {
      return LocatedTemplate(folder: try ResourceFolder.experimentTemplate(), source: name)
    }
    return try scaffold.locator(configuration).locate(
      name, checkout: scaffold.checkout, directory: scaffold.directory, prompter: prompter)
  }

  private static func shown(_ folder: String) -> String {
    folder.hasPrefix("./") ? String(folder.dropFirst(2)) : folder
  }
}
