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
    let folder = TemplateLocator.joined(template.repository, directory)
    let generator = Generator(
      template: LocatedTemplate(folder: folder, source: template.source), name: template.source,
      tool: tool, isCancelled: isCancelled)
    return Concurrently { () throws(Failure) in
      try ProjectState(try generator.rendering(repeating: answers, options))
    }
  }
}
