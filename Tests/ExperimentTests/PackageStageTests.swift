import Experiment
import Files
import Foundation
import Publication
import TestSupport
import Testing

/// The publication of an experiment that trains in milliseconds.
@Suite struct PackageStageTests {
  let folder: TemporaryFolder

  private static let citation = """
    cff-version: 1.2.0
    message: Cite it.
    title: A tiny experiment
    version: 0.1.0
    authors:
      - family-names: Doe
        given-names: Jane
    license: MIT

    """

  /// An experiment with all results, made once.
  private static let finished = Result { () throws -> String in
    let folder = try TemporaryFolder.untilTheEnd()
    try TinyExperiment.make(in: folder)
    try AtomicFile.write(citation, to: folder + "/CITATION.cff")
    try AtomicFile.write("# Tiny\n\nText.\n", to: folder + "/README.md")
    let experiment = try ExperimentFolder(folder)
    let settings = try ExperimentFile(experiment.settings)
    let quiet = SilentProgress()
    _ = try TrainStage(experiment, settings).run(
      force: false, converting: quiet, training: quiet, shouldStop: { false })
    _ = try EvaluateStage(experiment, settings).run(
      force: false, converting: quiet, evaluating: quiet, shouldStop: { false })
    _ = try ExplainStage(experiment, settings).run(
      force: false, converting: quiet, explaining: quiet, shouldStop: { false })
    _ = try ReportStage(experiment, settings).run(
      force: false, drawing: quiet, shouldStop: { false })
    return folder
  }

  init() throws {
    folder = try TemporaryFolder()
    try FileManager.default.removeItem(atPath: folder.path)
    try FileManager.default.copyItem(atPath: Self.finished.get(), toPath: folder.path)
  }

  private var publication: String { folder.path + "/publication" }

  @discardableResult
  private func pack(
    doi: DOI? = nil, force: Bool = false, _ environment: [String: String] = [:]
  ) throws(Failure) -> PackageStage.Report {
    let experiment = try ExperimentFolder(folder.path)
    return try PackageStage(
      experiment, ExperimentFile(experiment.settings), environment: environment
    ).run(doi: doi, force: force)
  }

  private func text(_ path: String) throws -> String {
    try String(contentsOfFile: "\(folder.path)/\(path)", encoding: .utf8)
  }

  private func write(_ text: String, to path: String) throws(Failure) {
    try AtomicFile.write(text, to: "\(folder.path)/\(path)")
  }

  /// What the stage says, with the folder of the test left out.
  private func said() -> String? {
    failure { () throws(Failure) in try pack() }?
      .description.replacing(folder.path + "/", with: "")
  }

