import Files
import FoundationEssentials

/// The program git as templates need it: it asks and runs nothing that the user did not want.
struct Git {
  /// How a command ended.
  struct Result {
    let succeeded: Bool
    let output: String
    /// The line that says why it failed, without credentials.
    let reason: String
  }

  private let program: String
  private let isInteractive: Bool

  /// Finds git.
  ///
  /// - Parameter isInteractive: whether git may ask for a password on the terminal.
  /// - Throws: `Failure` when git is not installed.
  init(isInteractive: Bool) throws(Failure) {
    guard let program = ChildProcess.find("git") else {
      throw Failure(
        "the program git, which fetches templates and merges files, is not installed",
        remedy: "Install git",
        status: .unavailable)
    }
    self.program = program
    self.isInteractive = isInteractive
  }

  /// Makes an empty repository.
  ///
  /// - Parameters:
  ///   - folder: is created.
  ///   - format: how objects are named, such as "sha256"; `nil` for git's own choice.
  /// - Returns: how it ended.
  /// - Throws: `Failure` when git cannot be started.
  func create(_ folder: String, format: String? = nil) throws(Failure) -> Result {
    let format = format.map { ["--object-format=\($0)"] } ?? []
    return try run(["init", "--quiet", "--template="] + format + ["--", folder])
  }

  /// Runs a command.
  ///
  /// - Parameters:
  ///   - arguments: the command and its arguments; a user's text stands behind `--`.
  ///   - folder: the work tree it is about; its repository is in `.git` there, and nowhere above.
  ///   - variables: variables of the environment to set.
  /// - Returns: how it ended.
  /// - Throws: `Failure` when git cannot be started.
  func run(
    _ arguments: [String], in folder: String, variables: [String: String] = [:]
  ) throws(Failure) -> Result {
    try run(["--git-dir=\(folder)/.git", "--work-tree=\(folder)"] + arguments, variables)
  }

  /// Runs a command that names its repository itself.
  func run(
    _ arguments: [String], _ variables: [String: String] = [:]
  ) throws(Failure) -> Result {
    let result = try start(arguments, variables: variables)
    return Result(
      succeeded: result.code == 0,
      output: String(decoding: result.output, as: UTF8.self).trimmingSuffix { $0.isNewline },
      reason: Self.reason(result.errors))
  }

  /// Runs a command as it stands.
  ///
  /// - Parameters:
  ///   - arguments: the command and its arguments.
  ///   - folder: the folder it runs in; `nil` for this program's.
  ///   - variables: variables of the environment to set.
  /// - Returns: how it ended, with every byte of its output.
  /// - Throws: `Failure` when git cannot be started.
  func start(
    _ arguments: [String], in folder: String? = nil, variables: [String: String] = [:]
  ) throws(Failure) -> ChildProcess.Result {
    // No file system monitor: the configuration of a folder that came from elsewhere may name any
    // program as one.
    let settings = [
      "protocol.ext.allow=never", "core.hooksPath=/dev/null", "core.fsmonitor=false", "gc.auto=0",
    ]
    // A hook or an alias of git that runs this program leaves variables that name its repository.
    var environment = [
      "GIT_DIR": "", "GIT_WORK_TREE": "", "GIT_INDEX_FILE": "", "GIT_OBJECT_DIRECTORY": "",
      "GIT_COMMON_DIR": "", "GIT_NAMESPACE": "", "GIT_OPTIONAL_LOCKS": "0",
      "LC_ALL": "C",
    ].merging(variables) { $1 }
    if !isInteractive {
      environment["GIT_TERMINAL_PROMPT"] = "0"
      // ssh asks on the terminal as well, unless a program answers for the user; this one refuses.
      environment["SSH_ASKPASS_REQUIRE"] = "force"
      environment["SSH_ASKPASS"] = "false"
      environment["GIT_ASKPASS"] = ProcessInfo.processInfo.environment["GIT_ASKPASS"] ?? "false"
    }
    // git reads no input; with this program's it stays in its group, is given the terminal when it
    // asks, and ends with it at an interrupt.
    return try ChildProcess.result(
      of: program, settings.flatMap { ["-c", $0] } + arguments, in: folder,
      environment: environment, input: .inherited)
  }

  /// The first line that is no warning: the last ones are advice.
  static func reason(_ errors: String) -> String {
    let lines = errors.split(whereSeparator: \.isNewline).filter { line in
      !["warning:", "hint:", "cloning into"].contains { line.lowercased().hasPrefix($0) }
    }
    var line = String(lines.first ?? "git gave no reason")
    for prefix in ["fatal: ", "error: ", "remote: "] where line.hasPrefix(prefix) {
      line.removeFirst(prefix.count)
    }
    return Credentials.removed(from: line.hasSuffix(".") ? String(line.dropLast()) : line)
  }
}

extension StringProtocol {
  /// The text without the characters at its end that match.
  func trimmingSuffix(_ matches: (Character) -> Bool) -> String {
    String(self[..<(lastIndex { !matches($0) }.map { index(after: $0) } ?? startIndex)])
  }
}
