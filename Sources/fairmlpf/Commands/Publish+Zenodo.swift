import ArgumentParser
import Catalog
import Experiment
import Files
import FoundationEssentials
import HTTP
import Publication

/// `fairmlpf publish zenodo`.
struct PublishZenodo: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "zenodo",
    abstract: "Put the package into a draft on Zenodo, and publish it if you say so.",
    discussion: """
      Makes a draft with a reserved DOI, sends the files of publication/ and the metadata, compares \
      the digests of what has arrived, and prints the address of the draft. Look at it there. A second \
      call brings the same draft up to date and sends only what has changed; what was interrupted goes \
      on. The draft is remembered in release.json, which belongs to the experiment's code.

      PUBLISHING CANNOT BE UNDONE: the files of a published record stay as they are. It happens only \
      with --publish, after you have typed the DOI, or with --yes. A published experiment gets a next \
      version with --new-version.

      Examples:
        fairmlpf publish zenodo --dry-run
        fairmlpf publish zenodo --sandbox
        fairmlpf publish zenodo --publish

      The token is ZENODO_TOKEN, with --sandbox ZENODO_SANDBOX_TOKEN, with --base-url INVENIORDM_TOKEN; \
      or the line 'zenodo: TOKEN', 'zenodo_sandbox: TOKEN' or 'inveniordm: TOKEN' in \
      ~/.config/fairmlpf/credentials.yaml, which only you may be able to open (chmod 600). It needs the \
      scopes deposit:write and deposit:actions. https_proxy names a proxy.
      """)

  @Flag(help: "Use Zenodo's sandbox, a place to practise where nothing is kept for good.")
  var sandbox = false
  @Option(
    help: ArgumentHelp(
      "The beginning of the addresses of another site that runs InvenioRDM.", valueName: "url"))
  var baseURL: String?
  @Flag(help: "Publish the draft when it is complete, after asking. This cannot be undone.")
  var publish = false
  @Flag(name: .shortAndLong, help: "With --publish or --discard, do not ask.")
  var yes = false
  @Flag(help: "Make the next version of a published record.")
  var newVersion = false
  @Flag(help: "Remove the draft from the site, and forget it.")
  var discard = false
  @Flag(help: "Print what would be sent, and use no network.")
  var dryRun = false
  @OptionGroup var place: ExperimentDirectory
  @OptionGroup var output: OutputOptions

  func validate() throws {
    guard !sandbox || baseURL == nil else {
      throw ValidationError("--sandbox and --base-url exclude each other.")
    }
    guard !discard || !publish && !newVersion else {
      throw ValidationError("--discard excludes --publish and --new-version.")
    }
    guard !yes || publish || discard else {
      throw ValidationError("--yes is for --publish and --discard.")
    }
  }

  func run() throws {
    let folder = try ExperimentFolder(place.directory)
    let site =
      try baseURL.map { url throws(Failure) in try DepositSite(url) }
      ?? DepositSite(isPractice: sandbox)
    let package = PackageStage(folder, try ExperimentFile(folder.settings))
    let stage = PublishStage(folder, package, to: site)
    if dryRun {
      try show(try stage.plan(shouldStop: { Interrupt.isRequested() }), site)
      return
    }
    let asks = (publish || discard) && !yes
    guard !asks || ScaffoldArguments.isInteractive else {
      throw Failure(
        publish
          ? "publishing cannot be undone, and there is no terminal to ask you on"
          : "there is no terminal to ask you on",
        remedy: "Use --yes if you are sure", status: .usage)
    }
    let credentials = try UserCredentials(environment: ProcessInfo.processInfo.environment)
    let token = try site.token(credentials)
    let progress = output.progress(TerminalProgress.bytes)
    defer { progress.end() }
    let drafts = InvenioDrafts(
      DepositServer(
        site, token: token,
        http: HTTP(agent: "fairmlpf/\(Version.current)", shouldStop: { Interrupt.isRequested() }),
        progress: progress))
    if discard {
      try discard(stage, drafts, site, progress)
      return
    }
    let report = try stage.run(
      drafts, newVersion: newVersion, progress: progress,
      shouldStop: { Interrupt.isRequested() }
    ) { report throws(Failure) in
      progress.end()
      Self.tell(report, progress)
      guard publish else { return false }
      if yes { return true }
      return try confirm(report.draft, site)
    }
    progress.end()
    if report.draft.isPublished {
      progress.say(
        "The record is published" + (report.draft.doi.map { " with the DOI \($0)" } ?? ""))
    } else {
      progress.say("Nothing is published yet. Look at the draft, then run this with --publish")
    }
    try StandardOutput.write(report.draft.page + "\n")
  }

  /// Says what has changed in the draft.
  private static func tell(_ report: Deposition.Report, _ progress: TerminalProgress) {
    progress.say(
      "The draft is complete: \(report.sent) file\(report.sent == 1 ? "" : "s") sent, "
        + "\(report.kept) there already, \(report.removed.count) removed"
        + (report.draft.doi.map { "; DOI \($0)" } ?? ""))
    if !report.foreign.isEmpty {
      progress.say("Note: not from here, and left alone: \(report.foreign.joined(separator: ", "))")
    }
  }

  /// Asks whether the draft is to be published.
  private func confirm(_ draft: Draft, _ site: DepositSite) throws(Failure) -> Bool {
    let word = draft.doi ?? draft.id
    // Nothing is under way: Ctrl-C ends the program at once.
    Interrupt.stopListening()
    StandardError.write(
      """
      The draft: \(draft.page)
      Publishing on \(site.name) CANNOT BE UNDONE: the files of the record will stay as they are.

      """)
    let typed = try LineDialogue.line("Type \(word) to publish, anything else to leave the draft: ")
    let isAgreed = typed.map { [word, draft.id].contains($0.trimmed) } ?? false
    guard isAgreed else {
      throw Failure(
        "nothing was published, and the draft is kept", at: draft.page,
        remedy: "Run the same command again when you are ready", status: .interrupted)
    }
    return true
  }

  private func discard(
    _ stage: PublishStage, _ drafts: InvenioDrafts, _ site: DepositSite,
    _ progress: TerminalProgress
  ) throws {
    if !yes {
      let isWanted = try TerminalPrompter().confirm(
        "Remove the draft on \(site.name) with all its files?", default: false)
      guard isWanted else {
        throw Failure("the draft is kept", remedy: "Answer yes to remove it", status: .interrupted)
      }
    }
    let (id, wasThere) = try stage.discard(drafts)
    progress.say(
      wasThere
        ? "The draft \(id) is removed, and its DOI is free again"
        : "The draft \(id) was no longer there, and is forgotten")
  }

  private func show(_ plan: PublishStage.Plan, _ site: DepositSite) throws {
    var rows = [["file", "size", "MD5"]]
    for file in plan.files { rows.append([file.name, ByteText.of(file.size), file.md5]) }
    let total = plan.files.reduce(0) { $0 + $1.size }
    rows.append(["\(plan.files.count) files", ByteText.of(total), ""])
    let place =
      switch plan.deposit {
      case nil: "a new draft"
      case let deposit? where deposit.state == .draft: "the draft \(deposit.record)"
      case let deposit? where newVersion: "a new version of the record \(deposit.record)"
      case let deposit?: "nothing: the record \(deposit.record) is published"
      }
    try StandardOutput.write(
      "site     \(site.address)\nplace    \(place)\ntitle    \(plan.title)\n"
        + "version  \(plan.version)\n\n" + TerminalTable.render(rows) + "\n")
  }
}

extension String {
  /// Without spaces around it.
  fileprivate var trimmed: String {
    let start = drop(while: \.isWhitespace)
    return start.lastIndex { !$0.isWhitespace }.map { String(start[...$0]) } ?? ""
  }
}
