/// A difference from cookiecutter that is meant, and why.
struct AllowedDifference: Sendable {
  /// What differs.
  enum Kind: Equatable {
    /// A file only we write.
    case ours
    /// A link that cookiecutter turns into a copy or an empty folder.
    case link
    /// Content that is not comparable.
    case content
    /// We refuse to make the project, and say so in a sentence that contains this.
    case refused(String)
  }

  /// The template; `nil` is all of them.
  var template: String?
  /// The name of the run; `nil` is all of them.
  var run: String?
  /// What the path, which starts with `/` at the folder of the run, contains; empty is any path.
  var path = ""
  let kind: Kind
  let reason: String

  /// All of them; whatever is not here must be the same.
  static let all = [
    AllowedDifference(
      path: "/.fairmlpf.json", kind: .ours,
      reason: "the project remembers its template and answers, so that it can be updated"),
    AllowedDifference(
      template: "symlinks", kind: .link,
      reason: "links within the project stay links; cookiecutter copies files and empties folders"),
    AllowedDifference(
      template: "escapes", kind: .refused("leads out of the project"),
      reason: "nothing is written outside of the new folder"),
    AllowedDifference(
      template: "escapes-project", kind: .refused("which is not a plain name"),
      reason: "nothing is written outside of the new folder, and nothing beside others' files"),
    AllowedDifference(
      template: "zip-source", path: "home/.cookiecutter_replay/packed.json", kind: .content,
      reason: "it names the temporary folder that the archive was unpacked into"),
    AllowedDifference(
      template: "zip-source", path: "home/.cookiecutter_replay/inner.json", kind: .content,
      reason: "it names the temporary folder that the archive was unpacked into"),
    AllowedDifference(
      template: "hooks-before-questions", run: "accepted", path: "/.cookiecutter_replay/",
      kind: .content,
      reason: "it is named after, and names, a temporary copy that the hook changes"),
    AllowedDifference(
      template: "dictionary-given", kind: .content,
      reason: "an answer that is JSON becomes a dictionary, as at the prompt, and not a text"),
    AllowedDifference(
      template: "order-of-questions", run: "an answer with braces", kind: .content,
      reason: "answers are texts; cookiecutter renders those of the command line as templates"),
    AllowedDifference(
      template: "git-source", path: "/.git/", kind: .content,
      reason: "git records when a repository was cloned"),
  ]

  /// Whether it is about a run.
  ///
  /// - Parameter run: the run.
  /// - Returns: whether the run's template and name are its own.
  func concerns(_ run: TemplateRun) -> Bool {
    (template == nil || template == run.templateName) && (self.run == nil || self.run == run.name)
  }

  /// Whether it explains a difference between two files.
  ///
  /// - Parameters:
  ///   - path: where, below the folder of the run.
  ///   - theirs: what cookiecutter made.
  ///   - ours: what we made.
  /// - Returns: whether the difference is meant.
  func explains(_ path: String, _ theirs: FileTree.Entry?, _ ours: FileTree.Entry?) -> Bool {
    guard self.path.isEmpty || "/\(path)".contains(self.path) else { return false }
    switch kind {
    case .ours: return theirs == nil
    case .link:
      if case .link? = ours?.content { return theirs != nil } else { return false }
    case .content: return true
    case .refused: return false
    }
  }
}
