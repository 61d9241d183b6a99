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
      needs no Python extension: a folder, the address of a git repository, or gh:user/name. Answers \
      can be given as name=value; these are not asked again.

      Examples:
        fairmlpf new repo_name=my-mlpf author_name='A user'
        fairmlpf new gh:user/template --checkout v1.0

      SOURCE_DATE_EPOCH fixes the dates in the new files.
      """)

  @Argument(
    help: ArgumentHelp(
      "A template, if not the bundled one, and answers as name=value.",
      valueName: "template|name=value"),
    completion: .directory)
  var arguments: [String] = []

  @OptionGroup var scaffold: ScaffoldArguments

  @Flag(help: "Print the files that would be made, and make none.")
  var dryRun = false

  @OptionGroup var output: OutputOptions

  func validate() throws {
    guard templates.count < 2 else {
      throw ValidationError(
        "Name one template, not \(templates.count): \(templates.joined(separator: ", ")). "
          + "Answers are of the form name=value.")
    }
    guard !templates.isEmpty || (scaffold.checkout == nil && scaffold.directory == nil) else {
      throw ValidationError("--checkout and --directory need the address of a repository.")
    }
  }

  private var templates: [String] { arguments.filter { !$0.contains("=") } }

  func run() throws {
    var answers: [String: String] = [:]
    for argument in arguments {
      guard let sign = argument.firstIndex(of: "=") else { continue }
      answers[String(argument[..<sign])] = String(argument[argument.index(after: sign)...])
    }
    let configuration = try scaffold.configuration()
    var options = try scaffold.options(answers: answers)
    options.apply(configuration)
    let prompter: any Prompter =
      scaffold.noInput ? DefaultsPrompter(speaker: TerminalPrompter()) : TerminalPrompter()
    let template = try template(configuration, prompter)
    defer { template.remove() }
    let generator = Generator(
      template: template, name: name, checkout: scaffold.checkout, directory: scaffold.directory,
      tool: "fairmlpf \(Version.current)", isCancelled: Interrupt.isRequested)
    if dryRun {
      let (folder, contents) = try generator.preview(options, prompter: prompter)
      try StandardOutput.write(FileTree(folder: Self.shown(folder), contents).text)
      return
    }
    let folder = Self.shown(try generator.generate(options, prompter: prompter))
    try StandardOutput.write(folder + "\n")
    output.progress("").say(
      templates.isEmpty
        ? "The experiment is ready. Next: cd '\(folder)' && fairmlpf run"
        : "The project is ready: \(folder)")
  }

  /// The template as the user names it.
  private var name: String { templates.first ?? "experiment" }

  private func template(
    _ configuration: UserConfiguration, _ prompter: any Prompter
  ) throws -> LocatedTemplate {
    guard !templates.isEmpty else {
      return LocatedTemplate(folder: try ResourceFolder.experimentTemplate(), source: name)
    }
    return try TemplateLocator(
      configuration: configuration, isInteractive: ScaffoldArguments.isInteractive,
      password: ProcessInfo.processInfo.environment["COOKIECUTTER_REPO_PASSWORD"],
      agent: "fairmlpf/\(Version.current)"
    ).locate(
      name, checkout: scaffold.checkout, directory: scaffold.directory, prompter: prompter)
  }

  private static func shown(_ folder: String) -> String {
    folder.hasPrefix("./") ? String(folder.dropFirst(2)) : folder
  }
}
