public import Files
import FoundationEssentials
import Jinja

/// Makes a project of a template and of answers, with the rules of cookiecutter 2.7.
///
/// The project is rendered in memory, written beside its final place and renamed, so it appears whole
/// or not at all.
public struct Generator: Sendable {
  /// Where the template, or a collection of templates, is.
  public let template: LocatedTemplate
  /// The template's name as the user gave it, which texts of the template see.
  public let name: String
  /// The branch, tag or commit the user asked for.
  public let checkout: String?
  /// The folder within a repository the user asked for.
  public let directory: String?
  /// The name and version of the program that the project remembers.
  public let tool: String
  let isCancelled: @Sendable () -> Bool

  static let interrupted = Failure("interrupted: nothing was written", status: .interrupted)

  /// Creates a generator.
  ///
  /// - Parameters:
  ///   - template: where the template is.
  ///   - name: the template's name as the user gave it.
  ///   - checkout: the branch, tag or commit the user asked for.
  ///   - directory: the folder within a repository the user asked for.
  ///   - tool: the name and version of the program, such as "fairmlpf 0.1.0".
  ///   - isCancelled: says whether to stop; asked between files.
  public init(
    template: LocatedTemplate, name: String, checkout: String? = nil, directory: String? = nil,
    tool: String, isCancelled: @escaping @Sendable () -> Bool = { false }
  ) {
    self.template = template
    self.name = name
    self.checkout = checkout
    self.directory = directory
    self.tool = tool
    self.isCancelled = isCancelled
  }

  /// Asks the questions and makes the project.
  ///
  /// - Parameters:
  ///   - options: what the user decided.
  ///   - prompter: answers the questions that are left.
  /// - Returns: the path of the new project folder.
  /// - Throws: `Failure` when the template or an answer is wrong, when the project exists already,
  ///   or when it cannot be written; then nothing of it is left.
  public func generate(
    _ options: GeneratorOptions, prompter: any Prompter = DefaultsPrompter()
  ) throws(Failure) -> String {
    let plan = try plan(options, prompter, runsHooks: true)
    defer { plan.cleanUp() }
    return try write(plan, options, prompter)
  }

  /// Asks the questions and tells what the project would contain; no script runs and nothing is
  /// written.
  ///
  /// - Parameters:
  ///   - options: what the user decided.
  ///   - prompter: answers the questions that are left.
  /// - Returns: the path of the project folder, and the paths of its files and folders in it;
  ///   folders end with a slash.
  /// - Throws: `Failure` when the template or an answer is wrong.
  public func preview(
    _ options: GeneratorOptions, prompter: any Prompter = DefaultsPrompter()
  ) throws(Failure) -> (folder: String, contents: [String]) {
    var options = options
    options.hooks = .no
    options.replayFolder = nil
    let plan = try plan(options, prompter, runsHooks: false)
    let rendering = try plan.renderer.render()
    let target = place(plan, options)
    if Folder.kind(target) != .missing, !options.overwrites { throw Self.exists(target) }
    return (target, rendering.paths.map { $0 + (rendering.isFolder($0) ? "/" : "") })
  }

  // MARK: - Questions

  /// Everything that is known once the questions are answered.
  struct Plan {
    let template: TemplateFolder
    /// The folder within the repository that has the template; `nil` for the repository itself.
    let directory: String?
    let answers: Answers
    let renderer: Renderer
    let scripts: [HookScript]
    let project: String
    /// A copy of the template that a script has changed.
    let temporary: String?

    func cleanUp() { if let temporary { Folder.remove(temporary) } }
  }

  /// Asks the questions.
  ///
  /// - Parameters:
  ///   - options: what the user decided.
  ///   - prompter: answers the questions that are left.
  ///   - runsHooks: whether scripts that come before the questions run now.
  /// - Returns: what is to be rendered.
  /// - Throws: `Failure` when the template or an answer is wrong.
  func plan(
    _ options: GeneratorOptions, _ prompter: any Prompter, runsHooks: Bool
  ) throws(Failure) -> Plan {
    var options = options
    var template = try TemplateFolder(template.folder)
    var directory = directory
    for _ in 0..<10 {
      guard let nested = try NestedTemplates(template) else { break }
      let given = options.answers.removeValue(forKey: nested.question.name)
      let folder = try nested.choose(prompter, given)
      template = try TemplateFolder(template.path + "/" + folder)
      directory = directory.map { "\($0)/\(folder)" } ?? folder
    }
    let scripts = try consented(try HookScript.all(in: template.path), options, prompter)
    let temporary = runsHooks ? try prepared(&template, scripts) : nil
    do throws(Failure) {
      return try plan(template, directory, scripts, temporary, options, prompter)
    } catch {
      if let temporary { Folder.remove(temporary) }
      throw error
    }
  }

