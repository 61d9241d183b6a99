import Catalog
import Experiment
import Files
import FoundationEssentials
import HTTP

/// What `fetch` and the commands that need its files have in common.
struct Fetching {
  /// How many files at a time.
  var connections = 4
  /// The user is asked before more bytes than this are fetched; `nil` asks never.
  var asksAbove: Int?

  private static let http = HTTP(
    agent: "fairmlpf/\(Version.current)", shouldStop: { Interrupt.isRequested() })

  /// Finds out what is wanted, and tells what to know before using the data.
  func plan(_ stage: FetchStage, _ output: OutputOptions) throws -> FetchPlan {
    let progress = output.progress(TerminalProgress.bytes)
    defer { progress.end() }
    let connection = Connection(http: Self.http, tokens: try Self.tokens(), progress: progress)
    let plan = try stage.plan(
      connection, progress: progress, shouldStop: { Interrupt.isRequested() })
    progress.end()
    for warning in plan.warnings { progress.say("Note: \(warning)") }
    return plan
  }

  /// Fetches what is not there.
  func run(_ stage: FetchStage, _ plan: FetchPlan, _ output: OutputOptions) throws {
    let progress = output.progress(TerminalProgress.bytes)
    defer { progress.end() }
    let count = plan.wanted.count
    guard count > 0 else {
      progress.say(Self.here(plan))
      return
    }
    try ask(plan)
    var downloader = Downloader(Self.http)
    downloader.connections = connections
    downloader.tokens = try Self.tokens()
    let result = try stage.run(
      plan, downloader, progress: progress, shouldStop: { Interrupt.isRequested() })
    Interrupt.stopListening()
    progress.end()
    try Self.throwFirst(of: result, count, progress)
    let bytes = result.files.filter { $0.origin != .present }.reduce(0) { $0 + $1.size }
    progress.say(
      "Fetched \(ByteText.of(bytes)). \(Self.here(plan))")
  }

  /// Says that everything is there.
  private static func here(_ plan: FetchPlan) -> String {
    let count = plan.files.count
    return count == 1
      ? "The file of \(plan.record) is here." : "All \(count) files of \(plan.record) are here."
  }

  /// Fetches the files of an experiment's data set that are not there, if the user agrees.
  ///
  /// - Parameters:
  ///   - folder: the experiment.
  ///   - settings: its settings.
  ///   - agrees: whether the user has agreed beforehand.
  ///   - output: how much is said.
  /// - Throws: `Failure` when files are missing and cannot be had, or the user does not agree.
  static func needed(
    by folder: ExperimentFolder, _ settings: ExperimentFile, agrees: Bool, _ output: OutputOptions
  ) throws {
    guard settings.data.source == .doi else { return }
    let environment = ProcessInfo.processInfo.environment
    let stage = FetchStage((folder, settings), FetchArguments.experimentRequest(environment))
    let progress = output.progress(TerminalProgress.bytes)
    defer { progress.end() }
    let stop = { Interrupt.isRequested() }
    guard try !stage.isComplete(progress: progress, shouldStop: stop) else { return }
    // Without consent nothing is sent to the network.
    guard agrees || ScaffoldArguments.isInteractive else {
      throw Failure(
        "files of the data set \(settings.data.doi) are not here",
        at: folder.resolve(settings.data.folder),
        remedy: "Run 'fairmlpf fetch' first, or the same command with --yes", status: .missingInput)
    }
    let fetching = Fetching(asksAbove: agrees ? nil : 0)
    try fetching.run(stage, fetching.plan(stage, output), output)
  }

  private func ask(_ plan: FetchPlan) throws {
    guard let asksAbove, plan.size ?? .max > asksAbove, ScaffoldArguments.isInteractive else {
      return
    }
    let size = plan.size.map(ByteText.of) ?? "an unknown number of bytes"
    let isWanted = try TerminalPrompter().confirm(
      "Fetch \(plan.wanted.count) file\(plan.wanted.count == 1 ? "" : "s"), \(size), into \(plan.folder)?",
      default: true)
    guard isWanted else {
      throw Failure(
        "nothing was fetched", remedy: "Choose fewer files with --files or --limit",
        status: .interrupted)
    }
  }

  /// Tells of every file that is missing; the program ends with the first one's exit code.
  private static func throwFirst(
    of result: Downloader.Result, _ count: Int, _ progress: TerminalProgress
  ) throws {
    guard let first = result.end ?? result.failures.first?.failure else { return }
    if result.end == nil, result.failures.count == 1 { throw first }
    for (_, failure) in result.failures.prefix(10) where failure != first {
      progress.say("\(failure)")
    }
    let missing = count - result.files.count
    var failure = first
    if result.end?.status != .interrupted, count > 1 {
      failure.what += " (\(missing) of \(count) files could not be fetched)"
    }
    throw failure
  }

  private static func tokens() throws(Failure) -> [AccessToken] {
    try AccessToken.all(in: ProcessInfo.processInfo.environment)
  }
}
