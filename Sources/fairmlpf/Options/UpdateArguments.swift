import ArgumentParser

/// What `fairmlpf new` does with a project that exists.
struct UpdateArguments: ParsableArguments {
  @Flag(help: "Say whether the template has moved on; exit code 1 if so.")
  var check = false

  @Flag(help: "Print what an update would change, in the form that 'git apply' takes.")
  var diff = false

  @Option(
    name: .customLong("update"), defaultAsFlag: "",
    help: ArgumentHelp(
      """
      Bring the project to its template as it is now, or to a branch, tag or commit of it. The project \
      must be committed to git.
      """, valueName: "ref"))
  var target: String?

  @Option(
    name: .customShort("C"),
    help: ArgumentHelp(
      "The project's folder. Default: the nearest one with .fairmlpf.json, from here upwards.",
      valueName: "dir"),
    completion: .directory)
  var project: String?

  /// Whether a project that exists is meant.
  var isUsed: Bool { check || diff || target != nil }

  /// The branch, tag or commit to come to; `nil` if the user names none.
  var reference: String? {
    target.flatMap { $0.isEmpty || $0.contains("=") ? nil : $0 }
  }

  /// An answer that stands behind `--update`, where the parser takes it for a branch.
  var answers: [String] { target.map { $0.contains("=") ? [$0] : [] } ?? [] }
}
