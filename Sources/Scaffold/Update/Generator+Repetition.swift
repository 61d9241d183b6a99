import Files

extension Generator {
  /// Renders the template once more for answers it has been given before, to compare what it makes.
  ///
  /// No question is asked, no script runs, and nothing is kept for another run.
  /// - Parameters:
  ///   - answers: what a project remembers.
  ///   - options: the time the project was made, and the user's settings.
  ///   - constant: the one choice that all random texts are made of.
  ///   - secret: what stands for secrets that are texts; `nil` for their defaults.
  /// - Returns: what the template makes.
  /// - Throws: `Failure` when the template or an answer is wrong.
  func rendering(
    repeating answers: [JSON.Member], _ options: GeneratorOptions, constant: Int = 0,
    secret: String? = nil
  ) throws(Failure) -> Rendering {
    var options = options
    options.answers = [:]
    options.hooks = .no
    options.replays = false
    options.replayFile = nil
    options.replayFolder = nil
    options.repetition = Repetition(
      answers: answers, isSameVersion: true, constant: constant, secret: secret)
    return try plan(options, DefaultsPrompter(), runsHooks: false).renderer.render()
  }
}
