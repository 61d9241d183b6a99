/// Where we differ from a recorded call of cookiecutter on purpose.
///
/// Calls that fail there fail here as well, with an exit code of our own and one sentence instead of
/// a traceback, and leave nothing behind.
struct CookiecutterCaseDifference: Sendable {
  /// Our exit code.
  var status: Int32 = 0
  /// The whole of a line on standard error, as a regular expression; `nil` is anything.
  var sentence: String?
  /// Arguments put before those that were recorded.
  var extra: [String] = []
  /// Paths whose content is ours: a text, `nil` for nothing there, or "-> " and a link's target.
  var ours: [String: String?] = [:]
  /// Whether the files cookiecutter leaves are left here too.
  var keepsFiles = false
  let reason: String

  /// By the name of the case.
  static let all: [String: CookiecutterCaseDifference] =
    usage.merging(template) { $1 }.merging(files) { $1 }.merging(hooks) { $1 }

  private static func failure(
    _ status: Int32, _ sentence: String, _ reason: String
  ) -> CookiecutterCaseDifference {
    CookiecutterCaseDifference(
      status: status, sentence: "fairmlpf: \(sentence)", reason: reason)
  }

  private static let usage: [String: CookiecutterCaseDifference] = [
    "help_no_args": failure(
      64,
      "there is no answer to 'project_name': the input has ended\\. Answer every question, give "
        + "project_name=… on the command line, or use --no-input\\.",
      "without a template it is our own"),
    "version": .init(
      status: 64, sentence: "Error: Unknown option '-V'.*",
      reason: "the version is that of the program: fairmlpf --version"),
    "bad_option": .init(
      status: 64, sentence: "Error: Unknown option '--nope'.*",
      reason: "usage errors end with 64, not 2"),
    "extra_context_bad_form": .init(
      status: 64, sentence: "Error: Name one template, not 2: t, oops\\..*",
      reason: "usage errors end with 64, not 2"),
    "choice_invalid": failure(
      64, "lic: 'GPL' is not one of 'MIT', 'BSD', 'None'\\. .+", "a sentence, no traceback"),
    "bool_extra_maybe": failure(
      64, "ok: 'maybe' is neither yes nor no\\. .+", "a sentence, no traceback"),
    "bool_extra_empty": failure(
      64, "ok: '' is neither yes nor no\\. .+", "a sentence, no traceback"),
    "replay_conflict_extra": .init(
      status: 64, sentence: "(fairmlpf|Error): .*--replay.*", reason: "usage errors end with 64"),
    "prompt_eof": failure(
      64,
      "there is no answer to 'slug': the input has ended\\. Answer every question, give slug=… on "
        + "the command line, or use --no-input\\.",
      "a sentence that names the question"),
    "prompt_all_defaults": failure(
      64,
      "there is no answer to 'nul': the input has ended\\. Answer every question, give nul=… on the "
        + "command line, or use --no-input\\.",
      "a sentence that names the question"),
  ]

