public import Files
import FoundationEssentials
public import MLPF
import Yams

/// The settings of an experiment, `experiment.yaml`.
///
/// Every key has a default, so a file may leave out what it does not change; a key that is not known is
/// an error.
public struct ExperimentFile: Sendable {
  /// Where events come from.
  public enum Source: String, Sendable, CaseIterable {
    /// The bundled sample, written to the data folder when that has no events.
    case sample
    /// The files that are in the data folder.
    case folder
    /// Files of the data set `doi`, which are fetched to the data folder.
    case doi
  }

  /// Which events the experiment uses.
  public struct Data: Sendable {
    /// DOI of the data set, or the address of its record; may be empty unless the files come from there.
    public var doi = ""
    /// Where the files come from.
    public var source = Source.sample
    /// Folder with the event files, relative to the experiment.
    public var folder = "data/raw"
    /// Names or patterns of the training files.
    public var train: [String] = []
    /// Names or patterns of the validation files.
    public var validation: [String] = []
    /// Names or patterns of the test files.
    public var test: [String] = []
    /// Names or patterns of further test files, usually of the kind trained on.
    public var heldOut: [String] = []

    /// What results name as the source of their events: the DOI is not that of the bundled sample.
    var origin: String { source == .sample ? "bundled sample delphes-pu20" : doi }
  }

  /// Name of the file in an experiment's folder.
  public static let fileName = "experiment.yaml"

  /// The experiment's name.
  public private(set) var name = "experiment"
  /// Which events it uses.
  public private(set) var data = Data()
  /// The network's shape.
  public private(set) var architecture = Architecture.Preset.lrpPaper.architecture
  /// Name of the preset the shape started from.
  public private(set) var preset = Architecture.Preset.lrpPaper
  /// How the network is trained.
  public private(set) var training = TrainingOptions()
  /// Name of the run: its folder under `models/`.
  public private(set) var run = "baseline"
  /// Whether `evaluate` times inference against the number of elements.
  public private(set) var timesInference = true
  /// What `explain` explains and how.
  public private(set) var explanation = ExplanationOptions()

  /// Reads and checks the settings.
  ///
  /// - Parameter path: the file.
  /// - Throws: `Failure` naming file, line and key.
  public init(_ path: String) throws(Failure) {
    let text = try Self.text(path)
    let root: Node?
    do {
      root = try Yams.compose(yaml: text)
    } catch {
      throw Self.yamlFailure(error, path)
    }
    try read(SettingsSection(root, name: "", file: path))
  }

