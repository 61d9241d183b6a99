import ArgumentParser

/// `fairmlpf publish …`.
struct Publish: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Send the package of an experiment to a repository.",
    subcommands: [PublishZenodo.self, PublishDockerHub.self, PublishDLHub.self])
}
