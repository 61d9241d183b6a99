public import Files
import FoundationEssentials

/// Brings a project to another version of its template, or to other answers.
///
/// The version of the template that the project is of and the new one are rendered with the answers
/// the project remembers. What has changed between them is merged into the user's files. No script of
/// the template runs.
public struct ProjectUpdater {
  /// How far an update goes.
  public enum Purpose: Sendable {
    /// The user only looks: nothing is asked.
    case look
    /// New questions are asked.
    case update
  }

  private let locator: TemplateLocator
  private let bundled: @Sendable () throws(Failure) -> String
  private let isInteractive: Bool
  private let tool: String
  private let isCancelled: @Sendable () -> Bool

  /// The source that projects of the bundled template remember.
  public static let bundledSource = "experiment"

  /// Creates an updater.
  ///
  /// - Parameters:
  ///   - locator: finds templates.
  ///   - bundled: gives the folder of the template that comes with the program.
  ///   - isInteractive: whether git may ask for a password on the terminal.
  ///   - tool: the name and version of the program, such as "fairmlpf 0.1.0".
  ///   - isCancelled: says whether to stop; asked between files.
  public init(
    locator: TemplateLocator, bundled: @escaping @Sendable () throws(Failure) -> String,
    isInteractive: Bool, tool: String, isCancelled: @escaping @Sendable () -> Bool = { false }
  ) {
    self.locator = locator
    self.bundled = bundled
    self.isInteractive = isInteractive
    self.tool = tool
    self.isCancelled = isCancelled
  }

  /// Finds out what an update does, and hands it on while the template is at hand.
  ///
  /// - Parameters:
  ///   - folder: the project; `nil` for the nearest one, from the current folder upwards.
  ///   - checkout: the branch, tag or commit to come to; `nil` for what the project remembers.
  ///   - options: answers that change, and the user's settings.
  ///   - purpose: how far it goes.
  ///   - prompter: answers new questions.
  ///   - body: is given the update.
  /// - Returns: what `body` returns.
  /// - Throws: `Failure` when there is no project, when its template cannot be found or rendered, or
  ///   from `body`.
  public func prepare<Result>(
    _ folder: String?, checkout: String?, _ options: GeneratorOptions, for purpose: Purpose,
    prompter: any Prompter, _ body: (ProjectUpdate) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    let project = try ProjectRecord.project(folder)
    let record = try ProjectRecord(of: project)
    let git = try Git(isInteractive: isInteractive)
    let wanted = checkout == "HEAD" ? nil : checkout ?? record.checkout
    let template = try locate(record, wanted, project, prompter)
    defer { template.remove() }

    var options = options
    options.hooks = .no
    options.replayFolder = nil
    if let created = record.created {
      (options.now, options.localOffset) = (created.seconds, created.offset)
    }
    options.repetition = Repetition(answers: record.answers)
    let generator = Generator(
      template: template, name: record.template, checkout: wanted, directory: record.directory,
      tool: tool, isCancelled: isCancelled)
    if purpose == .update {
      options.repetition?.asks = true
      try check(WorkTree(git: git, project: project), before: generator, options)
    }
    // Questions come first: an interrupt at one of them ends the program.
    let plan = try generator.plan(options, prompter, runsHooks: false)
    let versions = try versions(
      plan, generator, options, base: try base(record, template, options, git))
    let outcome = try ProjectMerge(
      project: ProjectFolder(root: project), versions: versions, git: git,
      commit: template.commit,
      labels: ["yours", Self.label(record.commit), Self.label(template.commit)]
    ).outcome()
    if purpose == .update, !outcome.changes.isEmpty { tell(about: plan, options, prompter) }

    var new = ProjectRecord(
      template: record.template, checkout: wanted, commit: template.commit,
      directory: plan.directory, tool: tool, created: record.created,
      answers: plan.answers.shown)
    if new.commit == nil { new.rendering = try ProjectState(versions.comparable) }
    var old = record
    old.tool = tool
    return try body(
      ProjectUpdate(
        project: project, source: record.template, commits: (record.commit, template.commit),
        changes: outcome.changes, kept: outcome.kept, unfilled: outcome.unfilled.sorted(), git: git,
        isCancelled: isCancelled,
        oldFolders: outcome.oldFolders, record: new == old && outcome.changes.isEmpty ? nil : new))
  }

  /// Refuses, before anybody answers questions, an update that could not be carried out.
  private func check(
    _ workTree: WorkTree, before generator: Generator, _ options: GeneratorOptions
  ) throws(Failure) {
    var options = options
    options.repetition?.asks = false
    let names = options.repetition?.answers.map(\.name) ?? []
    let plan = try generator.plan(options, DefaultsPrompter(), runsHooks: false)
    if plan.answers.shown.contains(where: { !names.contains($0.name) }) {
      try workTree.requireCommitted([ProjectRecord.name])
    }
  }

