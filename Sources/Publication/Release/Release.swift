public import Files

/// Everything that a published file may say of an experiment and its model, as plain values.
///
/// Whoever packages an experiment fills it once; every artefact is made from it alone, so that they
/// cannot contradict each other and equal facts give equal bytes.
public struct Release: Sendable, Equatable {
  /// A setting or another fact by name.
  public struct Fact: Sendable, Equatable, Codable {
    /// The name, as the settings file writes it.
    public var name: String
    /// The value.
    public var value: String

    /// Creates it.
    public init(_ name: String, _ value: String) {
      self.name = name
      self.value = value
    }
  }

  /// A program.
  public struct Program: Sendable, Equatable {
    /// The name, such as "fairmlpf".
    public var name: String
    /// The version.
    public var version: String

    /// Creates it.
    public init(name: String, version: String) {
      self.name = name
      self.version = version
    }

    /// "fairmlpf 0.1.0".
    public var text: String { "\(name) \(version)" }
  }

  /// The experiment's own code.
  public struct Source: Sendable, Equatable {
    /// Where it can be had, an address without credentials; `nil` if it is not known.
    public var address: String?
    /// The commit that is checked out; `nil` outside a repository.
    public var revision: String?

    /// Creates it.
    public init(address: String? = nil, revision: String? = nil) {
      self.address = address
      self.revision = revision
    }
  }

  /// Who made the experiment, what it is called and how it may be used.
  public var citation: Citation
  /// The text of the published `CITATION.cff`.
  public var citationText: String
  /// The DOI of this publication; `nil` until one is reserved.
  public var doi: DOI?
  /// The day and time of the publication.
  public var date: ReleaseDate
  /// The name in `experiment.yaml`.
  public var experiment: String
  /// The name of the run whose model this is.
  public var run: String
  /// The program that made everything.
  public var program: Program
  /// The experiment's own code.
  public var source: Source
  /// The trained network.
  public var model: Model
  /// How it was trained.
  public var training: Training
  /// How it was judged on the test events.
  public var evaluation: Evaluation
  /// How it was judged on further events; `nil` where the experiment has none.
  public var heldOut: Evaluation?
  /// What its decisions rest on; `nil` where that was not asked.
  public var explanation: Explanation?
  /// The data it was trained and judged on.
  public var data: DataSet
  /// The results that are published: weights, settings, reports and so on, but no metadata.
  public var files: [PublicationFile]

  /// Creates it.
  public init(
    citation: Citation, citationText: String, doi: DOI? = nil, date: ReleaseDate,
    experiment: String, run: String, program: Program, source: Source = Source(), model: Model,
    training: Training, evaluation: Evaluation, heldOut: Evaluation? = nil,
    explanation: Explanation? = nil, data: DataSet, files: [PublicationFile]
  ) {
    self.citation = citation
    self.citationText = citationText
    self.doi = doi
    self.date = date
    self.experiment = experiment
    self.run = run
    self.program = program
    self.source = source
    self.model = model
    self.training = training
    self.evaluation = evaluation
    self.heldOut = heldOut
    self.explanation = explanation
    self.data = data
    self.files = files
  }

  /// A published file.
  ///
  /// - Parameter path: its path in the publication, such as `model.onnx`.
  /// - Returns: `nil` if there is no such file among the results.
  public func file(_ path: String) -> PublicationFile? { files.first { $0.path == path } }
}
