import Files

extension Generator {
  /// What the project remembers.
  func record(
    _ plan: Plan, _ options: GeneratorOptions, _ prompter: any Prompter
  ) throws(Failure) -> ProjectRecord {
    var record = ProjectRecord(
      template: template.source, checkout: checkout, commit: template.commit,
      directory: plan.directory, tool: tool,
      created: CreationTime(seconds: options.now, offset: options.localOffset),
      answers: plan.answers.shown)
    guard template.commit == nil else { return record }
    do throws(Failure) {
      record.rendering = try state(of: plan, options)
    } catch {
      guard error.status != .interrupted else { throw error }
      prompter.say("Warning: this project cannot be updated later: \(error)")
    }
    return record
  }

  /// What the template makes without scripts, secrets and random texts.
  private func state(
    of plan: Plan, _ options: GeneratorOptions
  ) throws(Failure) -> ProjectState {
    var options = options
    options.answers = [:]
    options.hooks = .no
    options.replays = false
    options.replayFile = nil
    options.replayFolder = nil
    options.repetition = Repetition(
      answers: plan.answers.shown, isSameVersion: true, constant: 0)
    let folder = TemplateLocator.joined(template.repository, plan.directory)
    let generator = Generator(
      template: LocatedTemplate(folder: folder, source: template.source), name: template.source,
      tool: tool, isCancelled: isCancelled)
    return try ProjectState(
      try generator.plan(options, DefaultsPrompter(), runsHooks: false).renderer.render())
  }
}
