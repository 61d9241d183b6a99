import Files
import Foundation
import TestSupport

/// An experiment that is published, beside a site of its own.
struct PublishedExperiment {
  let fairmlpf: Program
  let repository: FakeRepository

  static let token = "secret-word-7"

  /// Runs a test.
  static func test(
    fault: (@Sendable (Int, FakeRepository.Request) -> FakeRepository.Fault?)? = nil,
    _ body: (PublishedExperiment) throws -> Void
  ) throws {
    let repository = try FakeRepository(token: token, fault: fault)
    defer { repository.stop() }
    try Program.test { fairmlpf in
      try AtomicFile.write(TinyExperiment.settings(), to: fairmlpf.folder + "/experiment.yaml")
      try PublicationSample.make(in: fairmlpf.folder + "/publication")
      try body(PublishedExperiment(fairmlpf: fairmlpf, repository: repository))
    }
  }

  static let environment = ["INVENIORDM_TOKEN": token]

  private func arguments(_ more: [String]) -> [String] {
    ["publish", "zenodo", "--base-url", repository.url] + more
  }

  /// Publishes.
  func publish(
    _ more: String..., environment: [String: String] = environment
  ) throws -> Command.Result {
    try fairmlpf.run(arguments(more), environment: environment)
  }

  /// Begins to publish.
  func start(_ more: String...) throws -> Command {
    try fairmlpf.start(arguments(more), environment: Self.environment)
  }

  /// Publishes on a terminal.
  func terminal(_ more: String) throws -> PseudoTerminal {
    try PseudoTerminal(
      fairmlpf, "publish", "zenodo", "--base-url", repository.url, more, columns: 200,
      environment: Self.environment)
  }

  /// Whether the files of a deposit are those of the publication.
  func holdsAll(_ deposit: DraftStore.Deposit?) throws -> Bool {
    guard let deposit else { return false }
    let folder = fairmlpf.folder + "/publication"
    var own: [String: Data] = [:]
    for name in try FolderContents.names(folder) where !FolderContents.isFolder("\(folder)/\(name)")
    {
      own[name] = try Data(contentsOf: URL(filePath: "\(folder)/\(name)"))
    }
    return deposit.files.allSatisfy { $0.value.isCommitted }
      && deposit.files.compactMapValues(\.content) == own
  }

  /// Whether a text is in any file of the experiment.
  func isKept(_ text: String) throws -> Bool {
    let words = Data(text.utf8)
    let names = FileManager.default.enumerator(atPath: fairmlpf.folder)
    while let name = names?.nextObject() as? String {
      let path = "\(fairmlpf.folder)/\(name)"
      if let data = try? Data(contentsOf: URL(filePath: path)), data.range(of: words) != nil {
        return true
      }
    }
    return false
  }
}
