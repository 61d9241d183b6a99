public import Events
public import Files
import MLPF
import Synchronization

/// Applies a trained network to files of events and writes the particles it finds.
///
/// It needs no experiment: a model of its own is enough.
public struct PredictStage: Sendable {
  /// What `fairmlpf predict` has to say of a file.
  public struct Report: Sendable {
    /// The file with the particles.
    public let path: String
    /// Number of events.
    public let events: Int
    /// Number of elements of all events.
    public let elements: Int
    /// Number of elements that are a particle.
    public let particles: Int
  }

  private let model: String
  private let sha256: String
  private let network: PFNet
  private let notes: [String: String]

  /// Prepares for a model.
  ///
  /// - Parameter model: a `model.safetensors`.
  /// - Throws: `Failure` when the file does not exist, is damaged or is no model.
  public init(model: String) throws(Failure) {
    self.model = model
    sha256 = try SHA256Digest.ofFile(model)
    (network, notes) = try ModelFile.readWithNotes(model)
  }

  /// Prepares for the model of an experiment.
  ///
  /// - Parameters:
  ///   - folder: the experiment.
  ///   - settings: its settings.
  /// - Throws: `Failure` with status `missingInput` when nothing has been trained.
  public init(_ folder: ExperimentFolder, _ settings: ExperimentFile) throws(Failure) {
    try self.init(model: TrainedModel(folder, settings).path)
  }

  /// Finds the particles in all events of some files.
  ///
  /// Files are done one after the other; those that are finished stay when a later one fails.
  /// - Parameters:
  ///   - files: DELPHES files or event stores.
  ///   - output: the folder for the particles, made if missing.
  ///   - format: the form of the files of particles.
  ///   - threads: how many threads share the work; 0 stands for all cores.
  ///   - progress: told of events, file by file.
  ///   - shouldStop: asked before every event.
  ///   - finished: told of each file when it is written.
  /// - Throws: `Failure` from `finished`, when a file is missing or damaged, from the file system, and with status
  ///   `interrupted` when asked to stop.
  public func run(
    _ files: [String], into output: String, _ format: ParticleFile.Format, threads: Int,
    progress: some Progress, shouldStop: @Sendable () -> Bool,
    finished: (Report) throws(Failure) -> Void
  ) throws(Failure) {
    let paths = try ParticleFile.paths(for: files, format, in: output)
    let predictor = SamplePredictor(network, threads: threads)
    for (file, path) in zip(files, paths) {
      let (source, events) = try Self.read(file)
      try FolderContents.create(output)
      let found = Mutex(
        (done: 0, particles: [Particles](repeating: Particles(), count: events.count)))
      predictor.predict(events, shouldStop: shouldStop) { event, _, particles in
        found.withLock {
          $0.particles[event] = particles
          $0.done += 1
          progress.report($0.done, of: events.count, note: file)
        }
      }
      let particles = found.withLock { $0 }.particles
      guard !shouldStop() else {
        throw Failure(
          "the prediction was interrupted", at: file, remedy: "Run the command again",
          status: .interrupted)
      }
      try ParticleFile(particles, of: source, notes: metadata).write(format, to: path)
      try finished(
        Report(
          path: path, events: events.count, elements: particles.reduce(0) { $0 + $1.count },
          particles: particles.reduce(0) { $0 + $1.pid.count { $0 != .none } }))
    }
  }

  /// What the files say of the model; no date, so that the same events give the same bytes.
  private var metadata: [String: String] {
    var texts = ["model_sha256": sha256, "made_by": "fairmlpf \(Version.current)"]
    for key in ["experiment", "run", "data"] { texts[key] = notes[key] }
    return texts
  }

  private static func read(_ file: String) throws(Failure) -> (EventSource, [Event]) {
    guard !file.hasSuffix(".safetensors") else {
      let store = try EventStore(file)
      return (store.source, Array(store))
    }
    let content = try DelphesFile.read(file)
    return (EventSource(content), content.events)
  }
}
