public import Files
public import FoundationEssentials

extension EvaluationResult: VersionedResult {
  /// The result as JSON text; undefined numbers are `null`.
  ///
  /// - Returns: UTF-8 text that ends with a line end.
  /// - Throws: `Failure` if encoding fails, a mistake of the program.
  public func json() throws(Failure) -> String {
    try ResultJSON.encode(self, at: "the evaluation")
  }

  /// Reads the text that `json()` writes.
  ///
  /// - Parameters:
  ///   - json: the text.
  ///   - place: where it is from, for the message.
  /// - Throws: `Failure` if it is something else, or of another version.
  public init(json: Data, at place: String) throws(Failure) {
    self = try ResultJSON.decode(
      EvaluationResult.self, json, at: place, what: "the result of an evaluation",
      remedy: "Run fairmlpf evaluate again")
  }
}
