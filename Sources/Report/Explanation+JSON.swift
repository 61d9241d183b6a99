public import Files
public import FoundationEssentials
public import Relevance

extension Explanation {
  /// Reads `explanation.json`.
  public init(json: Data, at place: String) throws(Failure) {
    do {
      let decoder = JSONDecoder()
      decoder.keyDecodingStrategy = .convertFromSnakeCase
      self = try decoder.decode(Explanation.self, from: json)
    } catch {
      throw Failure(
        "this is not the result of an explanation", at: place,
        remedy: "Run fairmlpf explain again", status: .badData, cause: "\(error)")
    }
  }
}
