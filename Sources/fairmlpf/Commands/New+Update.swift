import ArgumentParser
import Experiment
import Files
import Scaffold

// A project that exists: `fairmlpf new --check`, `--diff` and `--update`.
extension New {
  /// Refuses options that make no sense together.
  func validateUpdate() throws {
    let modes = [
      ("--check", update.check), ("--diff", update.diff), ("--update", update.target != nil),
    ].filter(\.1).map(\.0)
    guard modes.count == 1 else {
      throw ValidationError("Choose one of \(modes.joined(separator: " and ")).")
    }
    guard templates.isEmpty else {
      throw ValidationError(
        "'\(templates[0])' is not of the form name=value. The project knows its template; "
          + "name a project with -C.")
    }
    guard !update.check || answers.isEmpty else {
      throw ValidationError(
        "--check compares with the answers the project remembers; give others to --diff or --update."
      )
    }
    guard update.reference == nil || scaffold.checkout == nil else {
      throw ValidationError(
        "Name the branch, tag or commit behind --update or --checkout, not both.")
    }
    let useful: Set = ["--no-input", "--checkout", "--seed"]
    let useless = scaffold.given.first { !useful.contains($0) } ?? (dryRun ? "--dry-run" : nil)
    if let option = useless {
      throw ValidationError(
        "\(option) is for new projects, not for \(modes[0])."
          + (option == "--dry-run" ? " Use --diff to see what would change." : ""))
    }
  }

  /// Compares a project with its template, or updates it.
  func runUpdate(_ configuration: UserConfiguration) throws {
    var options = try scaffold.options(answers: answers)
    options.apply(configuration)
    let isUpdate = update.target != nil
    let prompter: any Prompter =
      isUpdate && !scaffold.noInput
      ? TerminalPrompter() : DefaultsPrompter(speaker: TerminalPrompter())
    let updater = ProjectUpdater(
      locator: scaffold.locator(configuration),
      bundled: { () throws(Failure) in try ResourceFolder.experimentTemplate() },
      isInteractive: ScaffoldArguments.isInteractive, tool: Self.tool,
      isCancelled: Interrupt.isRequested)
    let code = try updater.prepare(
      update.project, checkout: update.reference ?? scaffold.checkout, options,
      for: isUpdate ? .update : .look, prompter: prompter
    ) { found throws(Failure) in
      if update.check { return try tellCheck(found) }
      if update.diff { return try tellDifference(found) }
      return try carryOut(found)
    }
    if code != 0 { throw ExitCode(code) }
  }

  private func tellCheck(_ found: ProjectUpdate) throws(Failure) -> Int32 {
    let summary = UpdateSummary(found)
    try StandardOutput.write(summary.check + "\n")
    return found.changes.isEmpty ? 0 : 1
  }

  private func tellDifference(_ found: ProjectUpdate) throws(Failure) -> Int32 {
    try StandardOutput.write(
      try found.difference(hasColours: StandardOutput.isTerminal && TextStyle.hasColours))
    report(UpdateSummary(found).problems)
    return 0
  }

  private func carryOut(_ found: ProjectUpdate) throws(Failure) -> Int32 {
    try found.write()
    let summary = UpdateSummary(found)
    for change in found.changes {
      try StandardOutput.write("\(change.kind.rawValue) \(Visible.line(change.path))\n")
    }
    report(summary.problems)
    output.progress("").say(summary.update)
    return found.conflicts.isEmpty ? 0 : 1
  }

  private func report(_ problems: [String]) {
    for problem in problems { StandardError.write("\(problem)\n") }
  }
}