  private func plan(
    _ template: TemplateFolder, _ directory: String?, _ scripts: [HookScript],
    _ temporary: String?, _ options: GeneratorOptions, _ prompter: any Prompter
  ) throws(Failure) -> Plan {
    var environment = template.environment
    environment.now = options.now
    environment.localOffset = options.localOffset
    // A project remembers the offset of its maker's time zone, not its name, which changes in summer.
    if options.repetition == nil { environment.localZoneName = options.localZoneName }
    if let seed = options.seed {
      let numbers = SeededNumbers(seed: seed)
      environment.random = { _, count in numbers.next(below: count) }
    }
    if let constant = options.repetition?.constant {
      environment.random = { _, _ in constant }
    }
    var defaults = Defaults(template.members)
    // What a project remembers of its rendering has no secrets, those of the user's settings neither.
    let secrets = template.extras.questions.filter(\.value.isSecret).keys
    let isRemembered = options.repetition?.constant != nil
    defaults.apply(options.defaults.filter { !isRemembered || !secrets.contains($0.name) })
    for problem in defaults.problems { prompter.say("Warning: \(problem).") }
    defaults.apply(options.answers)
    let interview = Interview(
      template: template, members: defaults.members, environment: environment,
      given: options.answers, prompter: prompter, repetition: options.repetition)
    if let text = template.extras.before, options.repetition == nil { prompter.say(text) }
    var replay = options.replayFolder.map { Replay(template: template.name, in: $0) }
    var kept: [JSON.Member] = []
    if let file = options.replayFile.map({ Replay(file: $0) }) {
      kept = try file.read()
      replay = options.replayFolder.map { Replay(template: file.name, in: $0) }
    } else if options.replays {
      kept = try replay?.read() ?? []
    }
    var answers = try interview.answers(keeping: kept)
    let original = kept.isEmpty ? defaults.members : kept
    let shown = original.filter { !$0.name.hasPrefix("_") }
    // A template of a collection is known by its folder.
    let isNested = Folder.absolute(template.path) != Folder.absolute(self.template.folder)
    let place = isNested && temporary == nil ? Folder.resolved(template.path) : template.path
    // A project that exists knows the template by its source, wherever it lies this time.
    let isRepeated = options.repetition != nil
    // Files may print it, and it is kept for another run: a password in it goes nowhere.
    let shownName = Credentials.removed(fromAddress: name)
    answers.set("_template", .string(isNested && !isRepeated ? place : shownName))
    answers.set("_output_dir", .string(isRepeated ? "." : Folder.absolute(options.output)))
    answers.set("_repo_dir", .string(isRepeated ? shownName : place))
    answers.set("_checkout", checkout.map { .string($0) } ?? .null)

    let variables = ["cookiecutter": answers.variables, "_cookiecutter": Self.unrendered(shown)]
    let root = try template.projectFolder()
    var settings = Renderer.Options()
    settings.verbatim = answers["_copy_without_render"]?.texts ?? []
    settings.newline = answers["_new_lines"]?.text
    settings.mergesFolders = options.overwrites
    var renderer = Renderer(
      source: template.path + "/" + root, environment: environment, context: variables,
      options: settings, isCancelled: isCancelled)
    for file in template.extras.files {
      let text = try renderer.text(file.condition, at: template.extras.file)
      if !Condition.isTrue(text) { renderer.options.excluded.append(file.path) }
    }
    if let replay { keep(answers, shown, replay, prompter) }
    return Plan(
      template: template, directory: directory, answers: answers, renderer: renderer,
      scripts: scripts,
      project: try renderer.projectName(root), temporary: temporary)
  }

  /// The questions as the template asks them.
  private static func unrendered(_ members: [JSON.Member]) -> Value {
    .dict(members.map { ($0.name, $0.value.value(isOrdered: true)) })
  }

  /// Keeps the answers for another run; a home that cannot be written to is no reason to stop.
  private func keep(
    _ answers: Answers, _ original: [JSON.Member], _ replay: Replay, _ prompter: any Prompter
  ) {
    do throws(Failure) {
      try replay.write(
        answers.kept, original: original.filter { !answers.secrets.contains($0.name) })
    } catch {
      prompter.say("Warning: the answers are not kept for --replay: \(error)")
    }
  }

  // MARK: - Scripts

