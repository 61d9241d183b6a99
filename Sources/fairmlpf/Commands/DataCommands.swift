import ArgumentParser

/// `fairmlpf data …`.
struct DataCommands: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "data", abstract: "Look at events, convert them, or write the bundled sample.",
    subcommands: [DataInfoCommand.self, DataConvert.self, DataSample.self])
}
