import ArgumentParser
import Experiment
import Files
import FoundationEssentials
import Scaffold

/// `fairmlpf new`.
struct New: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Make a new experiment from a template.",
    discussion: """
      Asks a few questions and writes a folder that runs at once on the bundled sample. Answers can \
      be given as name=value; these are not asked again. The bundled template is used unless another \
      folder with a cookiecutter.json is named.

      Example: fairmlpf new repo_name=my-mlpf author_name='A user'

      SOURCE_DATE_EPOCH fixes the dates in the new files.
      """)

  @Argument(
    help: ArgumentHelp(
      "Answers as name=value, and a template's folder if not the bundled one.",
      valueName: "template|name=value"),
    completion: .directory)
  var arguments: [String] = []

  @Option(
    name: .shortAndLong, help: "Where to put the experiment's folder.", completion: .directory)
  var outputDir = "."

  @Flag(help: "Ask nothing; take the default of every question without an answer.")
  var noInput = false

  @OptionGroup var output: OutputOptions

  func validate() throws {
    guard templates.count < 2 else {
      throw ValidationError(
        "Name one template, not \(templates.count): \(templates.joined(separator: ", ")).")
    }
  }

  private var templates: [String] { arguments.filter { !$0.contains("=") } }

  func run() throws {
    var answers: [String: String] = [:]
    for argument in arguments {
      guard let sign = argument.firstIndex(of: "=") else { continue }
      answers[String(argument[..<sign])] = String(argument[argument.index(after: sign)...])
    }
    let (template, name) =
      try templates.first.map { ($0, nil) } ?? (ResourceFolder.experimentTemplate(), "experiment")
    let generator = Generator(
      template: template, name: name, tool: "fairmlpf \(Version.current)")
    let folder = try generator.generate(
      into: outputDir, overrides: answers,
      prompter: noInput ? DefaultsPrompter() : TerminalPrompter(), now: try Self.now())
    let shown = folder.hasPrefix("./") ? String(folder.dropFirst(2)) : folder
    try StandardOutput.write(shown + "\n")
    output.progress("").say("The experiment is ready. Next: cd '\(shown)' && fairmlpf run")
  }

  /// Seconds since 1970: the clock, or SOURCE_DATE_EPOCH (reproducible-builds.org).
  private static func now() throws(Failure) -> Int {
    guard let text = ProcessInfo.processInfo.environment["SOURCE_DATE_EPOCH"] else {
      return Int(Date().timeIntervalSince1970)
    }
    guard let seconds = Int(text), seconds >= 0 else {
      throw Failure(
        "SOURCE_DATE_EPOCH is '\(text)' and must be a number of seconds since 1970",
        remedy: "Correct or unset the variable", status: .usage)
    }
    return seconds
  }
}
