import ArgumentParser
import Catalog
import Experiment
import Files
import FoundationEssentials
import HTTP

/// `fairmlpf fetch`.
struct Fetch: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Fetch a data set by its DOI, or what the experiment needs of it.",
    discussion: """
      Without a DOI, fetches the files that experiment.yaml names from the data set 'data.doi'. Every \
      file is compared with the record's digest before it gets its name; what is there and right is \
      left alone, and what was interrupted goes on. Which files of which record these are is kept in \
      data/dataset.lock.json, which belongs to the experiment's code. Prints the paths of the files.

      Examples:
        fairmlpf fetch
        fairmlpf fetch 10.5281/zenodo.4559324 --files '*_ttbar_0_*' --limit 10
        fairmlpf fetch --verify

      ZENODO_TOKEN gives access to restricted records of Zenodo, ZENODO_SANDBOX_TOKEN to those of its \
      sandbox, HF_TOKEN to restricted data sets of Hugging Face, and FAIRMLPF_SECRET_LINK, a whole link \
      with its token, to the record it opens. https_proxy names a proxy.
      """)

  @OptionGroup var arguments: FetchArguments
  @Flag(help: "Print what would be fetched, and fetch nothing.")
  var dryRun = false
  @Flag(help: "Read every byte of the files that are there and compare them with the lock.")
  var verify = false
  @Flag(name: .shortAndLong, help: "Do not ask before fetching more than 1 GB.")
  var yes = false
  @OptionGroup var place: ExperimentDirectory
  @OptionGroup var output: OutputOptions

  func validate() throws {
    guard !verify || !dryRun else {
      throw ValidationError("--verify and --dry-run exclude each other.")
    }
  }

  func run() throws {
    let request = arguments.request(ProcessInfo.processInfo.environment)
    let stage = FetchStage(try experiment(), request)
    if verify {
      try check(stage)
      return
    }
    let fetching = Fetching(
      connections: arguments.connections, asksAbove: yes ? nil : 1_000_000_000)
    let plan = try fetching.plan(stage, output)
    if dryRun {
      try StandardOutput.write(TerminalTable.render(Self.table(plan)) + "\n")
      return
    }
    try fetching.run(stage, plan, output)
    for file in plan.files { try StandardOutput.write(plan.path(of: file) + "\n") }
  }

  /// The experiment that is named or that this folder belongs to; none is needed where the user says
  /// what is wanted.
  private func experiment() throws -> (ExperimentFolder, ExperimentFile)? {
    let isFree = arguments.reference != nil || arguments.output != nil
    let folder: ExperimentFolder
    do throws(Failure) {
      folder = try ExperimentFolder(place.directory)
    } catch {
      guard isFree, place.directory == nil else { throw error }
      return nil
    }
    return (folder, try ExperimentFile(folder.settings))
  }

  private func check(_ stage: FetchStage) throws {
    let progress = output.progress(TerminalProgress.bytes)
    defer { progress.end() }
    let check = try stage.verify(progress: progress, shouldStop: { Interrupt.isRequested() })
    progress.end()
    for name in check.sound { try StandardOutput.write("right    \(name)\n") }
    for name in check.wrong { try StandardOutput.write("wrong    \(name)\n") }
    for name in check.missing { try StandardOutput.write("missing  \(name)\n") }
    guard check.wrong.isEmpty, check.missing.isEmpty else {
      let wrong = check.wrong.count
      throw Failure(
        "\(wrong) of the files \(wrong == 1 ? "is" : "are") not what the lock says, and "
          + "\(check.missing.count) \(check.missing.count == 1 ? "is" : "are") missing",
        remedy: "Run 'fairmlpf fetch' to fetch them again",
        status: wrong > 0 ? .badData : .missingInput)
    }
  }

  private static func table(_ plan: FetchPlan) -> [[String]] {
    var rows = [["file", "size", "state"]]
    for file in plan.files {
      rows.append([
        file.name, file.size.map(ByteText.of) ?? "unknown",
        plan.present.contains(file.name) ? "is here" : "to fetch",
      ])
    }
    rows.append([
      "to fetch: \(plan.wanted.count) of \(plan.files.count)",
      plan.size.map(ByteText.of) ?? "unknown", "",
    ])
    return rows
  }
}