  /// The scripts that may run; asks where the user wants to be asked.
  private func consented(
    _ scripts: [HookScript], _ options: GeneratorOptions, _ prompter: any Prompter
  ) throws(Failure) -> [HookScript] {
    guard !scripts.isEmpty else { return [] }
    let names = scripts.map(\.name).joined(separator: ", ")
    switch options.hooks {
    case .yes: return scripts
    case .no: return []
    case .ask:
      let isAccepted = try prompter.confirm(
        "The template runs scripts on this computer (\(names)). Run them?", default: false)
      return isAccepted ? scripts : []
    case nil:
      throw Failure(
        "the template runs scripts on this computer (\(names))", at: template.folder,
        remedy: "Read them, then say --accept-hooks yes to run them or no to go without",
        status: .usage)
    }
  }

  /// Runs the scripts that come before the questions, in a copy of the template.
  private func prepared(
    _ template: inout TemplateFolder, _ scripts: [HookScript]
  ) throws(Failure) -> String? {
    guard scripts.contains(where: { $0.moment == .beforeQuestions }) else { return nil }
    let folder = try TemporaryPlace.make(for: "template")
    let copy = folder + "/" + template.name
    do throws(Failure) {
      try Folder.copy(template.path, to: copy)
      for script in try HookScript.all(in: copy) where script.moment == .beforeQuestions {
        try script.runUnrendered(in: copy)
      }
      template = try TemplateFolder(copy)
    } catch {
      Folder.remove(folder)
      throw error
    }
    return folder
  }

  private func run(
    _ moment: HookScript.Moment, _ plan: Plan, in folder: String
  ) throws(Failure) {
    for script in plan.scripts where script.moment == moment {
      try script.run(
        try plan.renderer.text(try script.source(), at: script.name), in: folder)
    }
  }

  // MARK: - Files

  private func place(_ plan: Plan, _ options: GeneratorOptions) -> String {
    options.output + (options.output.hasSuffix("/") ? "" : "/") + plan.project
  }

  private func write(
    _ plan: Plan, _ options: GeneratorOptions, _ prompter: any Prompter
  ) throws(Failure) -> String {
    let target = place(plan, options)
    // From here on an interrupt ends the work at the next safe place.
    if isCancelled() { throw Self.interrupted }
    let isNew = Folder.kind(target) == .missing
    guard isNew || options.overwrites else { throw Self.exists(target) }
    let made = try createOutput(Folder.parent(target))
    do throws(Failure) {
      if plan.scripts.contains(where: { $0.moment == .beforeRendering }) {
        try FolderContents.create(target)
        try run(.beforeRendering, plan, in: target)
      }
      let state = state(of: plan, options)
      var rendering = try plan.renderer.render()
      let record = try record(plan, options, state, prompter)
      let hasLateScripts = plan.scripts.contains { $0.moment == .afterRendering }
      // Scripts see the project as cookiecutter would have made it.
      if !hasLateScripts {
        try rendering.add(
          Rendering.Entry(content: .bytes(Data(record.text.utf8)), permissions: 0o644),
          at: ProjectRecord.name, from: ProjectRecord.name)
      }
      try ProjectWriter(
        rendering: rendering, target: target, keepsExisting: options.keepsExisting,
        isCancelled: isCancelled
      ).write()
      try run(.afterRendering, plan, in: target)
      let place = "\(target)/\(ProjectRecord.name)"
      if hasLateScripts, !options.keepsExisting || Folder.kind(place) == .missing {
        try AtomicFile.write(record.text, to: place)
      }
    } catch {
      if isNew, !options.keepsFailed { Folder.remove(target) }
      if let made, Folder.kind(target) == .missing { Folder.remove(made) }
      throw error
    }
    if let text = plan.template.extras.after {
      prompter.say(try plan.renderer.text(text, at: plan.template.extras.file))
    }
    return target
  }

  /// Creates the output folder; returns the first folder that was not there, to remove it after a
  /// failure.
  private func createOutput(_ output: String) throws(Failure) -> String? {
    var missing: String?
    var path = output
    while !path.isEmpty, Folder.kind(path) == .missing {
      missing = path
      path = Folder.parent(path)
    }
    try FolderContents.create(output)
    return missing
  }

  private static func exists(_ target: String) -> Failure {
    Failure(
      "the folder exists already", at: target,
      remedy: "Choose another name or place, remove it, or write over it with "
        + "--overwrite-if-exists", status: .cannotCreate)
  }
}

extension TemplateFolder {
  /// The name of the folder, after which answers are kept.
  var name: String {
    Folder.absolute(path).split(separator: "/").last.map { String($0) } ?? "template"
  }
}
