import ArgumentParser
import Experiment
import Files
import MLPF

/// The program: parses the command line, runs a command, and ends with the exit code of what happened.
@main struct FairMLPF: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fairmlpf",
    abstract: "FAIR machine-learning experiments with machine-learned particle flow (MLPF).",
    discussion: """
      Start with 'fairmlpf new', which makes a folder, then say 'fairmlpf run' in that folder.

      Exit codes: 0 done, 1 the template of a project has moved on or conflicts are left ('new'), or a \
      metric has failed ('check --strict'), 64 wrong command line, 65 bad data or settings, 66 missing \
      input, 69 the network, a service or another program cannot be used, 70 a mistake of the program, \
      73 cannot create a file or folder, 74 reading or writing failed half-way, 77 no permission, 130 \
      interrupted.
      """,
    version: Version.current,
    subcommands: [
      New.self, Fetch.self, Run.self, Train.self, Evaluate.self, Explain.self, Report.self,
      Predict.self, Export.self, Package.self, Check.self, Publish.self, DataCommands.self,
    ])

  static func main() {
    StandardDescriptors.take()
    do {
      var command = try parseAsRoot()
      try Job.check(command)
      try command.run()
      Ranks.leave()
    } catch let failure as Failure {
      Job.end(failure, say)
      exit(withError: ExitCode(failure.status.rawValue))
    } catch {
      Ranks.leave()
      exit(withError: error)
    }
  }

  private static func say(_ failure: Failure) {
    StandardError.write("fairmlpf: \(failure)\n")
    for line in failure.excerpt { StandardError.write("  \(line)\n") }
    if let cause = failure.cause, CommandLine.arguments.contains("--verbose") {
      StandardError.write("  because: \(cause)\n")
    }
  }
}
