/// A graph of ONNX operators: constants, and nodes in the order data flow.
///
/// Values are named by text, as in the file. Field numbers are those of onnx.proto3, IR version 8
/// (github.com/onnx/onnx).
struct ONNXGraph {
  /// A setting of a node.
  enum Attribute {
    case integer(String, Int)
    case float(String, Float)
    case integers(String, [Int])
  }

  /// An input or output of the whole graph, of shape (elements, columns).
  struct Port {
    /// Its name.
    let name: String
    /// Its second axis; the first one is free.
    let columns: Int
    /// What it holds.
    let documentation: String
  }

  private static let elementTypes = (float: 1, int64: 7)

  private let name: String
  private var nodes: [ProtocolBuffer] = []
  private var constants: [ProtocolBuffer] = []

  /// An empty graph.
  init(name: String) { self.name = name }

  /// Adds a node with one output.
  ///
  /// - Parameters:
  ///   - operation: an operator of the standard set.
  ///   - inputs: names of values that are there already.
  ///   - output: the name of what it gives, and of the node.
  ///   - attributes: its settings.
  /// - Returns: `output`.
  @discardableResult
  mutating func add(
    _ operation: String, _ inputs: [String], _ output: String, _ attributes: [Attribute] = []
  ) -> String {
    add(operation, inputs, outputs: [output], name: output, attributes)
    return output
  }

  /// Adds a node with any number of outputs.
  mutating func add(
    _ operation: String, _ inputs: [String], outputs: [String], name: String,
    _ attributes: [Attribute] = []
  ) {
    let node = ProtocolBuffer {
      for input in inputs { $0.add(1, text: input) }
      for output in outputs { $0.add(2, text: output) }
      $0.add(3, text: name)
      $0.add(4, text: operation)
      for attribute in attributes { $0.add(5, message: Self.message(attribute)) }
    }
    nodes.append(node)
  }

  /// Adds numbers in single precision.
  ///
  /// - Returns: `name`.
  @discardableResult
  mutating func constant(_ name: String, shape: [Int], floats values: [Float]) -> String {
    constant(name, Self.elementTypes.float, shape, values.withUnsafeBytes { Array($0) })
  }

  /// Adds whole numbers, as a list or, with an empty shape, as one number.
  ///
  /// - Returns: `name`.
  @discardableResult
  mutating func constant(_ name: String, shape: [Int]? = nil, integers values: [Int64]) -> String {
    constant(
      name, Self.elementTypes.int64, shape ?? [values.count], values.withUnsafeBytes { Array($0) })
  }

  private mutating func constant(
    _ name: String, _ elementType: Int, _ shape: [Int], _ bytes: [UInt8]
  ) -> String {
    let tensor = ProtocolBuffer {
      for length in shape { $0.add(1, integer: length) }
      $0.add(2, integer: elementType)
      $0.add(8, text: name)
      $0.add(9, bytes: bytes)
    }
    constants.append(tensor)
    return name
  }

  /// The graph as a `GraphProto`.
  ///
  /// - Parameters:
  ///   - inputs: what a user gives.
  ///   - outputs: what a user gets, names of values that are there.
  /// - Returns: the message.
  func message(inputs: [Port], outputs: [Port]) -> ProtocolBuffer {
    ProtocolBuffer {
      for node in nodes { $0.add(1, message: node) }
      $0.add(2, text: name)
      for constant in constants { $0.add(5, message: constant) }
      for input in inputs { $0.add(11, message: Self.message(input)) }
      for output in outputs { $0.add(12, message: Self.message(output)) }
    }
  }

  private static func message(_ port: Port) -> ProtocolBuffer {
    let elements = ProtocolBuffer { $0.add(2, text: "elements") }
    let columns = ProtocolBuffer { $0.add(1, integer: port.columns) }
    let shape = ProtocolBuffer {
      $0.add(1, message: elements)
      $0.add(1, message: columns)
    }
    let tensor = ProtocolBuffer {
      $0.add(1, integer: elementTypes.float)
      $0.add(2, message: shape)
    }
    let type = ProtocolBuffer { $0.add(1, message: tensor) }
    return ProtocolBuffer {
      $0.add(1, text: port.name)
      $0.add(2, message: type)
      $0.add(3, text: port.documentation)
    }
  }

  private static func message(_ attribute: Attribute) -> ProtocolBuffer {
    ProtocolBuffer {
      switch attribute {
      case .float(let name, let value):
        $0.add(1, text: name)
        $0.add(2, float: value)
        $0.add(20, integer: 1)
      case .integer(let name, let value):
        $0.add(1, text: name)
        $0.add(3, integer: value)
        $0.add(20, integer: 2)
      case .integers(let name, let values):
        $0.add(1, text: name)
        for value in values { $0.add(8, integer: value) }
        $0.add(20, integer: 7)
      }
    }
  }
}
