import Experiment
import Files
import Foundation
import MLPF
import Scaffold
import TestSupport
import Testing

@Suite struct ExperimentFileTests {
  @Test(arguments: ["", "\n", "# nothing\n", "schema: 1\n", "data:\nmodel: null\ntraining: {}\n"])
  func emptyFileHasThePublishedSettings(_ text: String) throws {
    let file = try settings(text)
    #expect(file.name == "experiment")
    #expect(file.data.doi == "")
    #expect(file.data.source == .sample)
    #expect(file.data.folder == "data/raw")
    #expect(file.data.train == [] && file.data.validation == [] && file.data.test == [])
    #expect(file.preset == .lrpPaper)
    #expect(file.architecture == Architecture.Preset.lrpPaper.architecture)
    #expect(file.run == "baseline")
    #expect(file.timesInference)
    #expect(file.training == TrainingOptions())
    #expect(file.training.target == .truth)
    #expect(file.training.epochs == 60)
    #expect(file.training.eventsPerStep == 1)
    #expect(file.training.optimiser.learningRate == 1e-4)
    #expect(file.training.schedule == .constant)
    #expect(file.training.loss.alpha == 2e-4)
    #expect(file.training.loss.regression == .mse)
    #expect(file.training.loss.regressionRows == .correct)
    #expect(file.training.momentumTargets == .raw)
    #expect(!file.training.standardisesInputs)
    #expect(file.training.patience == 100)
    #expect(file.training.seed == 1)
    #expect(file.training.threads == 0)
  }

  /// No value is a default, so a key that is read into the wrong place is found.
  @Test func everyKeyIsReadIntoItsPlace() throws {
    let file = try settings(
      """
      schema: 1
      name: "My: experiment"
      data:
        doi: 10.5281/zenodo.4559324
        source: folder
        folder: /somewhere/else
        train: ["a*.pkl", b.pkl]
        validation: [c.pkl]
        test: d.pkl
        held_out: [e.pkl, "f*.pkl"]
      model:
        preset: pyg-2022-07
        encoder: [11, 12]
        head_hidden: [13]
        activation: leaky-relu
        pid_inputs: [x1]
        p4_inputs: [logits, x0]
        gravnet:
          layers: 2
          space: 3
          features: 4
          neighbours: 5
          output: 6
          activation: elu
      training:
        run: second_run-2.0
        target: cand
        epochs: 7
        events_per_step: 8
        learning_rate: 9e-3
        optimiser: adamw
        weight_decay: 0.125
        schedule: cosine
        warm_up_steps: 14
        clip_gradient: 1.5
        classification_loss: focal
        focal_gamma: 3.5
        regression_loss: huber
        regression_targets: standardised
        regression_on: true
        alpha: 16
        standardise_inputs: true
        patience: 17
        seed: 18
        threads: 19
      evaluation:
        inference_timing: false
      """)
    #expect(file.name == "My: experiment")
    #expect(file.data.doi == "10.5281/zenodo.4559324")
    #expect(file.data.source == .folder)
    #expect(file.data.folder == "/somewhere/else")
    #expect(file.data.train == ["a*.pkl", "b.pkl"])
    #expect(file.data.validation == ["c.pkl"])
    #expect(file.data.test == ["d.pkl"])
    #expect(file.data.heldOut == ["e.pkl", "f*.pkl"])
    #expect(file.preset == .pyg202207)
    #expect(
      file.architecture
        == Architecture(
          encoder: [11, 12], gravNetLayers: 2, space: 3, features: 4, neighbours: 5,
          gravNetOutput: 6, gravNetActivation: .elu, headHidden: [13], activation: .leakyReLU,
          pidInputs: [.nodes], p4Inputs: [.logits, .features]))
    #expect(file.run == "second_run-2.0")
    #expect(!file.timesInference)

