import Catalog
import Files
import Foundation
import HTTP
import Publication
import TestSupport

/// An experiment's folder beside a site of its own.
final class DepositCase {
  let folder: TemporaryFolder
  let repository: FakeRepository
  let lines = SpokenLines()

  init(fault: (@Sendable (Int, FakeRepository.Request) -> FakeRepository.Fault?)? = nil) throws {
    folder = try TemporaryFolder()
    repository = try FakeRepository(fault: fault)
    try PublicationSample.make(in: publication)
  }

  deinit { repository.stop() }

  var path: String { folder.path }
  var publication: String { path + "/publication" }

  /// Lets a site go wrong with requests whose method and path end in a text.
  static func fault(
    _ step: String, _ fault: FakeRepository.Fault
  ) -> @Sendable (Int, FakeRepository.Request) -> FakeRepository.Fault? {
    { _, request in request.step.hasSuffix(step) ? fault : nil }
  }

  func deposition(token: String = "right-token") throws -> Deposition {
    let site = try DepositSite(repository.url)
    let server = DepositServer(
      site, token: try site.token(UserCredentials(environment: ["INVENIORDM_TOKEN": token])),
      http: HTTP(agent: "fairmlpf/test"),
      patience: Patience(attempts: 3, sleep: { _, _ in }, chance: { 1 }), progress: lines)
    return Deposition(InvenioDrafts(server, pause: { _ in }), folder: path)
  }

  /// Brings the draft up to date.
  @discardableResult func update(
    newVersion: Bool = false, token: String = "right-token"
  ) throws -> Deposition.Report {
    let publication = publication
    return try deposition(token: token).update(newVersion: newVersion) { doi throws(Failure) in
      // Like the real one, it knows the DOI of what is published.
      if let doi {
        try AtomicFile.write("A model. DOI: \(doi)\n", to: publication + "/README.md")
      }
      return publication
    }
  }

  /// What publishing ends with.
  func problem(newVersion: Bool = false, token: String = "right-token") -> Failure? {
    do {
      try update(newVersion: newVersion, token: token)
      return nil
    } catch {
      return error as? Failure
    }
  }

  /// Brings the draft up to date and publishes it.
  func publish(newVersion: Bool = false) throws -> Draft {
    try deposition().publish(try update(newVersion: newVersion).draft)
  }

  var record: ReleaseRecord {
    get throws { try ReleaseRecord.read(in: path) }
  }

  /// Whether the files of a deposit are those of the publication.
  func holdsAll(_ deposit: DraftStore.Deposit?) throws -> Bool {
    guard let deposit else { return false }
    var own: [String: Data] = [:]
    for name in PublicationSample.names {
      own[name] = try Data(contentsOf: URL(filePath: "\(publication)/\(name)"))
    }
    return deposit.files.allSatisfy { $0.value.isCommitted }
      && deposit.files.compactMapValues(\.content) == own
  }
}
