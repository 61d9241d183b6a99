import ArgumentParser

/// Which experiment a command works on.
struct ExperimentOptions: ParsableArguments {
  @Option(
    name: .customShort("C"),
    help: ArgumentHelp(
      "The experiment's folder. Default: the current folder or the nearest one above it with experiment.yaml.",
      valueName: "dir"),
    completion: .directory)
  var directory: String?

  @Flag(help: "Repeat the work even if its results are up to date; a training starts from the beginning.")
  var force = false
}
