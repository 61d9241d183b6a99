import Files
import Foundation
import TestSupport
import Testing

/// An experiment that is published, beside a site of its own.
struct PublishedExperiment {
  let fairmlpf: Program
  let repository: FakeRepository

  static let token = "secret-word-7"

  /// Makes it once, with all results that a publication has; tests work on copies.
  private static let finished: String? = {
    let folder = Repository.path + "/.build/test-published"
    try? FileManager.default.removeItem(atPath: folder)
    do {
      try TinyExperiment.make(in: folder)
      try AtomicFile.write(citation(), to: folder + "/CITATION.cff")
      try AtomicFile.write("# Tiny\n\nAn experiment.\n", to: folder + "/README.md")
      let fairmlpf = Program(folder: folder)
      for command in ["train", "evaluate", "explain", "report"] {
        let result = try fairmlpf(command, "-q")
        guard result.status == 0 else {
          Issue.record("\(command): \(result.errors)")
          return nil
        }
      }
    } catch {
      Issue.record(error)
      return nil
    }
    return folder
  }()

  /// What its `CITATION.cff` says.
  static func citation(version: String = "1.0.0", family: String = "Müller") -> String {
    """
    cff-version: 1.2.0
    message: "Please cite it."
    type: software
    title: "Particle flow"
    authors:
      - given-names: "Zoë"
        family-names: "\(family)"
    version: "\(version)"
    license: MIT

    """
  }

  /// Runs a test.
  static func test(
    fault: (@Sendable (Int, FakeRepository.Request) -> FakeRepository.Fault?)? = nil,
    _ body: (PublishedExperiment) throws -> Void
  ) throws {
    let finished = try #require(finished)
    let repository = try FakeRepository(token: token, fault: fault)
    defer { repository.stop() }
    try Program.test { fairmlpf in
      for name in try FolderContents.names(finished) {
        try FileManager.default.copyItem(
          atPath: "\(finished)/\(name)", toPath: "\(fairmlpf.folder)/\(name)")
      }
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