  private static let template: [String: CookiecutterCaseDifference] = [
    "missing_cookiecutter_json": failure(
      66,
      "there is no template 't' \\(no cookiecutter\\.json in 't' or '.+/home/\\.cookiecutters/t'\\)\\. "
        + "Name a folder that has one, or the address of a git repository\\.",
      "66 is a missing input"),
    "directory_missing": failure(66, ".*zz.*", "66 is a missing input"),
    "git_missing": failure(
      69, "file://.+/none\\.git: the repository cannot be fetched .+",
      "69 is a service that cannot be reached; a sentence, no traceback"),
    "bad_json": failure(
      65, "t/cookiecutter\\.json:1.*: the file is not valid JSON: .+", "65 is damaged data"),
    "template_dir_without_word_cookiecutter": failure(
      65, "t: the template has no folder named like '\\{\\{ cookiecutter\\.repo_name \\}\\}'\\. .+",
      "a sentence, no traceback"),
    "unknown_extension": failure(
      65, "t/cookiecutter\\.json: .*no\\.such\\.Ext.*", "there is no Python to extend"),
    "replay_file_bad": failure(65, "rp\\.json.*cookiecutter.*", "a sentence, no traceback"),
    "config_bad_yaml": failure(65, "c\\.yaml.*", "a sentence, no traceback"),
    "zip_empty": failure(65, ".*t\\.zip.* is empty\\. .+", "65 is damaged data"),
    "syntax_error_in_json": failure(
      65, "t/cookiecutter\\.json.*: unexpected end of template.*", "a sentence, no traceback"),
    "type_error_in_file": failure(
      65, "(t/.*/)?a\\.txt:1:\\d+: unsupported operand type\\(s\\) for \\+: 'int' and 'str'\\. .+",
      "a sentence, no traceback, and nothing half-made is left"),
    "undefined_in_file": failure(
      65, "(t/.*/)?a\\.txt:1:\\d+: .*has no attribute 'nope'\\. .+",
      "a sentence, no listing of all answers"),
    "undefined_in_filename": failure(
      65, ".*\\{\\{cookiecutter\\.nope\\}\\}\\.txt.*: .*has no attribute 'nope'\\. .+",
      "a sentence, no listing of all answers"),
    "undefined_in_dirname": failure(
      65, ".*\\{\\{cookiecutter\\.nope\\}\\}.*: .*has no attribute 'nope'\\. .+",
      "a sentence, no listing of all answers"),
    "undefined_in_project_dir": failure(
      65, "\\{\\{cookiecutter\\.nope\\}\\}:1:\\d+: .*has no attribute 'nope'\\. .+",
      "a sentence, no listing of all answers"),
  ]

  private static let files: [String: CookiecutterCaseDifference] = [
    "empty_dirname_collides": failure(
      65, ".*opt.*: the folder's name becomes empty\\. .+", "nothing half-made is left"),
    "two_dirs_same_name": failure(
      65, ".*: the folder is made twice, as 'same'\\. .+", "nothing half-made is left"),
    "escape_dotdot": failure(
      64, ".*: the answers give the project the folder name '\\.\\./evil', .+",
      "nothing is written outside of the output folder"),
    "dotgit_ds_store": failure(
      65, ".*\\.git.*: its name becomes '.*\\.git.*', and git runs programs .+",
      "git runs programs that such a folder names"),
    "absolute_slug": failure(
      64, ".*: the answers give the project the folder name '/.+…?', .+",
      "nothing is written outside of the output folder"),
    "symlink_file": .init(
      ours: ["proj/l.txt": "-> a.txt"], reason: "links within the project stay links"),
    "symlink_dir": .init(
      ours: ["proj/l": "-> d", "proj/l/": nil], reason: "links within the project stay links"),
    "symlink_broken": .init(
      ours: ["proj/a.txt": "x", "proj/l.txt": "-> nope"],
      reason: "links within the project stay links"),
    "binary_nul": .init(
      ours: ["proj/n.dat": "abc\0{{cookiecutter.name}}"],
      reason: "a zero byte makes a file binary, as in releases of binaryornot before 0.6"),
  ]

  private static let consent = ["--accept-hooks", "yes"]
  private static let hooks: [String: CookiecutterCaseDifference] = [
    "hooks_py": .init(extra: consent, reason: "hooks run only with consent"),
    "hook_pre_fail": .init(
      status: 65, sentence: "fairmlpf: .*pre_gen_project.*\\b3\\b.*", extra: consent,
      reason: "hooks run only with consent; a sentence, no traceback"),
    "hook_post_fail": .init(
      status: 65, sentence: "fairmlpf: .*post_gen_project.*\\b4\\b.*", extra: consent,
      reason: "hooks run only with consent; a sentence, no traceback"),
    "hook_post_fail_keep": .init(
      status: 65, sentence: "fairmlpf: .*post_gen_project.*\\b4\\b.*", extra: consent,
      keepsFiles: true, reason: "hooks run only with consent; a sentence, no traceback"),
    "hook_fail_existing_dir_not_deleted": .init(
      status: 65, sentence: "fairmlpf: .*post_gen_project.*\\b4\\b.*", extra: consent,
      reason: "hooks run only with consent; a sentence, no traceback"),
  ]
}
