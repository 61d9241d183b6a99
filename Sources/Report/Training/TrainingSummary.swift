public import Files
public import FoundationEssentials

/// What `training.json` says of a finished training.
public struct TrainingSummary: Sendable, Equatable, Decodable {
  /// A file of events.
  package struct File: Sendable, Equatable, Decodable {
    package var name: String
    package var size: Int
    package var sha256: String
  }

  /// With what and when it was made.
  package struct Provenance: Sendable, Equatable, Decodable {
    package var program: String
    package var started: String?
    package var time: String
    package var system: String
    package var processor: String
    package var cores: Int
  }

  /// A setting.
  package struct Setting: Sendable, Equatable, Decodable {
    package var name: String
    package var value: String
  }

  package let outcome: String
  package let epochs: Int
  /// The epoch whose weights are in the model file, from 1.
  public let bestEpoch: Int
  package let seconds: Double
  let parameters: Int
  let preset: String
  package let seed: UInt64
  package let trainingFiles: [File]
  package let validationFiles: [File]
  /// What decides the shape of the network; older files lack it.
  package let architecture: [Setting]?
  /// What decides the training; older files lack it.
  package let settings: [Setting]?
  package let provenance: Provenance

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