  /// The renderings that are compared, all with the answers of the new version's plan.
  private func versions(
    _ plan: Generator.Plan, _ generator: Generator, _ options: GeneratorOptions,
    base: ProjectState
  ) throws(Failure) -> Versions {
    let answers = plan.answers.shown
    let comparable = try generator.rendering(repeating: answers, options)
    var contrast = comparable
    do throws(Failure) {
      contrast = try generator.rendering(repeating: answers, options, constant: 1, secret: "*")
    } catch {
      // A secret may be too different from what the template expects; then it cannot be told where
      // secrets are.
      guard error.status != .interrupted else { throw error }
    }
    return Versions(
      base: base, comparable: comparable, contrast: contrast, fresh: try plan.renderer.render())
  }

  private static func label(_ commit: String?) -> String {
    commit.map { "template \($0.prefix(7))" } ?? "template"
  }

  private func locate(
    _ record: ProjectRecord, _ checkout: String?, _ project: String, _ prompter: any Prompter
  ) throws(Failure) -> LocatedTemplate {
    if record.template == Self.bundledSource, record.commit == nil {
      guard checkout == nil else {
        throw Failure(
          "the bundled template has no other versions than that of this program", at: project,
          remedy: "Leave '\(checkout ?? "")' out", status: .usage)
      }
      return LocatedTemplate(folder: try bundled(), source: record.template)
    }
    if let checkout { try check(checkout, record, project) }
    do throws(Failure) {
      return try locator.locate(
        record.template, checkout: checkout, directory: record.directory, prompter: prompter)
    } catch {
      guard error.status == .missingInput else { throw error }
      var failure = error
      failure.remedy =
        checkout != nil && checkout != record.checkout
        ? "Name another branch, tag or commit"
        : "Correct 'template', 'checkout' and 'directory' in \(project)/\(ProjectRecord.name)"
      throw failure
    }
  }

  /// Refuses to go to a branch, tag or commit of what has none.
  private func check(
    _ checkout: String, _ record: ProjectRecord, _ project: String
  ) throws(Failure) {
    let kind: String
    var remedy = "Leave '\(checkout)' out"
    switch try TemplateReference(record.template, abbreviations: [:]) {
    case .repository: return
    case .archive, .download: kind = "an archive"
    case .folder(let path):
      kind = "a folder"
      remedy +=
        ", or make file://\(path) the 'template' in \(project)/\(ProjectRecord.name) if it is a "
        + "repository"
    }
    throw Failure(
      "the template is \(kind), and only a repository's address has branches, tags and commits to go "
        + "to", at: record.template, remedy: remedy, status: .usage)
  }

  /// What the version of the template that the project is of makes.
  private func base(
    _ record: ProjectRecord, _ template: LocatedTemplate, _ options: GeneratorOptions, _ git: Git
  ) throws(Failure) -> ProjectState {
    guard let commit = record.commit else {
      guard let state = record.rendering else {
        throw Failure(
          "the project does not remember what its template made, so there is nothing to compare "
            + "with", at: ProjectRecord.name, remedy: "Make the project anew and copy your work",
          status: .badData)
      }
      return state
    }
    let snapshot: String
    do throws(Failure) {
      snapshot = try git.snapshot(of: Folder.resolved(template.repository), at: commit)
    } catch {
      throw Failure(
        "the template has no commit '\(commit)', which the project is of", at: record.template,
        remedy: "Correct 'commit' in \(ProjectRecord.name) to one that it has",
        status: .missingInput, cause: error.description)
    }
    defer { Folder.remove(snapshot) }
    guard let folder = try TemplateLocator.template(in: snapshot, record.directory) else {
      throw Failure(
        "the template has no cookiecutter.json in commit '\(commit)'", at: record.template,
        remedy: "Correct 'commit' and 'directory' in \(ProjectRecord.name)", status: .badData)
    }
    let generator = Generator(
      template: LocatedTemplate(folder: folder, source: record.template), name: record.template,
      checkout: record.checkout, tool: tool, isCancelled: isCancelled)
    return try ProjectState(try generator.rendering(repeating: record.answers, options))
  }

  /// Says what an update does not do.
  private func tell(
    about plan: Generator.Plan, _ options: GeneratorOptions, _ prompter: any Prompter
  ) {
    let scripts = (try? HookScript.all(in: plan.template.path)) ?? []
    if !scripts.isEmpty {
      let names = scripts.map(\.name).joined(separator: ", ")
      prompter.say("The template's scripts (\(names)) do not run in an update.")
    }
    let secrets = plan.answers.secrets.filter { options.answers[$0] == nil }.sorted()
    if !secrets.isEmpty {
      let names = secrets.map { "\($0)=…" }.joined(separator: " ")
      prompter.say(
        "Secrets are not remembered: new lines that show one have its default, unless you give "
          + "\(names) again.")
    }
  }
}