  @Test func everythingIsThereOnceAndTheSame() throws {
    let first = try pack()
    #expect(!first.wasUpToDate && first.path == publication && first.changed.isEmpty)
    let names = Set(try FileManager.default.contentsOfDirectory(atPath: publication))
    #expect(
      names == [
        ".dockerignore", ".zenodo.json", "CITATION.cff", "Dockerfile", "MODEL_CARD.md", "README.md",
        "checksums.sha256",
        "codemeta.json", "croissant.json", "datacite.json", "dlhub", "dlhub.zip", "dockerhub",
        "dockerhub.zip", "evaluation.json", "experiment.yaml", "explanation.json", "fair4ml.jsonld",
        "garden.json", "metrics.csv", "model.onnx",
        "model.safetensors", "relevance.safetensors", "report.html", "reports.zip",
        "ro-crate-metadata.json", "training.json", "zenodo.json",
      ])
    let result = try Command.run(
      "/usr/bin/env", ["sha256sum", "--check", "--quiet", "checksums.sha256"], in: publication)
    #expect(result.status == 0 && result.output == "")
    #expect(try pack().wasUpToDate)
    let before = try text("publication/checksums.sha256")
    try FileManager.default.removeItem(atPath: publication)
    try pack()
    #expect(try text("publication/checksums.sha256") == before)
  }

  @Test func noFileNamesThisComputer() throws {
    try pack()
    let result = try Command.run(
      "/usr/bin/env", ["grep", "-rlF", folder.path, publication], in: "/")
    #expect(result.output == "")
  }

  @Test func theDateIsThatOfTheNewestResultOrGiven() throws {
    let release = try pack().release
    #expect(release.date == release.explanation?.activity.end)
    let given = try pack(["SOURCE_DATE_EPOCH": "86400"])
    #expect(!given.wasUpToDate)
    #expect(try text("publication/CITATION.cff").contains("date-released: \"1970-01-02\""))
    #expect(try pack(["SOURCE_DATE_EPOCH": "86400"]).wasUpToDate)
  }

  @Test(arguments: [
    (
      "models/baseline/model.safetensors",
      "models/baseline/model.safetensors: there is no trained model. Run 'fairmlpf train' first."
    ),
    (
      "models/baseline/training.json",
      "models/baseline/training.json: there is no finished training. Run 'fairmlpf train' first."
    ),
    (
      "reports/evaluation.json",
      "reports/evaluation.json: there is no evaluation. Run 'fairmlpf evaluate' first."
    ),
    (
      "reports/explanation.json",
      "reports/explanation.json: there is no explanation. Run 'fairmlpf explain' first."
    ),
    (
      "reports/report.html",
      "reports/report.html: the report is missing or older than the results. "
        + "Run 'fairmlpf report' first."
    ),
    (
      "CITATION.cff",
      "CITATION.cff: there is no CITATION.cff, which says who made the experiment and what it is "
        + "called. Write one as citation-file-format.github.io explains, or copy that of an experiment "
        + "made by 'fairmlpf new'."
    ),
  ])
  func whatIsMissingIsNamed(_ path: String, _ sentence: String) throws {
    try FileManager.default.removeItem(atPath: "\(folder.path)/\(path)")
    #expect(said() == sentence)
    #expect(!FileManager.default.fileExists(atPath: publication))
  }

  @Test func aChangedSettingIsNamed() throws {
    let settings = try text("experiment.yaml")
    try write(settings.replacing("1.0e-3", with: "2.0e-3"), to: "experiment.yaml")
    #expect(
      said()
        == "models/baseline/training.json: the network was trained with 'learning_rate' 0.001, and "
        + "experiment.yaml says 0.002 now. Run 'fairmlpf train', or set it back.")
    try write(settings.replacing("epochs: 2", with: "epochs: 3"), to: "experiment.yaml")
    #expect(
      said() == "models/baseline/training.json: the network was trained for 2 epochs, and "
        + "experiment.yaml says 3 now. Run 'fairmlpf train'.")
    try write(settings.replacing("name: tiny", with: "name: other"), to: "experiment.yaml")
    #expect(
      said()
        == "reports/evaluation.json: the result is of another experiment than the experiment has "
        + "now. Run 'fairmlpf evaluate' first.")
    // What does not change any result is no reason to do one again.
    try write(settings + "# a comment\n", to: "experiment.yaml")
    #expect(said() == nil)
  }

  @Test func aModelThatWasChangedIsNoticed() throws {
    let path = folder.path + "/models/baseline/model.safetensors"
    var bytes = try Data(contentsOf: URL(filePath: path))
    bytes[bytes.count - 5] ^= 1
    try bytes.write(to: URL(filePath: path))
    #expect(
      said()
        == "reports/evaluation.json: the result is of another model than the experiment has now. "
        + "Run 'fairmlpf evaluate' first.")
  }

  @Test func aSummaryOfAnOlderVersionIsNamed() throws {
    let path = "models/baseline/training.json"
    let old = try text(path).replacing("\"architecture\"", with: "\"older\"")
    try write(old, to: path)
    #expect(
      said()
        == "\(path): the summary was written by an older version and does not say how the network "
        + "was trained. Remove the file and run 'fairmlpf train', which writes it anew.")
  }

  @Test func aReservedDOIGoesEverywhere() throws {
    let doi = try #require(DOI("10.5281/zenodo.42"))
    let report = try pack(doi: doi)
    #expect(report.changed == [folder.path + "/CITATION.cff", folder.path + "/README.md"])
    #expect(try text("CITATION.cff").contains("\ndoi: \"10.5281/zenodo.42\"\nauthors:"))
    #expect(try text("README.md").contains("https://doi.org/10.5281/zenodo.42"))
    for name in [
      "CITATION.cff", "codemeta.json", "datacite.json", "MODEL_CARD.md", "README.md",
      "ro-crate-metadata.json", "fair4ml.jsonld",
    ] {
      #expect(try text("publication/\(name)").contains("10.5281/zenodo.42"), "\(name)")
    }
    let again = try pack()
    #expect(again.wasUpToDate && again.changed.isEmpty)
  }

  @Test func aDOIOfASandboxStaysInThePublication() throws {
    let before = try (text("CITATION.cff"), text("README.md"))
    let report = try pack(doi: DOI("10.5072/zenodo.42"))
    #expect(report.changed.isEmpty)
    #expect(try text("publication/datacite.json").contains("10.5072/zenodo.42"))
    #expect(try (text("CITATION.cff"), text("README.md")) == before)
    #expect(try pack().release.doi == nil)
  }

  @Test func theDOIOfADepositIsThatOfItsVersion() throws {
    var record = ReleaseRecord()
    func deposit(_ doi: String, _ version: String) {
      record.deposits.append(
        ReleaseRecord.Deposit(
          repository: "https://zenodo.org", record: "1", doi: doi, state: .published,
          version: version))
    }
    deposit("10.5281/zenodo.1", "0.1.0")
    deposit("10.5072/zenodo.2", "0.1.0")
    try write(ResultJSON.encode(record, at: "release.json"), to: "release.json")
    #expect(try pack().release.doi == DOI("10.5281/zenodo.1"))
    // CITATION.cff has it now, and the next version must not take it over.
    try write(
      text("CITATION.cff").replacing("version: 0.1.0", with: "version: 0.2.0"), to: "CITATION.cff")
    #expect(try pack().release.doi == nil)
  }

  @Test func filesOfALockAreFoundAgainByTheirDigest() throws {
    #expect(try pack().release.data.origin == .own)
    let digest = try SHA256Digest.ofFile(folder.path + "/data/raw/a.pkl")
    try write(
      """
      {"schema": 1, "doi": "10.5281/zenodo.7", "record": "7", "repository": "https://zenodo.org",
       "page": "https://zenodo.org/records/7", "title": "Three events", "version": "2",
       "authors": [{"name": "Müller, Zoë", "orcid": "0000-0002-1825-0097"}], "licence": "cc-by-4.0",
       "published": "2021-01-21", "retrieved": "2026-01-31", "complete": [],
       "files": [{"name": "a.pkl", "size": 1, "sha256": "\(digest)",
        "url": "https://zenodo.org/records/7/files/a.pkl?download=1"}]}
      """, to: "data/dataset.lock.json")
    let data = try pack().release.data
    #expect(data.origin == .record && data.doi == DOI("10.5281/zenodo.7"))
    #expect(data.licence == "CC-BY-4.0" && data.authors.map(\.family) == ["Müller"])
    #expect(data.files.map(\.purpose) == [.training, .validation, .test])
    #expect(data.files.allSatisfy { $0.address?.hasSuffix("a.pkl?download=1") == true })
    #expect(data.stores.map(\.events) == [3, 3, 3])
    #expect(try text("publication/dataset.lock.json") == text("data/dataset.lock.json"))
  }

  @Test func filesOfTheUserInReportsStayAtHome() throws {
    try write("private", to: "reports/private.csv")
    try pack()
    let result = try Command.run(
      "/usr/bin/env", ["python3", "-m", "zipfile", "-l", "reports.zip"], in: publication)
    #expect(result.output.contains("accuracy.csv") && !result.output.contains("private"))
  }

  /// Whoever made the experiment may want to read what only its user can.
  @Test(arguments: ["LICENSE", "reports/accuracy.csv", "reports/relevance.safetensors"])
  func linksThatLeadOutAreNotFollowed(_ name: String) throws {
    let secret = try TemporaryFolder()
    try AtomicFile.write("a secret", to: secret.path + "/secret")
    let path = "\(folder.path)/\(name)"
    try? FileManager.default.removeItem(atPath: path)
    try FileManager.default.createSymbolicLink(
      atPath: path, withDestinationPath: secret.path + "/secret")
    #expect(
      said() == "\(name): this is a link that leads out of the experiment, and would be published. "
        + "Put the file itself here.")
    #expect(!FileManager.default.fileExists(atPath: publication))
  }

  @Test func linksInsideTheExperimentArePublishedAsFiles() throws {
    try write("Do what you like.\n", to: "terms.txt")
    try FileManager.default.createSymbolicLink(
      atPath: folder.path + "/LICENSE", withDestinationPath: "terms.txt")
    try pack()
    #expect(try text("publication/LICENSE") == "Do what you like.\n")
    #expect(FolderContents.isFileItself(publication + "/LICENSE"))
  }
}
