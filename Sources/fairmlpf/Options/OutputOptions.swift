import ArgumentParser
import Files

/// How much a command says.
struct OutputOptions: ParsableArguments {
  @Flag(name: .shortAndLong, help: "Say nothing but results and errors.")
  var quiet = false

  @Flag(help: "Tell what lies beneath an error.")
  var verbose = false

  /// Progress of one piece of long work.
  func progress(_ unit: String) -> TerminalProgress { TerminalProgress(unit: unit, quiet: quiet) }
}
