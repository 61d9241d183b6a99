import Events
public import Files
public import FoundationEssentials

extension Explanation: VersionedResult {
  /// The result as JSON text.
  ///
  /// - Returns: UTF-8 text that ends with a line end.
  /// - Throws: `Failure` if encoding fails, a mistake of the program.
  public func json() throws(Failure) -> String {
    try ResultJSON.encode(self, at: "the explanation")
  }

  /// Reads the text that `json()` writes.
  ///
  /// - Parameters:
  ///   - json: the text.
  ///   - place: where it is from, for the message.
  /// - Throws: `Failure` if it is something else, or of another version.
  public init(json: Data, at place: String) throws(Failure) {
    let remedy = "Run fairmlpf explain again"
    self = try ResultJSON.decode(
      Explanation.self, json, at: place, what: "the result of an explanation", remedy: remedy)
    guard isConsistent else {
      throw Failure(
        "the lists in the file do not fit together: it is damaged", at: place, remedy: remedy,
        status: .badData)
    }
  }

  /// Whether lists have the lengths that their readers count on.
  private var isConsistent: Bool {
    let columns = Columns.elementFeatures
    return [features.cluster, features.track, features.both].allSatisfy { $0.count == columns }
      && groups.allSatisfy { group in
        let map = group.rMap
        return !map.mean.isEmpty && map.mean.allSatisfy { $0.count == columns }
          && map.error.count == map.mean.count && map.error.allSatisfy { $0.count == columns }
          && map.trackShare.count == map.mean.count && group.rScores.count == columns
      }
      && (graph.map { graph in
        !graph.nodes.isEmpty
          && graph.edges.allSatisfy {
            graph.nodes.indices.contains($0.from) && graph.nodes.indices.contains($0.to)
          }
      } ?? true)
  }
}
