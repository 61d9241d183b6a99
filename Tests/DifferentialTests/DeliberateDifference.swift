/// Where fairmlpf is meant to differ from cookiecutter; each with its reason.
///
/// `docs/cookiecutter-compatibility.md` tells users the same.
enum DeliberateDifference {
  /// By template and name of the run: why fairmlpf refuses what cookiecutter does.
  private static let refusals = [
    "escapes: through a file name": "a file would lie outside the new folder",
    "git-folder: defaults": "git runs programs that a folder .git names",
    "escapes-project: upwards": "the new folder would lie outside the output folder",
    "escapes-project: to the place itself": "the new folder would be the output folder itself",
  ]

  /// By template and name of the run: why fairmlpf makes something else.
  private static let otherResults = [
    "not-utf-8: in a text": "a file that is no text is copied if it has no expressions",
    "dictionary-given: as text": "a dictionary that is given is read as JSON",
    "empty-folder-name: lands in the parent": "cookiecutter writes to the root of the file system",
    "user-configuration: a choice that is not there": "the other defaults are still used",
    "order-of-questions: an answer with braces": "an answer is taken as it is, not as Jinja",
  ]

  /// By template: paths that are not compared.
  private static let pathsByTemplate: [String: [String: String]] = [
    "hooks-before-questions": [
      "home/.cookiecutter_replay/hooks-before-questions.json": "names a temporary folder"
    ],
    "symlinks": [
      "symlinks-out/file-link.txt": "a link stays a link",
      "symlinks-out/d/up-link.txt": "a link stays a link",
      "symlinks-out/folder-link": "a link stays a link, where cookiecutter makes an empty folder",
    ],
  ]

  /// Why fairmlpf refuses a run; `nil` if it should not.
  static func refusal(_ template: String, _ run: String) -> String? {
    refusals["\(template): \(run)"]
  }

  /// Whether fairmlpf is meant to make something else in a run.
  static func isOtherResult(_ template: String, _ run: String) -> Bool {
    otherResults["\(template): \(run)"] != nil
  }

  /// Paths of a template that are not compared.
  static func paths(_ template: String) -> [String] {
    pathsByTemplate[template, default: [:]].keys.sorted()
  }

  /// Whether a path is the business of one of the programs alone.
  static func isOwnBusiness(_ path: String) -> Bool {
    // cookiecutter makes both folders whether it needs them or not.
    path == "home/.cookiecutters" || path == "home/.cookiecutter_replay"
      // fairmlpf's record of how a project was made.
      || path.hasSuffix("/.fairmlpf.json")
      // What a run of Python leaves behind.
      || path.contains("__pycache__")
  }
}