  private static func text(_ path: String) throws(Failure) -> String {
    var bytes = try MappedFile(path).withBytes { span in
      (0..<span.byteCount).map { span.unsafeLoad(fromByteOffset: $0, as: UInt8.self) }[...]
    }
    // Some editors put a byte order mark first.
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes = bytes.dropFirst(3) }
    if let text = String(validating: bytes, as: UTF8.self) { return text }
    let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    let line = lines.firstIndex { String(validating: $0, as: UTF8.self) == nil }
    throw Failure(
      "the file is not UTF-8 text", at: line.map { "\(path):\($0 + 1)" } ?? path,
      remedy: "Save it as UTF-8", status: .badData)
  }

  private static func yamlFailure(_ error: any Error, _ path: String) -> Failure {
    var place = path
    var what = "the file is not valid YAML"
    if let problem = error as? YamlError {
      switch problem {
      case .scanner(_, let reason, let mark, _), .parser(_, let reason, let mark, _),
        .composer(_, let reason, let mark, _):
        place = "\(path):\(mark.line)"
        what += " (\(reason))"
      case .duplicatedKeysInMapping(let keys, let context):
        return Failure(
          "the key '\(keys.first ?? "")' stands twice in the same group",
          at: "\(path):\(context.mark.line)", remedy: "Remove one of the two", status: .badData)
      case .reader(_, let offset, _, let text):
        let before = offset.map { text.prefix($0).count { $0.isNewline } }
        return Failure(
          "the file holds a character that YAML does not allow",
          at: before.map { "\(path):\($0 + 1)" } ?? path, remedy: "Remove the control character",
          status: .badData, cause: "\(error)")
      default: break
      }
    }
    return Failure(
      what, at: place,
      remedy: "Check indentation, quotes and colons on this line and the one above",
      status: .badData, cause: "\(error)")
  }

  private mutating func read(_ root: SettingsSection) throws(Failure) {
    var root = root
    let schema = try root.integer("schema", 1, in: 0...Int.max)
    guard schema == 1 else {
      throw Failure(
        "the file has schema \(schema), and this version reads schema 1",
        at: root.place(of: "schema"), remedy: "Use a newer fairmlpf, or write 'schema: 1'",
        status: .badData)
    }
    name = try root.text("name", name)
    try readData(root.section("data"))
    try readModel(root.section("model"))
    try readTraining(root.section("training"))
    var evaluation = try root.section("evaluation")
    timesInference = try evaluation.flag("inference_timing", timesInference)
    try evaluation.finish()
    explanation = try ExplanationOptions(root.section("explanation"))
    try root.finish()
  }

  private mutating func readData(_ section: SettingsSection) throws(Failure) {
    var section = section
    data.doi = try section.text("doi", data.doi)
    data.source = try section.choice("source", data.source)
    data.folder = try section.text("folder", data.folder)
    data.train = try section.texts("train", data.train)
    data.validation = try section.texts("validation", data.validation)
    data.test = try section.texts("test", data.test)
    data.heldOut = try section.texts("held_out", data.heldOut)
    guard data.source != .doi || !data.doi.isEmpty else {
      throw Failure(
        "'data.source' is doi, and 'data.doi' names no data set", at: section.place(of: "source"),
        remedy: "Write the DOI of a data set, such as 'doi: 10.5281/zenodo.4559324'",
        status: .badData)
    }
    try section.finish()
  }

  private mutating func readModel(_ section: SettingsSection) throws(Failure) {
    var section = section
    preset = try section.choice("preset", preset)
    var a = preset.architecture
    a.encoder = try section.integers("encoder", a.encoder)
    a.headHidden = try section.integers("head_hidden", a.headHidden)
    a.activation = try section.choice("activation", a.activation)
    a.pidInputs = try section.choices("pid_inputs", a.pidInputs)
    a.p4Inputs = try section.choices("p4_inputs", a.p4Inputs)
    var graph = try section.section("gravnet")
    a.gravNetLayers = try graph.integer("layers", a.gravNetLayers, in: 1...16)
    a.space = try graph.integer("space", a.space, in: 1...32)
    a.features = try graph.integer("features", a.features, in: 1...4096)
    a.neighbours = try graph.integer("neighbours", a.neighbours, in: 1...128)
    a.gravNetOutput = try graph.integer("output", a.gravNetOutput, in: 1...4096)
    a.gravNetActivation = try graph.choice("activation", a.gravNetActivation)
    try graph.finish()
    try section.finish()
    if let problem = a.problem {
      throw Failure(
        "the network cannot be built (model.\(problem))",
        at: section.place(of: String(problem.prefix { $0 != ":" })), remedy: "Correct the value",
        status: .badData)
    }
    architecture = a
  }

  private mutating func readTraining(_ section: SettingsSection) throws(Failure) {
    var s = section
    var t = training
    let positive: (Float) -> Bool = { $0 > 0 }
    let notNegative: (Float) -> Bool = { $0 >= 0 }
    run = try s.text("run", run)
    guard !run.isEmpty,
      run.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber || "-_.".contains($0)) }),
      !run.hasPrefix(".")
    else {
      throw Failure(
        "'training.run' is '\(run)' and must be a name for a folder", at: s.place(of: "run"),
        remedy: "Use letters, digits, '-', '_' and '.' only, and no '.' at the start",
        status: .badData)
    }
    t.target = try s.choice("target", t.target)
    t.epochs = try s.integer("epochs", t.epochs, in: 1...1_000_000)
    t.eventsPerStep = try s.integer("events_per_step", t.eventsPerStep, in: 1...10_000)
    t.optimiser.learningRate = try s.number(
      "learning_rate", t.optimiser.learningRate, "a number above 0", positive)
    let optimiser = try s.choice("optimiser", Optimiser.adam)
    t.optimiser.weightDecay = try s.number(
      "weight_decay", 0, "a number, 0 or more", notNegative)
    guard optimiser == .adamw || t.optimiser.weightDecay == 0 else {
      throw Failure(
        "'training.weight_decay' needs the optimiser adamw", at: s.place(of: "weight_decay"),
        remedy: "Set 'optimiser: adamw' or 'weight_decay: 0'", status: .badData)
    }
    t.schedule = try s.choice("schedule", t.schedule)
    t.warmUpSteps = try s.integer("warm_up_steps", t.warmUpSteps, in: 0...Int.max)
    t.optimiser.clipGradient = try s.number(
      "clip_gradient", 0, "a number, 0 (off) or more", notNegative)
    let gamma = try s.number("focal_gamma", 2, "a number, 0 or more", notNegative)
    switch try s.choice("classification_loss", ClassificationChoice.crossEntropy) {
    case .crossEntropy: t.loss.classification = .crossEntropy
    case .focal: t.loss.classification = .focal(gamma: gamma)
    }
    t.loss.regression = try s.choice("regression_loss", t.loss.regression)
    t.momentumTargets = try s.choice("regression_targets", t.momentumTargets)
    t.loss.regressionRows = try s.choice("regression_on", t.loss.regressionRows)
    t.loss.alpha = try s.number("alpha", t.loss.alpha, "a number, 0 or more", notNegative)
    t.standardisesInputs = try s.flag("standardise_inputs", t.standardisesInputs)
    t.patience = try s.integer("patience", t.patience, in: 0...Int.max)
    t.seed = UInt64(try s.integer("seed", Int(t.seed), in: 0...Int.max))
    t.threads = try s.integer("threads", t.threads, in: 0...1024)
    try s.finish()
    training = t
  }

  private enum Optimiser: String, CaseIterable {
    case adam, adamw
  }

  private enum ClassificationChoice: String, CaseIterable {
    case crossEntropy = "cross-entropy"
    case focal
  }
}
