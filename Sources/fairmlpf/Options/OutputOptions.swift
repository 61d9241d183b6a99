import ArgumentParser
import Files
import MLPF

/// How much a command says.
struct OutputOptions: ParsableArguments {
  @Flag(name: .shortAndLong, help: "Say nothing but results and errors.")
  var quiet = false

  @Flag(help: "Tell what lies beneath an error.")
  var verbose = false

  /// Progress of one piece of long work; only one of several ranks shows it.
  func progress(_ unit: String, _ ranks: Ranks = .solo) -> TerminalProgress {
    TerminalProgress(unit: unit, quiet: quiet || !ranks.isFirst)
  }
}
