import Files
import Foundation
import Publication
import TestSupport

/// Facts of a release as a test needs them.
enum SampleRelease {
  /// The texts that users write.
  struct Texts {
    var title = "Particle flow with a graph network"
    var abstract = "A small network.\n\nIts second paragraph."
    var author = "Doe"
    var keyword = "particle flow"
    var affiliation = "A university"
    var data = "Events of a test"
    var file = "events 0.pkl.bz2"
    var setting = "adam"
    var licence: String? = "MIT"
  }

  static let digest = String(repeating: "0123456789abcdef", count: 4)

  /// The facts, with a text wherever a user may write one.
  static func make(
    _ texts: Texts = Texts(), doi: String? = nil, data: DOI? = nil, at seconds: Int = 1_790_000_000
  ) throws(Failure) -> Release {
    let citation = Citation(
      title: texts.title, abstract: texts.abstract,
      authors: [
        Citation.Author(
          given: "Jane", family: texts.author, orcid: "0000-0002-1825-0097",
          affiliation: texts.affiliation, email: "jane@example.org"),
        Citation.Author(given: "", family: "The collaboration", isGroup: true),
      ],
      version: "0.1.0", licence: texts.licence, keywords: [texts.keyword, "graph"],
      repository: "https://example.org/mlpf")
    let doi = doi.flatMap { DOI($0) }
    let date = ReleaseDate(seconds: seconds)
    let score = Release.Score(
      method: "MLPF", elements: "all elements",
      accuracy: Release.Measured(0.9, lower: 0.85, upper: 0.95),
      classes: [
        Release.ClassScore(
          name: "photon", elements: 20, efficiency: Release.Measured(0.5, lower: 0.4, upper: 0.6),
          fakeRate: nil)
      ])
    var better = score
    better.method = "rule-based PF"
    better.classes[0].efficiency = Release.Measured(0.9, lower: 0.8, upper: 1)
    return Release(
      citation: citation, citationText: try cff(texts, doi: doi, date), doi: doi, date: date,
      experiment: texts.title, run: "baseline",
      program: Release.Program(name: "fairmlpf", version: "0.1.0"),
      source: Release.Source(
        address: "https://example.org/mlpf", revision: String(digest.prefix(40))),
      model: model(texts),
      training: Release.Training(
        settings: [Release.Fact("optimiser", texts.setting)], seed: 7, epochs: 3, bestEpoch: 2,
        outcome: "finished", activity: activity("fairmlpf train", date)),
      evaluation: Release.Evaluation(
        events: 30, elements: 1000, scores: [score, better],
        timing: [Release.Fact("500", "1.50 ms")], activity: activity("fairmlpf evaluate", date)),
      explanation: Release.Explanation(
        output: "predicted", rule: "epsilon", explained: 10, events: 2,
        statements: [Release.Statement("Charge matters more.", verdict: "holds")],
        conservation: 1e-7, activity: activity("fairmlpf explain", date)),
      data: dataSet(texts, data), files: files)
  }

  private static func cff(_ texts: Texts, doi: DOI?, _ date: ReleaseDate) throws(Failure) -> String
  {
    // JSON is YAML, so that the text needs no care here.
    func quoted(_ text: String) -> String {
      String(decoding: (try? JSONEncoder().encode(text)) ?? Data(), as: UTF8.self)
    }
    var lines = [
      "cff-version: 1.2.0", "message: Cite it.", "title: \(quoted(texts.title))",
      "version: 0.1.0", "authors:", "  - family-names: \(quoted(texts.author))",
      "    given-names: Jane", "    affiliation: \(quoted(texts.affiliation))",
      "    orcid: https://orcid.org/0000-0002-1825-0097", "  - name: The collaboration",
      "keywords: [\(quoted(texts.keyword)), graph]",
    ]
    if !texts.abstract.isEmpty { lines.append("abstract: \(quoted(texts.abstract))") }
    if let licence = texts.licence { lines.append("license: \(licence)") }
    return try CitationFile(text: lines.joined(separator: "\n"), path: "CITATION.cff")
      .published(doi: doi, date: date, repository: "https://example.org/mlpf")
  }

  private static func activity(_ command: String, _ date: ReleaseDate) -> Release.Activity {
    Release.Activity(
      command: command, start: ReleaseDate(seconds: date.seconds - 60), end: date, seconds: 60,
      program: "fairmlpf 0.1.0", system: "Linux x86_64", processor: "A processor", cores: "2")
  }

  private static func model(_ texts: Texts) -> Release.Model {
    let columns = (0..<12).map { Release.Column("feature \($0)", unit: $0 == 1 ? "GeV" : "") }
    return Release.Model(
      preset: "lrp-paper", architecture: [Release.Fact("encoder", texts.setting)],
      parameters: 1234, clusterColumns: columns, trackColumns: columns,
      classes: ["none", "charged hadron", "neutral hadron", "photon", "electron", "muon"],
      momenta: [Release.Column("pT", unit: "GeV")], targets: [Release.Column("pid")],
      sha256: digest)
  }

  private static func dataSet(_ texts: Texts, _ doi: DOI?) -> Release.DataSet {
    let address = "https://zenodo.org/records/7/files/events.pkl.bz2?download=1"
    let uses: [Release.Purpose] = [.training, .validation, .test]
    return Release.DataSet(
      origin: doi == nil ? .own : .record, title: texts.data, description: texts.abstract + "!",
      doi: doi, page: doi.map { _ in "https://zenodo.org/records/7" }, licence: "CC-BY-4.0",
      authors: [
        Citation.Author(given: "Zoë", family: texts.author, affiliation: texts.affiliation)
      ],
      files: uses.enumerated().map { index, purpose in
        Release.DataFile(
          name: "\(index)\(texts.file)", purpose: purpose, size: 14 + index,
          sha256: String(index) + digest.dropFirst(),
          address: doi == nil ? nil : address + "&n=\(index)")
      },
      stores: [
        Release.EventStoreFile(
          name: "0\(texts.file).safetensors", source: "0\(texts.file)", events: 3, size: 200,
          sha256: digest)
      ])
  }

  private static let files = [
    PublicationFile(
      "model.safetensors", .weights, "application/octet-stream", "The weights", text: "weights"),
    PublicationFile(
      "model.onnx", .exchange, "application/octet-stream", "The network", text: "network"),
    PublicationFile(
      "experiment.yaml", .settings, "application/yaml", "Settings", text: "schema: 1\n"),
    PublicationFile("training.json", .result, "application/json", "The training", text: "{}\n"),
    PublicationFile("evaluation.json", .result, "application/json", "Metrics", text: "{}\n"),
    PublicationFile("explanation.json", .result, "application/json", "Relevance", text: "{}\n"),
  ]
}