    var training = TrainingOptions()
    training.target = .ruleBased
    training.epochs = 7
    training.eventsPerStep = 8
    training.optimiser.learningRate = 9e-3
    training.optimiser.weightDecay = 0.125
    training.optimiser.clipGradient = 1.5
    training.schedule = .cosine
    training.warmUpSteps = 14
    training.loss.classification = .focal(gamma: 3.5)
    training.loss.regression = .huber
    training.loss.regressionRows = .true
    training.loss.alpha = 16
    training.momentumTargets = .standardised
    training.standardisesInputs = true
    training.patience = 17
    training.seed = 18
    training.threads = 19
    #expect(file.training == training)
  }

  @Test func aPresetIsChangedPartByPart() throws {
    var expected = Architecture.Preset.pyg202205.architecture
    expected.neighbours = 8
    let file = try settings("model: {preset: pyg-2022-05, gravnet: {neighbours: 8}}")
    #expect(file.architecture == expected)
  }

  @Test(arguments: [
    ("1e-3", Float(1e-3)), ("1.0e-3", 1e-3), ("1.E-3", 1e-3), (".001", 1e-3), ("+2", 2), ("3.", 3),
    ("0.5", 0.5),
  ])
  func numbersMayBeWrittenInManyWays(_ text: String, _ value: Float) throws {
    #expect(
      try settings("training: {learning_rate: \(text)}").training.optimiser.learningRate == value)
  }

  @Test func aByteOrderMarkIsPassedOver() throws {
    #expect(try settings("\u{FEFF}name: x\ndata: {doi: y}\n").data.doi == "y")
  }

  @Test func otherLineEndsAreRead() throws {
    #expect(try settings("name: x\r\ntraining:\r\n  epochs: 3\r\n").training.epochs == 3)
  }

  private func renderedTemplate(_ folder: String) throws -> String {
    let template = LocatedTemplate(folder: Repository.template, source: "experiment")
    return try Generator(template: template, name: "experiment", tool: "test")
      .generate(GeneratorOptions(now: 0, output: folder))
  }

  /// The numbers that the template's comments and `docs` name.
  @Test func theTemplateRendersTheDocumentedSettings() throws {
    try withFolder { folder in
      let path = try renderedTemplate(folder)
      let file = try ExperimentFile(path + "/experiment.yaml")
      #expect(file.name == "MLPF experiment")
      #expect(file.data.doi == "10.5281/zenodo.4559324")
      #expect(file.data.source == .sample)
      #expect(file.data.folder == "data/raw")
      #expect(file.data.train == ["tev14_pythia8_ttbar_pu20_0.pkl.bz2"])
      #expect(file.data.validation == ["tev14_pythia8_ttbar_pu20_1.pkl.bz2"])
      #expect(file.data.test == ["tev14_pythia8_ttbar_pu20_2.pkl.bz2"])
      #expect(file.architecture == Architecture.Preset.lrpPaper.architecture)
      #expect(file.run == "baseline")
      #expect(file.timesInference)
      var training = TrainingOptions()
      training.epochs = 40
      training.optimiser.learningRate = 1e-3
      training.optimiser.clipGradient = 1
      training.schedule = .cosine
      training.loss.regression = .huber
      training.loss.regressionRows = .true
      training.loss.alpha = 1
      training.momentumTargets = .logRatio
      training.standardisesInputs = true
      #expect(file.training == training)
    }
  }

  /// The lines that are commented out show the preset, so taking the # away must change nothing.
  @Test func theTemplatesCommentedLinesAreThePreset() throws {
    try withFolder { folder in
      let path = try renderedTemplate(folder)
      let text = try String(contentsOfFile: path + "/experiment.yaml", encoding: .utf8)
      let keys = ["encoder", "gravnet", "head_hidden", "activation", "pid_inputs", "p4_inputs"]
      let lines = text.split(separator: "\n").map { line in
        let isHidden = keys.contains { line.hasPrefix("  # \($0): ") }
        let text = String(line)
        return isHidden ? text.replacing("# ", with: "").replacing("elu.", with: "elu") : text
      }
      for key in keys { #expect(lines.contains { $0.hasPrefix("  \(key): ") }, "\(key)") }
      let file = try settings(lines.joined(separator: "\n"))
      #expect(file.architecture == Architecture.Preset.lrpPaper.architecture)
    }
  }
}
