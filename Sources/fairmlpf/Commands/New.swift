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
      at once on the bundled sample; any other folder with a cookiecutter.json can be named instead. \
      Answers can be given as name=value; these are not asked again.

      Example: fairmlpf new repo_name=my-mlpf author_name='A user'

      SOURCE_DATE_EPOCH fixes the dates in the new files.
      """)

  @Argument(
    help: ArgumentHelp(
      "A template's folder, if not the bundled one, and answers as name=value.",
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
  }

  private var templates: [String] { arguments.filter { !$0.contains("=") } }

  func run() throws {
    var answers: [String: String] = [:]
    for argument in arguments {
      guard let sign = argument.firstIndex(of: "=") else { continue }
      answers[String(argument[..<sign])] = String(argument[argument.index(after: sign)...])
    }
    let options = try scaffold.options(answers: answers)
    let isBundled = templates.isEmpty
    let (template, name) =
      try templates.first.map { ($0, nil) } ?? (ResourceFolder.experimentTemplate(), "experiment")
    let generator = Generator(
      template: template, name: name, tool: "fairmlpf \(Version.current)",
      isCancelled: Interrupt.isRequested)
    let prompter: any Prompter =
      scaffold.noInput ? DefaultsPrompter(speaker: TerminalPrompter()) : TerminalPrompter()
    if dryRun {
      let (folder, contents) = try generator.preview(options, prompter: prompter)
      try StandardOutput.write(FileTree(folder: Self.shown(folder), contents).text)
      return
    }
    let folder = Self.shown(try generator.generate(options, prompter: prompter))
    try StandardOutput.write(folder + "\n")
    output.progress("").say(
      isBundled
        ? "The experiment is ready. Next: cd '\(folder)' && fairmlpf run"
        : "The project is ready: \(folder)")
  }

  private static func shown(_ folder: String) -> String {
    folder.hasPrefix("./") ? String(folder.dropFirst(2)) : folder
  }
}
