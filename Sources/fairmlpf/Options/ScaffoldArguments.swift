public import ArgumentParser
import Experiment
import Files
import FoundationEssentials
import Scaffold

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// How `fairmlpf new` makes a project; the options are named as cookiecutter's.
struct ScaffoldArguments: ParsableArguments {
  @Option(
    name: .shortAndLong, help: "Where to put the project's folder.", completion: .directory)
  var outputDir = "."

  @Flag(help: "Ask nothing; take the default of every question without an answer.")
  var noInput = false

  @Flag(
    name: [.customShort("f"), .long],
    help: "Write over a project that exists; files that the template does not have stay.")
  var overwriteIfExists = false

  @Flag(
    name: [.customShort("s"), .long],
    help: "With -f: leave files alone that exist already.")
  var skipIfFileExists = false

  @Option(
    help: ArgumentHelp(
      """
      Whether scripts of the template may run: yes, ask or no. Default: ask on a terminal; otherwise a \
      template with scripts is refused.
      """, valueName: "yes|ask|no"))
  var acceptHooks: GeneratorOptions.Hooks?

  @Flag(help: "Keep the project when a script of the template fails.")
  var keepProjectOnFailure = false

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("The branch, tag or commit of a repository.", valueName: "ref"))
  var checkout: String?

  @Option(
    help: ArgumentHelp("The folder within a repository that has the template.", valueName: "dir"))
  var directory: String?

  @Option(
    help: ArgumentHelp(
      """
      Your configuration, with defaults for questions and abbreviations. Default: the file in \
      COOKIECUTTER_CONFIG, or ~/.cookiecutterrc.
      """, valueName: "file"), completion: .file())
  var configFile: String?

  @Flag(help: "Read no configuration.")
  var defaultConfig = false

  @Flag(help: "Use the answers of the last run with this template.")
  var replay = false

  @Option(
    help: ArgumentHelp("Use the answers in this file.", valueName: "file"), completion: .file())
  var replayFile: String?

  @Option(help: "Fix random texts in the new files.")
  var seed: UInt64?

  /// The options about the making of a project that the user gave, by their long names.
  var given: [String] {
    [
      ("--output-dir", outputDir != "."), ("--no-input", noInput),
      ("--directory", directory != nil),
      ("--overwrite-if-exists", overwriteIfExists), ("--skip-if-file-exists", skipIfFileExists),
      ("--accept-hooks", acceptHooks != nil), ("--keep-project-on-failure", keepProjectOnFailure),
      ("--checkout", checkout != nil), ("--replay", replay), ("--replay-file", replayFile != nil),
      ("--seed", seed != nil),
    ].filter(\.1).map(\.0)
  }

  /// What the user has set for all templates.
  ///
  /// - Returns: the configuration.
  /// - Throws: `Failure` when its file cannot be read.
  func configuration() throws(Failure) -> UserConfiguration {
    try UserConfiguration(
      file: configFile, ignoresFiles: defaultConfig,
      environment: ProcessInfo.processInfo.environment)
  }

  /// Finds templates.
  ///
  /// - Parameter configuration: what the user has set for all templates.
  /// - Returns: the locator.
  func locator(_ configuration: UserConfiguration) -> TemplateLocator {
    TemplateLocator(
      configuration: configuration, isInteractive: Self.isInteractive,
      password: ProcessInfo.processInfo.environment["COOKIECUTTER_REPO_PASSWORD"],
      agent: "fairmlpf/\(Version.current)")
  }

  /// What the generator is told.
  ///
  /// - Parameter answers: the answers of the command line.
  /// - Returns: the options.
  /// - Throws: `Failure` when options contradict each other.
  func options(answers: [String: String]) throws(Failure) -> GeneratorOptions {
    if replay || replayFile != nil, noInput || !answers.isEmpty {
      throw Failure(
        "--replay cannot be used together with --no-input or answers",
        remedy: "Leave one of them out", status: .usage)
    }
    let epoch = try SourceDate.seconds(ProcessInfo.processInfo.environment)
    var options = GeneratorOptions(now: epoch ?? Int(Date().timeIntervalSince1970))
    options.output = outputDir
    options.answers = answers
    options.hooks = acceptHooks ?? (Self.isInteractive && !noInput ? .ask : nil)
    options.overwrites = overwriteIfExists
    options.keepsExisting = skipIfFileExists
    options.keepsFailed = keepProjectOnFailure
    options.replays = replay
    options.replayFile = replayFile
    options.seed = seed
    // A fixed time is the same everywhere, and so are the dates made of it.
    if epoch == nil, let local = Self.localTime(at: options.now) {
      options.localOffset = local.offset
      options.localZoneName = local.name
    }
    return options
  }

  /// Whether a person answers questions.
  static var isInteractive: Bool { StandardInput.isTerminal && StandardError.isTerminal }

  private static func localTime(at seconds: Int) -> (offset: Int, name: String)? {
    var time = time_t(seconds)
    var local = tm()
    guard localtime_r(&time, &local) != nil, let name = local.tm_zone else { return nil }
    return (local.tm_gmtoff, String(cString: name))
  }
}

extension GeneratorOptions.Hooks: ExpressibleByArgument {}
