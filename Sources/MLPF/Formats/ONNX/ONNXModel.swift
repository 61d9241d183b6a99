import Events
public import Files
public import FoundationEssentials

/// A trained network as an ONNX model: opset 17, standard operators only, any number of elements.
///
/// It takes the features of one event as they are in the data set and gives class logits and momenta
/// in the data set's units: both scalings are part of the graph.
public enum ONNXModel {
  /// Name of the file in a run's folder.
  public static let fileName = "model.onnx"

  /// A protocol buffer cannot be longer; room is left for all that is not weights.
  private static let largestSize = Int(Int32.max) - 1_000_000

  /// The bytes of the model; the same network gives the same ones.
  ///
  /// - Parameters:
  ///   - network: the network.
  ///   - notes: further metadata, such as provenance.
  ///   - path: the file they are meant for, for messages.
  /// - Returns: a `ModelProto`.
  /// - Throws: `Failure` when the network has too many parameters for the format.
  public static func encode(
    _ network: PFNet, notes: [String: String], at path: String
  ) throws(Failure) -> Data {
    try check(parameters: network.layout.parameterCount, at: path)
    let graph = graph(of: network)
    let metadata = try metadata(of: network, notes, at: path)
    let standard = ProtocolBuffer {
      $0.add(1, text: "")
      $0.add(2, integer: 17)
    }
    let model = ProtocolBuffer {
      $0.add(1, integer: 8)
      $0.add(2, text: "fairmlpf")
      $0.add(6, text: documentation(of: network))
      $0.add(7, message: graph)
      $0.add(8, message: standard)
      for (key, value) in metadata.sorted(by: { $0.key < $1.key }) {
        let entry = ProtocolBuffer {
          $0.add(1, text: key)
          $0.add(2, text: value)
        }
        $0.add(14, message: entry)
      }
    }
    return Data(model.bytes)
  }

  /// Refuses a network that is too large for the format.
  static func check(parameters: Int, at path: String) throws(Failure) {
    guard parameters <= largestSize / MemoryLayout<Float>.size else {
      throw Failure(
        "the network has \(parameters) parameters, and an ONNX file holds 2 GB", at: path,
        remedy: "Use 'fairmlpf export --format safetensors'", status: .cannotCreate)
    }
  }

  private static func graph(of network: PFNet) -> ProtocolBuffer {
    let parameters = network.parameters
    var graph = ONNXGraph(name: "MLPF")
    let size = graph.addEventSize(of: features.name, neighbours: network.architecture.neighbours)
    let x0 = graph.add(network.inputScaling, features.name)
    var nodes = graph.add(network.encoder, parameters, x0)
    for (index, layer) in network.gravNets.enumerated() {
      nodes = graph.add(layer, "conv.\(index)", parameters, nodes, size)
    }
    func head(_ inputs: [Architecture.HeadInput], _ name: String) -> String {
      let values = inputs.map { input in
        switch input {
        case .features: x0
        case .nodes: nodes
        case .logits: logits.name
        }
      }
      return graph.concatenate(values, name)
    }
    let pidInput = head(network.architecture.pidInputs, "nn2/input")
    _ = graph.add(network.pidHead, parameters, pidInput, output: logits.name)
    let p4Input = head(network.architecture.p4Inputs, "nn3/input")
    let p4 = graph.add(network.p4Head, parameters, p4Input)
    graph.add(network.momentumScaling, p4, features.name, momenta.name)
    return graph.message(inputs: [features], outputs: [logits, momenta])
  }

  private static let features = ONNXGraph.Port(
    name: "X", columns: Architecture.inputs,
    documentation: """
      All elements of one event, without padding, as in the DELPHES files. A calorimeter cluster: \
      \(list(Columns.cluster, Columns.clusterUnits)), with type 1. A track: \
      \(list(Columns.track, Columns.trackUnits)), with type 2.
      """)

  private static let logits = ONNXGraph.Port(
    name: "logits", columns: Architecture.classes,
    documentation: """
      Class scores before softmax; the class of an element is the column with the largest one: \
      \(Columns.classes).
      """)

  private static let momenta = ONNXGraph.Port(
    name: "momenta", columns: Architecture.momenta,
    documentation: """
      Momentum of each element's particle: \
      \(list(Array(Columns.target.dropFirst()), Array(Columns.targetUnits.dropFirst()))). It has no \
      meaning where the class is none.
      """)

  private static func list(_ names: [String], _ units: [String]) -> String {
    zip(names, units).map { $1.isEmpty ? $0 : "\($0) [\($1)]" }.joined(separator: ", ")
  }

  private static func documentation(of network: PFNet) -> String {
    """
    Machine-learned particle flow (MLPF) with \(network.layout.parameterCount) parameters, by \
    fairmlpf. Input X, float32 (elements, 12): \(features.documentation) Output logits, float32 \
    (elements, 6): \(logits.documentation) Output momenta, float32 (elements, 6): \
    \(momenta.documentation) Scaling of inputs and outputs is part of the graph. One event a call, with \
    any number of elements; memory grows with its square, because all distances are computed.
    """
  }

  private static func metadata(
    of network: PFNet, _ notes: [String: String], at path: String
  ) throws(Failure) -> [String: String] {
    var texts = Columns.descriptions
    texts["columns_momenta"] = Columns.target.dropFirst().joined(separator: ", ")
    texts["columns_target"] = nil
    texts.merge(try ModelFile.metadata(network, at: path)) { _, new in new }
    texts["format"] = "fairmlpf-onnx"
    return texts.merging(notes) { ours, _ in ours }
  }
}
