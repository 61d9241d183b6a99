extension Architecture {
  /// The published architectures by the name used in `experiment.yaml`.
  public enum Preset: String, Sendable, CaseIterable {
    /// PFNet7, the network of the LRP paper (arXiv:2111.12840); 311,722 parameters.
    case lrpPaper = "lrp-paper"
    /// The network of May 2022 in the public repository; 335,496 parameters.
    case pyg202205 = "pyg-2022-05"
    /// The network of July 2022 in the public repository; 330,586 parameters.
    case pyg202207 = "pyg-2022-07"

    /// Its architecture.
    public var architecture: Architecture {
      switch self {
      case .lrpPaper:
        Architecture(
          encoder: [64, 64, 12], gravNetLayers: 1, space: 4, features: 22, neighbours: 16,
          gravNetOutput: 64, gravNetActivation: .leakyReLU, pidInputs: [.nodes],
          p4Inputs: [.features, .logits, .nodes])
      case .pyg202205:
        Architecture(
          encoder: [120, 120, 120, 64], gravNetLayers: 2, space: 4, features: 22, neighbours: 16,
          gravNetOutput: 64, gravNetActivation: .none, pidInputs: [.features, .nodes],
          p4Inputs: [.features, .logits])
      case .pyg202207:
        Architecture(
          encoder: [126, 126, 126, 32], gravNetLayers: 3, space: 4, features: 8, neighbours: 4,
          gravNetOutput: 32, gravNetActivation: .none, pidInputs: [.features, .nodes],
          p4Inputs: [.features, .nodes, .logits])
      }
    }
  }
}
