import ArgumentParser

/// Which experiment a command works on.
struct ExperimentDirectory: ParsableArguments {
  @Option(
    name: .customShort("C"),
    help: ArgumentHelp(
      "The experiment's folder. Default: the nearest one with experiment.yaml, from here upwards.",
      valueName: "dir"),
    completion: .directory)
  var directory: String?
}

/// Which experiment a command works on, and whether it repeats finished work.
struct ExperimentOptions: ParsableArguments {
  @OptionGroup var place: ExperimentDirectory

  @Flag(
    help: """
      Repeat the work even if it is up to date. With 'train' and 'run', the training starts from the \
      beginning.
      """)
  var force = false

  /// The folder the user named.
  var directory: String? { place.directory }
}
