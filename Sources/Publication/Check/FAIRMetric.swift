/// A metric of the rubric "FAIR for Machine Learning Models" (fairshake.cloud/rubric/146, CC BY 4.0).
///
/// The rubric has 27. The one between ML-R1.5-01M and ML-R1.7-01M is not here: its identifier and its
/// wording could not be looked up.
public enum FAIRMetric: String, Sendable, CaseIterable, Codable {
  /// A globally unique identifier.
  case uniqueIdentifier = "ML-F1-01S"
  /// A persistent identifier.
  case persistentIdentifier = "ML-F1-02S"
  /// Identifiers of versions.
  case versions = "ML-F1.1-01S"
  /// Core descriptive metadata.
  case coreMetadata = "ML-F2-01M"
  /// Metadata name the model they describe, and where it is.
  case modelInMetadata = "ML-F3-01M"
  /// Metadata that machines can retrieve.
  case machineMetadata = "ML-F4-01M"
  /// Conditions of access.
  case accessConditions = "ML-A1-01M"
  /// A standard protocol for metadata.
  case metadataProtocol = "ML-A1-02M"
  /// A standard protocol for the model.
  case modelProtocol = "ML-A1-03S"
  /// A protocol that can ask who somebody is.
  case authentication = "ML-A1.1-01S"
  /// Metadata that outlast the model.
  case preservation = "ML-A2-01M"
  /// A formal language.
  case formalLanguage = "ML-I1-01M"
  /// Vocabularies.
  case vocabularies = "ML-I2-01M"
  /// Qualified links.
  case links = "ML-I3-01M"
  /// What the files are.
  case content = "ML-R1-01M"
  /// A licence.
  case licence = "ML-R1.1-01M"
  /// Provenance.
  case provenance = "ML-R1.2-01M"
  /// The type of the model.
  case modelType = "ML-R1.3-01M"
  /// Data for training, validation and test.
  case datasets = "ML-R1.4-01M"
  /// How the data were collected.
  case collection = "ML-R1.4-02M"
  /// Source code.
  case sourceCode = "ML-R1.5-01M"
  /// The training.
  case training = "ML-R1.7-01M"
  /// The evaluation.
  case evaluation = "ML-R1.7-02M"
  /// Other models.
  case otherModels = "ML-R2-01M"
  /// A metadata standard of the community.
  case standards = "ML-R3-01M"
  /// A file format of the community.
  case fileFormat = "ML-R3-02S"

  /// How many metrics the rubric has.
  public static let ofRubric = 27

  /// What is asked, in our words.
  public var question: String {
    switch self {
    case .uniqueIdentifier: "has a globally unique identifier"
    case .persistentIdentifier: "has a persistent identifier that resolves"
    case .versions: "each version has its own identifier"
    case .coreMetadata: "core metadata for finding it"
    case .modelInMetadata: "metadata name the model, its files and where they are"
    case .machineMetadata: "metadata that machines can retrieve"
    case .accessConditions: "conditions of access are stated"
    case .metadataProtocol: "metadata by a standard protocol"
    case .modelProtocol: "model by a standard protocol"
    case .authentication: "the protocol supports authentication"
    case .preservation: "metadata outlast the model"
    case .formalLanguage: "a formal language represents the metadata"
    case .vocabularies: "known vocabularies are used"
    case .links: "qualified links to related works"
    case .content: "content of the files is specified"
    case .licence: "a licence is given"
    case .provenance: "provenance is given"
    case .modelType: "type of the model is described"
    case .datasets: "training, validation and test data are named"
    case .collection: "how the data came about is described"
    case .sourceCode: "source code is there or linked"
    case .training: "training, hardware and outcome are described"
    case .evaluation: "evaluation is described"
    case .otherModels: "relations to other models are stated"
    case .standards: "a metadata standard of the community is followed"
    case .fileFormat: "a file format of the community is used"
    }
  }
}
