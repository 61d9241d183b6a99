import Evaluation
import Files
import FoundationEssentials
import Relevance

/// A result that a stage keeps in the reports folder: a JSON file, and tables made of it.
protocol StoredResult {
  /// What it was made from.
  var provenance: [String: String] { get }
  /// The text of its JSON file.
  func json() throws(Failure) -> String
  /// Reads its JSON file.
  init(json: Data, at place: String) throws(Failure)
  /// Its tables by file name.
  func csv() -> [String: String]
}

extension EvaluationResult: StoredResult {}
extension Explanation: StoredResult {}

extension StoredResult {
  /// The result in a file, if it was made from the same inputs by this version.
  ///
  /// - Parameters:
  ///   - path: the JSON file; `nil` comes of a missing or damaged one.
  ///   - inputs: what its provenance must say.
  init?(upToDate path: String, _ inputs: [String: String]) {
    guard let data = try? Data(contentsOf: URL(fileURLWithPath: path)),
      let old = try? Self(json: data, at: path),
      old.provenance["program"] == "fairmlpf \(Version.current)",
      inputs.allSatisfy({ old.provenance[$0.key] == $0.value })
    else { return nil }
    self = old
  }

  /// Writes the tables.
  ///
  /// - Parameters:
  ///   - folder: where they go.
  ///   - onlyMissing: whether tables that are there stay as they are.
  /// - Throws: `Failure` when one cannot be written.
  func writeTables(to folder: String, onlyMissing: Bool = false) throws(Failure) {
    for (name, text) in csv() {
      let path = "\(folder)/\(name)"
      if onlyMissing, FileManager.default.fileExists(atPath: path) { continue }
      try AtomicFile.write(text, to: path)
    }
  }
}
