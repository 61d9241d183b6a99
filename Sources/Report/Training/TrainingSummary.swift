public import Files
public import FoundationEssentials

/// What `training.json` says of a finished training.
public struct TrainingSummary: Sendable, Equatable, Decodable {
  /// A file of events.
  struct File: Sendable, Equatable, Decodable {
    var name: String
    var size: Int
    var sha256: String
  }

  /// With what and when it was made.
  struct Provenance: Sendable, Equatable, Decodable {
    var program: String
    var time: String
    var system: String
    var processor: String
    var cores: Int
  }

  let outcome: String
  let epochs: Int
  /// The epoch whose weights are in the model file, from 1.
  public let bestEpoch: Int
  let seconds: Double
  let parameters: Int
  let preset: String
  let seed: UInt64
  let trainingFiles: [File]
  let validationFiles: [File]
  let provenance: Provenance

  /// Reads the text of a `training.json`.
  ///
  /// - Parameters:
  ///   - json: the text.
  ///   - place: where it is from, for the message.
  /// - Throws: `Failure` with status `badData` if it is something else.
  public init(json: Data, at place: String) throws(Failure) {
    self = try ResultJSON.decode(
      json, at: place, what: "the summary of a training",
      remedy: "Remove the file and run 'fairmlpf train', which writes it anew")
  }
}
