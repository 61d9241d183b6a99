import Files

extension Generator {
  /// What the project remembers; `rendering` is what its template makes, where no commit tells.
  func record(
    _ plan: Plan, _ options: GeneratorOptions, _ rendering: Concurrently<ProjectState>?,
    _ prompter: any Prompter
  ) throws(Failure) -> ProjectRecord {
    var record = ProjectRecord(
      template: template.source, checkout: checkout, commit: template.commit,
      directory: plan.directory, tool: tool,
      created: CreationTime(seconds: options.now, offset: options.localOffset),
      answers: plan.answers.shown)
    do throws(Failure) {
      record.rendering = try rendering?.value()
    } catch {
      guard error.status != .interrupted else { throw error }
      prompter.say("Warning: this project cannot be updated later: \(error)")
    }
    return record
  }

  /// What the template makes without scripts, secrets and random texts; `nil` if a commit tells.
  ///
  /// It is a second rendering, which goes on beside the one that the user gets.
  func state(of plan: Plan, _ options: GeneratorOptions) -> Concurrently<ProjectState>? {
    guard template.commit == nil else { return nil }
    let (answers, directory) = (plan.answers.shown, plan.directory)
    return Concurrently { () throws(Failure) in try state(answers, directory, options) }
  }

  private func state(
    _ answers: [JSON.Member], _ directory: String?, _ options: GeneratorOptions
  ) throws(Failure) -> ProjectState {
    var options = options
    options.answers = [:]
    options.hooks = .no
    options.replays = false
    options.replayFile = nil
    options.replayFolder = nil
    options.repetition = Repetition(
      answers: answers, isSameVersion: true, constant: 0)
    let folder = TemplateLocator.joined(template.repository, directory)
    let generator = Generator(
      template: LocatedTemplate(folder: folder, source: template.source), name: template.source,
      tool: tool, isCancelled: isCancelled)
    return try ProjectState(
      try generator.plan(options, DefaultsPrompter(), runsHooks: false).renderer.render())
  }
}
