import Files
import Foundation
import Publication

/// A release with as little in it as the packages of a model need.
enum ExampleModel {
  /// The facts; `onnx` is the content of `model.onnx`.
  static func release(onnx: Data = Data("network".utf8)) -> Release {
    let step = Release.Activity(
      command: "fairmlpf train", end: date, program: "fairmlpf 0.1.0", system: "Linux x86_64",
      processor: "a processor", cores: "2")
    let features = (0..<12).map { Release.Column("feature \($0)") }
    let momenta = [
      Release.Column("charge", unit: "e"), Release.Column("pT", unit: "GeV"), Release.Column("eta"),
      Release.Column("sin phi"), Release.Column("cos phi"), Release.Column("E", unit: "GeV"),
    ]
    return Release(
      citation: Citation(
        title: "Particle flow \"by\" $machine", abstract: "Finds\nparticles.",
        authors: [
          Citation.Author(
            given: "A", family: "User", orcid: "0000-0002-1825-0097", affiliation: "A university"),
          Citation.Author(given: "", family: "A collaboration", isGroup: true),
        ], version: "1.2.0", licence: "MIT", keywords: ["particle flow"],
        repository: "https://example.org/user/mlpf"),
      citationText: "cff-version: 1.2.0\n", date: date, experiment: "Größe of mlpf, 2nd",
      run: "baseline", program: Release.Program(name: "fairmlpf", version: "0.1.0"),
      source: Release.Source(revision: String(repeating: "0123abcd", count: 5)),
      model: Release.Model(
        preset: "lrp-paper", architecture: [], parameters: 42, clusterColumns: features,
        trackColumns: features,
        classes: ["none", "charged hadron", "neutral hadron", "photon", "electron", "muon"],
        momenta: momenta, targets: [Release.Column("pid")] + momenta, sha256: "feed"),
      training: Release.Training(
        settings: [], seed: 1, epochs: 2, bestEpoch: 2, outcome: "finished", activity: step),
      evaluation: Release.Evaluation(
        events: 1, elements: 9, scores: [], timing: [], activity: step),
      data: Release.DataSet(
        origin: .record, title: "Simulated events", description: "Events.",
        doi: DOI("10.5281/zenodo.4559324"), files: []),
      files: [
        file("model.safetensors", .weights, "weights"),
        PublicationFile("model.onnx", .exchange, "application/octet-stream", "Network", onnx),
        file("LICENSE", .licence, "Do what you like.\n"),
      ])
  }

  private static let date = ReleaseDate(seconds: 1_764_000_000)

  private static func file(
    _ path: String, _ role: PublicationFile.Role, _ text: String
  ) -> PublicationFile {
    PublicationFile(path, role, "text/plain", "A file", text: text)
  }

  /// The text of one of some files; empty if it is not there.
  static func text(_ path: String, _ files: [PublicationFile]) throws -> String {
    String(decoding: try files.first { $0.path == path }?.data() ?? Data(), as: UTF8.self)
  }

  /// Writes files into a folder.
  static func write(_ files: [PublicationFile], to folder: String) throws {
    for file in files {
      let path = "\(folder)/\(file.path)"
      try FolderContents.create(String(path[..<(path.lastIndex(of: "/") ?? path.endIndex)]))
      try AtomicFile.write(file.data(), to: path)
    }
  }
}
