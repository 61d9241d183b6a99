import Files
import Foundation
import TestSupport
import Testing

/// An experiment whose events come from a record.
@Suite struct FetchExperimentTests {
  static let settings = TinyExperiment.settings().replacing(
    "source: folder", with: "source: doi, doi: 10.5281/zenodo.1")

  /// Runs a test in an experiment without events, beside a server that has them and one file more.
  static func test(
    _ settings: String = settings, _ body: (Program, FaultyServer, [String: String]) throws -> Void
  ) throws {
    let events = Array(
      try Data(contentsOf: URL(filePath: Repository.events("sound-np2-p3.pkl"))))
    let files = ["a.pkl": events, "b.pkl": events, "c.pkl": events, "d.pkl": events]
    let server = try FaultyServer(files)
    defer { server.stop() }
    var digest = Digest(.md5)
    digest.update(events.span.bytes)
    let md5 = digest.finish()
    server.describe(files.mapValues { _ in md5 })
    try Program.test { fairmlpf in
      try AtomicFile.write(settings, to: fairmlpf.folder + "/experiment.yaml")
      try body(fairmlpf, server, ["FAIRMLPF_CATALOG_URL": server.url])
    }
  }

  @Test func fetchesWhatItNeedsAndNothingElse() throws {
    try Self.test { fairmlpf, server, environment in
      let result = try fairmlpf("fetch", "-q", environment: environment)
      #expect(result.status == 0, "\(result.errors)")
      let names = result.output.split(separator: "\n").map { $0.suffix(15) }
      #expect(names == ["/data/raw/a.pkl", "/data/raw/b.pkl", "/data/raw/c.pkl"])
      #expect(server.requests(for: "d.pkl") == [])
      // Training asks nobody when all is there.
      let count = server.requests.count
      #expect(try fairmlpf("train", "-q", environment: environment).status == 0)
      #expect(server.requests.count == count)
    }
  }

  @Test func trainingFetchesOnlyWithConsent() throws {
    try Self.test { fairmlpf, server, environment in
      let refused = try fairmlpf("train", "-q", environment: environment)
      #expect(refused.status == 66)
      #expect(
        refused.errors.hasSuffix(
          "/data/raw: files of the data set 10.5281/zenodo.1 are not here. "
            + "Run 'fairmlpf fetch' first, or the same command with --yes.\n"))
      #expect(server.requests == [])
      let trained = try fairmlpf("train", "-q", "--yes", environment: environment)
      #expect(trained.status == 0, "\(trained.errors)")
      #expect(server.requests(for: "a.pkl").count == 1)
      #expect(try FolderSnapshot(fairmlpf.folder).files["models/baseline/training.json"] != nil)
    }
  }

  @Test func aPersonIsAskedAndToldTheSize() throws {
    try Self.test { fairmlpf, server, environment in
      let bytes = try Data(contentsOf: URL(filePath: Repository.events("sound-np2-p3.pkl"))).count
      let question = "Fetch 3 files, \(ByteText.of(3 * bytes)), into "
      for (answer, status) in [("n\r", 130), ("y\r", 0)] as [(String, Int32)] {
        let terminal = try PseudoTerminal(fairmlpf, "train", columns: 200, environment: environment)
        try terminal.wait(for: question)
        // So far only the record was asked for.
        #expect(server.requests(for: "a.pkl") == [])
        terminal.type(answer)
        #expect(try terminal.wait().code == status)
      }
      #expect(server.requests(for: "a.pkl").count == 1)
    }
  }

  @Test func doesNotTrainOnOtherFilesThanWereFetched() throws {
    try Self.test { fairmlpf, server, environment in
      _ = try fairmlpf("fetch", "-q", environment: environment)
      let other = Repository.events("sound-np2-p2.pkl")
      let path = fairmlpf.folder + "/data/raw/b.pkl"
      try FileManager.default.removeItem(atPath: path)
      try FileManager.default.copyItem(atPath: other, toPath: path)
      for (source, status) in [("doi", 66), ("folder", 65)] as [(String, Int32)] {
        try AtomicFile.write(
          Self.settings.replacing("source: doi", with: "source: \(source)"),
          to: fairmlpf.folder + "/experiment.yaml")
        #expect(try fairmlpf("train", "-q", environment: environment).status == status)
      }
    }
  }

  @Test func aWiderPatternIsNotTakenForComplete() throws {
    let some = Self.settings.replacing("train: a.pkl", with: "train: \"[a]*\"")
    try Self.test(some) { fairmlpf, server, environment in
      _ = try fairmlpf("fetch", "-q", environment: environment)
      try AtomicFile.write(
        some.replacing("[a]*", with: "[ad]*"), to: fairmlpf.folder + "/experiment.yaml")
      let result = try fairmlpf("train", "-q", "-y", environment: environment)
      #expect(result.status == 0, "\(result.errors)")
      #expect(server.requests(for: "d.pkl").count == 1)
    }
  }

  @Test func theDataSetMustHaveAName() throws {
    try Self.test(Self.settings.replacing(", doi: 10.5281/zenodo.1", with: "")) { fairmlpf, _, _ in
      let result = try fairmlpf("train")
      #expect(result.status == 65)
      #expect(
        result.errors.contains("'data.source' is doi, and 'data.doi' names no data set"))
    }
  }
}
