import Events
import Files
import Foundation
import TestSupport

@testable import MLPF

/// A network to export, and what the engine makes of some events with it.
struct ExportedNetwork {
  let name: String
  let network: PFNet

  /// Published ones with every scaling, recorded ones of PyTorch, and corners of what can be configured.
  static func all(standardising events: [Event]) throws -> [ExportedNetwork] {
    let targets = events.map { Particles(targets: $0.truth) }
    let inputs = InputScaling(standardising: events)
    let standardised = MomentumScaling(standardising: targets)
    func network(
      _ architecture: Architecture, _ momenta: MomentumScaling, standardisesInputs: Bool = true
    ) -> PFNet {
      var network = PFNet(architecture, seed: 7)
      if standardisesInputs { network.inputScaling = inputs }
      network.momentumScaling = momenta
      return network
    }
    var networks = [
      ExportedNetwork(
        name: "lrp-paper", network: network(Architecture.Preset.lrpPaper.architecture, .raw)),
      ExportedNetwork(
        name: "lrp-paper-raw",
        network: network(
          Architecture.Preset.lrpPaper.architecture, .raw, standardisesInputs: false)),
      ExportedNetwork(
        name: "pyg-2022-05",
        network: network(Architecture.Preset.pyg202205.architecture, standardised)),
      ExportedNetwork(
        name: "pyg-2022-07",
        network: network(Architecture.Preset.pyg202207.architecture, MomentumScaling(.logRatio))),
      ExportedNetwork(
        name: "free", network: network(TrainerTests.architecture, MomentumScaling(.logRatio))),
    ]
    let corner = Architecture(
      encoder: [5], gravNetLayers: 1, space: 1, features: 1, neighbours: 128, gravNetOutput: 3,
      gravNetActivation: .elu, headHidden: [], activation: .leakyReLU, pidInputs: [.nodes],
      p4Inputs: [.logits])
    networks.append(ExportedNetwork(name: "corner", network: network(corner, .raw)))
    // All elements at one place: who is a neighbour is decided by ties alone.
    let coincident = network(TrainerTests.architecture, .raw)
    for layer in coincident.gravNets.map(\.space.layer) {
      coincident.parameters.replace(
        [Float](repeating: 0, count: layer.inputs * layer.outputs), at: layer.weight)
    }
    networks.append(ExportedNetwork(name: "coincident", network: coincident))
    for fixture in Fixture.all {
      networks.append(
        ExportedNetwork(
          name: "recorded-\(fixture.name)", network: try fixture.network(fixture.open())))
    }
    return networks
  }

  /// Real events whole, cut to sizes around k, with every element twice, and with padding.
  static func cases(_ first: Event, _ second: Event, neighbours k: Int) -> [Event] {
    let cut = [1, 2, k - 1, k, k + 1].map { take(first, Array(0..<$0)) }
    let twice = take(second, (0..<2 * second.count).map { $0 / 2 })
    let padding = [Float](repeating: 0, count: 5 * Columns.elementFeatures)
    let padded = event(numbers(second, Array(0..<second.count)) + padding)
    return [first, second] + cut + [twice, padded]
  }

  private static func numbers(_ event: Event, _ rows: [Int]) -> [Float] {
    rows.flatMap { row in (0..<Columns.elementFeatures).map { event.elements[row, $0] } }
  }

  private static func take(_ event: Event, _ rows: [Int]) -> Event {
    Self.event(numbers(event, rows))
  }

  private static func event(_ elements: [Float]) -> Event {
    let rows = elements.count / Columns.elementFeatures
    let nothing = Table(
      [Float](repeating: 0, count: rows * Columns.targets), rows: rows, columns: Columns.targets)
    return Event(
      elements: Table(elements, rows: rows, columns: Columns.elementFeatures), truth: nothing,
      ruleBased: nothing)
  }

  /// Exports it in every form, with the events and the engine's answers beside it.
  func write(to folder: String, _ events: [Event]) throws {
    try FolderContents.create(folder)
    let notes = ["run": "größe"]
    try AtomicFile.write(
      try ONNXModel.encode(network, notes: notes, at: name), to: "\(folder)/model.onnx")
    _ = try StateDict.write(
      network, notes: notes, to: "\(folder)/\(StateDict.fileName)", force: false)
    try AtomicFile.write(
      try StateDictDescription(network, notes: notes).json(at: name),
      to: "\(folder)/\(StateDictDescription.fileName)")
    var answers = SafeTensorsWriter()
    let predictor = Predictor(network)
    for (index, event) in events.enumerated() {
      let (logits, p4) = predictor.outputs(event.elements)
      answers.add(
        "X.\(index)", shape: [event.count, Columns.elementFeatures],
        Self.numbers(event, Array(0..<event.count)))
      answers.add("logits.\(index)", shape: [event.count, Architecture.classes], logits.values)
      answers.add(
        "momenta.\(index)", shape: [event.count, Architecture.momenta],
        (0..<event.count).flatMap { row in
          var output = Momentum()
          for column in 0..<Architecture.momenta { output[column] = p4.pointer(row)[column] }
          let momentum = network.momentumScaling.decode(
            output, elementPT: event.elements[row, 1], elementEnergy: event.elements[row, 5])
          return (0..<Architecture.momenta).map { momentum[$0] }
        })
    }
    try answers.write(to: "\(folder)/answers.safetensors")
  }
}
