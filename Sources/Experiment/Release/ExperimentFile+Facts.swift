import MLPF
import Publication

// The settings as a list of names and values, with the names of `experiment.yaml`.
extension ExperimentFile {
  /// What decides the shape of the network.
  var architectureFacts: [Release.Fact] {
    let shape = architecture
    func list(_ numbers: [Int]) -> String { numbers.map(String.init).joined(separator: ", ") }
    func list(_ inputs: [Architecture.HeadInput]) -> String {
      inputs.map(\.rawValue).joined(separator: ", ")
    }
    return [
      Release.Fact("encoder", list(shape.encoder)),
      Release.Fact("gravnet.layers", "\(shape.gravNetLayers)"),
      Release.Fact("gravnet.space", "\(shape.space)"),
      Release.Fact("gravnet.features", "\(shape.features)"),
      Release.Fact("gravnet.neighbours", "\(shape.neighbours)"),
      Release.Fact("gravnet.output", "\(shape.gravNetOutput)"),
      Release.Fact("gravnet.activation", shape.gravNetActivation.rawValue),
      Release.Fact("head_hidden", list(shape.headHidden)),
      Release.Fact("activation", shape.activation.rawValue),
      Release.Fact("pid_inputs", list(shape.pidInputs)),
      Release.Fact("p4_inputs", list(shape.p4Inputs)),
    ]
  }

  /// What decides the training.
  var trainingFacts: [Release.Fact] {
    let (options, loss) = (training, training.loss)
    let classification =
      switch loss.classification {
      case .crossEntropy: [Release.Fact("classification_loss", "cross-entropy")]
      case .focal(let gamma):
        [
          Release.Fact("classification_loss", "focal"), Release.Fact("focal_gamma", "\(gamma)"),
        ]
      }
    return [
      Release.Fact("target", options.target.rawValue),
      Release.Fact("epochs", "\(options.epochs)"),
      Release.Fact("events_per_step", "\(options.eventsPerStep)"),
      Release.Fact("learning_rate", "\(options.optimiser.learningRate)"),
      Release.Fact("optimiser", options.optimiser.weightDecay == 0 ? "adam" : "adamw"),
      Release.Fact("weight_decay", "\(options.optimiser.weightDecay)"),
      Release.Fact("schedule", options.schedule.rawValue),
      Release.Fact("warm_up_steps", "\(options.warmUpSteps)"),
      Release.Fact("clip_gradient", "\(options.optimiser.clipGradient)"),
    ] + classification + [
      Release.Fact("regression_loss", loss.regression.rawValue),
      Release.Fact("regression_targets", options.momentumTargets.rawValue),
      Release.Fact("regression_on", loss.regressionRows.rawValue),
      Release.Fact("alpha", "\(loss.alpha)"),
      Release.Fact("standardise_inputs", "\(options.standardisesInputs)"),
      Release.Fact("patience", "\(options.patience)"),
      Release.Fact("seed", "\(options.seed)"),
    ]
  }
}
